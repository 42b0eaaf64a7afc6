/** The custom fields or values that could be read and have a key. */
export function withKeys<Item extends { key: string | null }>(
  items: readonly (Item | null)[],
): (Item & { key: string })[] {
  return items.filter((item): item is Item & { key: string } => typeof item?.key === 'string');
}
