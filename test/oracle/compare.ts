import type { ExecutionResult } from 'graphql';

type Path = readonly (string | number)[];
interface Result {
  data?: unknown;
  errors?: readonly { path?: Path | undefined; message: string; extensions?: { code?: unknown } }[] | undefined;
}

/** The first difference between two answers, or null. Cursors have the values of their side, so only nulls count. */
export function findDifference(gateway: Result, oracle: Result | ExecutionResult): string | null {
  const [ours, theirs] = [gateway, oracle as Result];
  const isWhole = (result: Result) => result.data === undefined || result.data === null;
  if (isWhole(ours) || isWhole(theirs)) {
    if (isWhole(ours) && isWhole(theirs)) return null;
    return `one of them has no data: ${JSON.stringify(gateway.errors ?? null)} and ${JSON.stringify(oracle.errors ?? null)}`;
  }
  return compareData(ours.data, theirs.data, '') ?? compareErrors(ours, theirs);
}

function compareData(ours: unknown, theirs: unknown, place: string): string | null {
  if (ours === theirs) return null;
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    if (ours.length !== theirs.length) return `${place}: ${ours.length} items, the oracle has ${theirs.length}`;
    return firstOf(ours.map((item, index) => () => compareData(item, theirs[index], `${place}.${index}`)));
  }
  if (isObject(ours) && isObject(theirs)) {
    const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    return firstOf(names.map((name) => () => compareData(ours[name], theirs[name], `${place}.${name}`)));
  }
  if (typeof theirs === 'string' && theirs.startsWith('position ') && typeof ours === 'string') return null;
  return `${place}: ${JSON.stringify(ours)}, the oracle has ${JSON.stringify(theirs)}`;
}

/**
 * Errors are equal by path and code. Below a value that is null because of an error in a non-null field, the
 * specification lets an executor stop at any of the errors: there one in common is enough.
 */
function compareErrors(gateway: Result, oracle: Result): string | null {
  const [ours, theirs] = [byPlace(gateway), byPlace(oracle)];
  for (const place of new Set([...ours.keys(), ...theirs.keys()])) {
    const [own, other] = [ours.get(place) ?? [], theirs.get(place) ?? []];
    const isExact = [...own, ...other].every((error) => error.startsWith(`${place} `));
    const common = own.filter((error) => other.includes(error));
    const isSame = isExact ? common.length === own.length && own.length === other.length : common.length > 0;
    if (!isSame) return `errors at ${place}: [${own.join(', ')}], the oracle has [${other.join(', ')}]`;
  }
  return null;
}

/** The errors, by the place that is null because of them. */
function byPlace({ data, errors = [] }: Result): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { path = [], extensions } of errors) {
    let value: unknown = data;
    let length = 0;
    while (length < path.length && value !== null && value !== undefined) {
      value = (value as Record<string | number, unknown>)[path[length] as string | number];
      length += 1;
    }
    const place = path.slice(0, length).join('.');
    const text = `${path.join('.')} ${String(extensions?.code ?? 'INTERNAL_SERVER_ERROR')}`;
    const known = places.get(place) ?? [];
    if (!known.includes(text)) places.set(place, [...known, text]);
  }
  return places;
}

function firstOf(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
