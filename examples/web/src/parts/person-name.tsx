import { useSession } from '../session.ts';

/** A person's name from the directory, or the id if the directory does not have it. */
export function PersonName({ id }: { id: string }) {
  const name = usePersonName(id);
  return name ? name : <code title={id}>{id.slice(0, 8)}…</code>;
}

/** The name of a person in the directory. */
export function usePersonName(id: string): string | undefined {
  return useSession().people.find((person) => person.id === id)?.name;
}
