import { useState } from 'react';
import { TransientButton } from './transient-button.tsx';

/** A place in a list: the cursors of the pages before, and the cursor to continue after. */
export interface Place {
  before: readonly (string | null)[];
  after: string | null;
}

/** Moves through a list by cursor. The cache has the pages before, so going back costs no call. */
export function usePlace() {
  const [place, setPlace] = useState<Place>({ before: [], after: null });
  return {
    place,
    next: (endCursor: string | null) =>
      setPlace(({ before, after }) => ({ before: [...before, after], after: endCursor })),
    previous: () => setPlace(({ before }) => ({ before: before.slice(0, -1), after: before.at(-1) ?? null })),
  };
}

interface PagerProps {
  /** The name of the list, such as "enrollments". */
  what: string;
  paging: ReturnType<typeof usePlace>;
  pageSize: number;
  /** The number of items on this page. */
  amount: number;
  /** Null if the REST API does not report it. */
  total: number | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Moves through the pages of a table. */
export function Pager({ what, paging, pageSize, amount, total, pageInfo }: PagerProps) {
  const offset = paging.place.before.length * pageSize;
  if (offset === 0 && !pageInfo.hasNextPage) return null;
  return (
    <nav className="pager" aria-label={`Pages of ${what}`}>
      <TransientButton isOff={offset === 0} onClick={paging.previous}>
        Previous
      </TransientButton>
      <span className="figure">
        {amount > 0 ? `${offset + 1}–${offset + amount}` : 'None'}
        {total !== null && ` of ${total}`}
      </span>
      <TransientButton isOff={!pageInfo.hasNextPage} onClick={() => paging.next(pageInfo.endCursor)}>
        Next
      </TransientButton>
    </nav>
  );
}
