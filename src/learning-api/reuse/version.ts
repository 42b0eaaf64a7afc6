/** Of the parts of a result: two results of the same read with the same version have the same data. */
export type Version = number | string;

/** Measured: the bytes that the version of one object takes. `test/server/store-growth.test.ts` compares it with the heap. */
export const versionBytes = 70;

const versions = new WeakMap<object, number>();
let last = 0;

/**
 * The version of the parts of a result, in their order. Two objects with the same version are the same object. A part that
 * is not an object is its own version. Null if the parts are not known.
 *
 * @param parts must never be changed
 */
export function versionOf(parts: readonly unknown[] | null | undefined): Version | null {
  if (!parts) return null;
  return parts.length === 1 ? versionOfPart(parts[0]) : parts.map(versionOfPart).join();
}

function versionOfPart(part: unknown): Version {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part);
  const known = versions.get(part);
  if (known !== undefined) return known;
  last += 1;
  versions.set(part, last);
  return last;
}
