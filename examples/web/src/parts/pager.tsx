import { PassingButton } from './passing-button.tsx';

interface PagerProps {
  /** What is paged through: "enrollments". */
  what: string;
  offset: number;
  pageSize: number;
  /** Null where the REST API does not tell; then only `hasNext` says whether it goes on. */
  total: number | null;
  hasNext: boolean;
  onMove: (offset: number) => void;
}

/** Moves through the pages of a table. */
export function Pager({ what, offset, pageSize, total, hasNext, onMove }: PagerProps) {
  if (offset === 0 && !hasNext) return null;
  const last = total === null ? offset + pageSize : Math.min(offset + pageSize, total);
  return (
    <nav className="pager" aria-label={`Pages of ${what}`}>
      <PassingButton isOff={offset === 0} onClick={() => onMove(offset - pageSize)}>
        Previous
      </PassingButton>
      <span className="figure">
        {offset + 1}–{last}
        {total !== null && ` of ${total}`}
      </span>
      <PassingButton isOff={!hasNext} onClick={() => onMove(offset + pageSize)}>
        Next
      </PassingButton>
    </nav>
  );
}
