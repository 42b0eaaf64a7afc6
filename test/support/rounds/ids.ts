const id = /\b[\da-f]{8}(?=-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b)/gi;
const wholeId = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi;
const none = '00000000-0000-0000-0000-000000000000';

/** The ids in a text, in lower case. */
export function idsIn(text: string): Set<string> {
  const ids = new Set((text.match(wholeId) ?? []).map((found) => found.toLowerCase()));
  ids.delete(none);
  return ids;
}

/** Gives every id in a text another one. The same key, applied again, restores them. */
export function renameIds(text: string, key: number): string {
  return text.replaceAll(id, (start, at: number) =>
    text.startsWith(none, at) ? start : ((Number.parseInt(start, 16) ^ key) >>> 0).toString(16).padStart(8, '0'),
  );
}

/** Replaces ids by others. */
export function replaceIds(text: string, others: ReadonlyMap<string, string>): string {
  if (others.size === 0) return text;
  return text.replaceAll(wholeId, (found) => others.get(found.toLowerCase()) ?? found);
}
