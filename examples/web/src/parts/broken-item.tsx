import type { Failure } from '../failures.ts';

/** Stands in a list for the one item that could not be read. */
export function BrokenItem({ what, failures }: { what: string; failures: readonly Failure[] }) {
  const [first] = failures;
  return (
    <span className="broken">
      {what} could not be read. {first && <code title={first.message}>{first.code}</code>}
    </span>
  );
}
