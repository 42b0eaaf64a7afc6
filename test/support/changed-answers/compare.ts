import { errorCodes } from '../../../src/graph/errors/error-codes.ts';
import type { Answered } from '../harness.ts';

export interface Expected {
  /** The data of the unchanged responses. */
  data: unknown;
  /** True if null is right without an error. */
  mayBeNull: boolean;
  /** True if no list may be null as a whole. */
  listsStay: boolean;
}

type Path = readonly (string | number)[];

/** What is wrong with an answer: other data without an error at its place, or an error that is not documented. */
export function findWrongData({ data, errors }: Answered, expected: Expected): string[] {
  const problems: string[] = [];
  for (const { path = [], extensions } of errors) {
    const code = String(extensions.code);
    if (!(code in errorCodes) || code === 'INTERNAL_SERVER_ERROR') problems.push(`${path.join('.')}: ${code}`);
    if (valueAt(data, path) !== null) problems.push(`${path.join('.')}: an error beside a value`);
  }
  const hasErrorIn = (place: Path) =>
    errors.some(({ path = [] }) => place.every((part, index) => path[index] === part) && path.length >= place.length);

  const compare = (before: unknown, after: unknown, place: Path): void => {
    if (before === after || isSamePlace(before, after, place)) return;
    const where = place.join('.');
    if (after === null || after === undefined) {
      if (Array.isArray(before) && before.length > 1 && expected.listsStay) problems.push(`${where}: the list is null`);
      if (hasErrorIn(place)) return;
      if (place.at(-1) === 'totalCount' || (expected.mayBeNull && !Array.isArray(before))) return;
      problems.push(`${where}: null without an error`);
      return;
    }
    if (Array.isArray(before) && Array.isArray(after)) {
      // An item that may belong to the list, but could not be read, stands there as an error.
      const isLonger = after.length > before.length;
      const isExtra = (item: unknown, index: number) => isLonger && item === null && hasErrorIn([...place, index]);
      if (isLonger && after.filter(isExtra).length === after.length - before.length) {
        const kept = after.flatMap((item, index) => (isExtra(item, index) ? [] : [{ item, index }]));
        for (const [position, { item, index }] of kept.entries()) compare(before[position], item, [...place, index]);
        return;
      }
      const isNothing = (item: unknown) =>
        Object.entries(item ?? {}).every(([name, value]) => value === null || name === 'cursor');
      const isNothingRead =
        after.length > 0 && after.every((item, index) => isNothing(item) && hasErrorIn([...place, index]));
      if (before.length !== after.length && isNothingRead) return;
      if (before.length !== after.length) problems.push(`${where}: ${after.length} items instead of ${before.length}`);
      else for (const [index, item] of before.entries()) compare(item, after[index], [...place, index]);
      return;
    }
    if (isObject(before) && isObject(after)) {
      for (const name of Object.keys(before)) compare(before[name], after[name], [...place, name]);
      return;
    }
    problems.push(`${where}: ${JSON.stringify(after)} instead of ${JSON.stringify(before)}`);
  };
  compare(expected.data, data, []);
  return problems;
}

/** True for cursors of the same item. They end with a mark of the page, which tells a changed page from the unchanged one. */
function isSamePlace(before: unknown, after: unknown, place: Path): boolean {
  if (!/cursor$/i.test(String(place.at(-1))) || typeof before !== 'string' || typeof after !== 'string') return false;
  const [one, other] = [before, after].map((cursor) =>
    Buffer.from(cursor, 'base64url').toString().split('.').slice(0, 2).join('.'),
  );
  return one === other;
}

function valueAt(data: unknown, path: Path): unknown {
  let value: unknown = data;
  for (const part of path) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value ?? null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
