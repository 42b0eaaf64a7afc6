import { PersonName } from '../../parts/person-name.tsx';
import { type BulkWords, kinds, type Outcome } from './bulk-action.ts';
import type { BulkItem } from './use-bulk.ts';

interface OutcomeListProps {
  /** For screen readers. */
  name: string;
  labels: BulkWords['labels'];
  items: readonly BulkItem[];
  outcomes: readonly Outcome[];
}

/** Outcomes with their learners, most urgent first. */
export function OutcomeList({ name, labels, items, outcomes }: OutcomeListProps) {
  const userIds = new Map(items.map(({ id, userId }) => [id, userId]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not every browser makes scrollable elements focusable
    <ul className="outcomes" aria-label={name} tabIndex={0}>
      {outcomes
        .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
        .map(({ id, kind, text }) => (
          <li key={id} data-kind={kind}>
            <span>
              <PersonName id={userIds.get(id) ?? id} />
            </span>
            <span>
              <b>{labels[kind]}</b>
              {text && ` · ${text}`}
            </span>
          </li>
        ))}
    </ul>
  );
}
