/**
 * The present of the generated world, in milliseconds since 1970: just after its latest activity. Overdue and due work
 * stays the same on every day that the sandbox runs.
 */
export const present = Date.parse('2025-08-27T12:30:00.000Z');

/** Milliseconds in a day. */
export const day = 86_400_000;

/** The instant this many milliseconds after a date. */
export function after(date: string, milliseconds: number): string {
  return new Date(Date.parse(date) + milliseconds).toISOString();
}
