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
      <button type="button" className="quiet" disabled={offset === 0} onClick={() => onMove(offset - pageSize)}>
        Previous
      </button>
      <span className="figure">
        {offset + 1}–{last}
        {total !== null && ` of ${total}`}
      </span>
      <button type="button" className="quiet" disabled={!hasNext} onClick={() => onMove(offset + pageSize)}>
        Next
      </button>
    </nav>
  );
}
