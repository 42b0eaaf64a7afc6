/** Milliseconds in a day. */
export const day = 86_400_000;

/** The instant this many milliseconds after a date. */
export function after(date: string, milliseconds: number): string {
  return new Date(Date.parse(date) + milliseconds).toISOString();
}
