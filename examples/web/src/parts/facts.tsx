interface Fact {
  name: string;
  /** Nothing is shown if there is none. */
  fact: string | null | undefined;
  note?: string | null;
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
