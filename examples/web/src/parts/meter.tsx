import type { Standing } from '../standing.ts';

interface MeterProps {
  /** What is measured, for those who do not see the bar. */
  label: string;
  percent: number | null;
  standing: Standing;
}

/** A share as a bar with its number. */
export function Meter({ label, percent, standing }: MeterProps) {
  if (percent === null) return <span className="meter-none">–</span>;
  const rounded = Math.round(percent);
  return (
    <span className="meter" data-standing={standing}>
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
