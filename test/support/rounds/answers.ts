/** The list in the body of an answer. Null if it has none. */
export function listIn(body: string): unknown[] | null {
  const value: unknown = JSON.parse(body);
  const lists = [value, ...Object.values(value ?? {})].filter(Array.isArray);
  return lists[0] ?? null;
}

/** The body of an answer with other items in its list. */
export function withList(body: string, items: readonly unknown[]): string {
  const value: unknown = JSON.parse(body);
  if (Array.isArray(value)) return JSON.stringify(items);
  const entries = Object.entries(value ?? {}).map(([name, inner]) => [name, Array.isArray(inner) ? items : inner]);
  return JSON.stringify({
    ...Object.fromEntries(entries),
    ...('total_count' in Object(value) && { total_count: items.length }),
  });
}
