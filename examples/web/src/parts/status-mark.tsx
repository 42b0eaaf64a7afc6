import { type StatusLabel, statusTexts } from '../status-label.ts';

/** The icon of each status. The shapes differ, so that color is not the only difference. */
const shapes: Record<StatusLabel, React.ReactNode> = {
  NOT_STARTED: <circle cx="8" cy="8" r="5.5" fill="none" strokeDasharray="2.2 2.1" />,
  IN_PROGRESS: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
    </>
  ),
  PASSING: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" />
      <path d="M5.2 8.4 7.2 10.3 10.8 6" fill="none" />
    </>
  ),
  FAILING: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" />
      <path d="M8 5v3.4M8 10.8v.2" fill="none" />
    </>
  ),
  PASSED: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="currentColor" stroke="none" />
      <path d="M5.1 8.4 7.2 10.4 11 5.9" fill="none" stroke="var(--sheet)" />
    </>
  ),
  FAILED: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="currentColor" stroke="none" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" fill="none" stroke="var(--sheet)" />
    </>
  ),
  FINISHED: <circle cx="8" cy="8" r="6.3" fill="currentColor" stroke="none" />,
  UNKNOWN: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" />
      <path d="M8 8v.2" fill="none" />
    </>
  ),
};

/** The status of an enrollment as an icon with its text. Without the text if that is shown beside it (`isBare`). */
export function StatusMark({ status, isBare = false }: { status: StatusLabel; isBare?: boolean }) {
  return (
    <span className="status-mark" data-status={status}>
      <svg viewBox="0 0 16 16" width="16" height="16" stroke="currentColor" strokeWidth="1.7" aria-hidden="true">
        {shapes[status]}
      </svg>
      {!isBare && <span>{statusTexts[status]}</span>}
    </span>
  );
}
