/** Keys that one call answers: keys with the same value of one property. */
export interface KeyGroup<Key> {
  /** Index of the property. */
  by: 0 | 1;
  keys: Key[];
}

/**
 * Covers keys with few calls, if one call answers all keys that share either of two properties: a greedy set cover, which
 * always takes the largest group of the keys that are left. A key without company is left single.
 */
export function greedySetCover<Key>(
  keys: readonly Key[],
  properties: readonly [(key: Key) => string, (key: Key) => string],
): { groups: KeyGroup<Key>[]; singles: Key[] } {
  const keysByValue = properties.map((property) => {
    const byValue = new Map<string, Set<Key>>();
    for (const key of keys) byValue.set(property(key), (byValue.get(property(key)) ?? new Set()).add(key));
    return byValue;
  });
  const candidates = keysByValue.flatMap((byValue, by) =>
    [...byValue.values()].map((uncovered) => ({ by: by as 0 | 1, uncovered })),
  );
  const uncovered = new Set(keys);
  const groups: KeyGroup<Key>[] = [];
  for (;;) {
    let largest: (typeof candidates)[number] | undefined;
    for (const candidate of candidates)
      if (candidate.uncovered.size > (largest?.uncovered.size ?? 1)) largest = candidate;
    if (!largest) return { groups, singles: [...uncovered] };
    const covered = [...largest.uncovered];
    groups.push({ by: largest.by, keys: covered });
    for (const key of covered) {
      uncovered.delete(key);
      properties.forEach((property, by) => {
        keysByValue[by]?.get(property(key))?.delete(key);
      });
    }
  }
}
