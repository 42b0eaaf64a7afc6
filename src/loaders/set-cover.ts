/** Keys that one call answers together: those that share what `by` (an index into the ways to group) reads. */
export interface KeyGroup<Key> {
  by: 0 | 1;
  keys: Key[];
}

/**
 * Shares keys out to as few calls as a greedy choice finds, where one call answers either all keys that share the
 * first property or all that share the second. A key that would be alone in its group is left single.
 */
export function coverByGroups<Key>(
  keys: readonly Key[],
  ways: readonly [(key: Key) => string, (key: Key) => string],
): { groups: KeyGroup<Key>[]; singles: Key[] } {
  const members = ways.map((way) => {
    const byValue = new Map<string, Set<Key>>();
    for (const key of keys) byValue.set(way(key), (byValue.get(way(key)) ?? new Set()).add(key));
    return byValue;
  });
  const candidates = members.flatMap((byValue, by) => [...byValue.values()].map((set) => ({ by: by as 0 | 1, set })));
  const open = new Set(keys);
  const groups: KeyGroup<Key>[] = [];
  for (;;) {
    let largest: (typeof candidates)[number] | undefined;
    for (const candidate of candidates) if (candidate.set.size > (largest?.set.size ?? 1)) largest = candidate;
    if (!largest) return { groups, singles: [...open] };
    const chosen = [...largest.set];
    groups.push({ by: largest.by, keys: chosen });
    for (const key of chosen) {
      open.delete(key);
      ways.forEach((way, by) => {
        members[by]?.get(way(key))?.delete(key);
      });
    }
  }
}
