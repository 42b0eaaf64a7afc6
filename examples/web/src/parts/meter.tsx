import type { StatusLabel } from '../status-label.ts';

interface MeterProps {
  /** The name of the value, for screen readers. */
  label: string;
  percent: number | null;
  status: StatusLabel;
}

/** A percentage as a bar with its number. */
export function Meter({ label, percent, status }: MeterProps) {
  if (percent === null) return <span className="meter-none">–</span>;
  const rounded = Math.round(percent);
  return (
    <span className="meter" data-status={status}>
      <span className="meter-bar" aria-hidden="true">
        <span style={{ inlineSize: `${rounded}%` }} />
      </span>
      <span className="figure">
        <span className="unseen">{label}: </span>
        {rounded}%
      </span>
    </span>
  );
}
