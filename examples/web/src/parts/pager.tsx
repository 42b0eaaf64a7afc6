import { TransientButton } from './transient-button.tsx';

interface PagerProps {
  /** The name of the list, such as "enrollments". */
  what: string;
  offset: number;
  pageSize: number;
  /** Null if the REST API does not report it. */
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
      <TransientButton isOff={offset === 0} onClick={() => onMove(offset - pageSize)}>
        Previous
      </TransientButton>
      <span className="figure">
        {offset + 1}–{last}
        {total !== null && ` of ${total}`}
      </span>
      <TransientButton isOff={!hasNext} onClick={() => onMove(offset + pageSize)}>
        Next
      </TransientButton>
    </nav>
  );
}
