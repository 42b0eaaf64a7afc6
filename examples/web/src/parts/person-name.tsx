import { useSession } from '../session.ts';

/** A person by the name that the directory has; by the id where it has none. */
export function PersonName({ id }: { id: string }) {
  const name = usePersonName(id);
  return name ? name : <code title={id}>{id.slice(0, 8)}…</code>;
}

/** The name that the directory has for an id. */
export function usePersonName(id: string): string | undefined {
  return useSession().people.find((person) => person.id === id)?.name;
}
