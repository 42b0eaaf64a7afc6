import type { Failure } from '../failures.ts';

/** Takes the place of a list item that could not be read. */
export function ItemError({ what, failures }: { what: string; failures: readonly Failure[] }) {
  const [first] = failures;
  return (
    <span className="item-error">
      {what} could not be read. {first && <code title={first.message}>{first.code}</code>}
    </span>
  );
}
