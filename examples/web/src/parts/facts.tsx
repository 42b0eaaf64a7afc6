import { date, distance } from '../format.ts';

interface Fact {
  name: string;
  /** Without a value, the fact is not shown. */
  fact: string | null | undefined;
  note?: string | null;
}

/** A deadline with its distance from now. */
export function deadline(name: string, instant: string | null, now: string): Fact {
  return { name, fact: instant && date(instant), note: instant && distance(instant, now) };
}

/** Facts of an object, each with its name. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter(({ fact }) => fact);
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(({ name, fact, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {fact} {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
