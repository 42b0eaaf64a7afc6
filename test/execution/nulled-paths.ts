import type { ExecutionResult } from 'graphql';

/** The paths that are null because of an error. Executors may report different ones of several errors below one null. */
export function nulledPaths({ data, errors = [] }: ExecutionResult): string[] {
  const places = errors.map(({ path = [] }) => {
    let part: unknown = data;
    const place: (string | number)[] = [];
    for (const key of path) {
      if (part === null || part === undefined) break;
      part = (part as Record<string | number, unknown>)[key];
      place.push(key);
    }
    return place.join('.');
  });
  return [...new Set(places)].sort();
}
