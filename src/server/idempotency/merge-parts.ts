/** A part of an incremental result. An undivided result is one part. */
export interface Part<PartError> {
  data?: unknown;
  errors?: readonly PartError[] | undefined;
  incremental?: readonly Increment<PartError>[] | undefined;
}

interface Increment<PartError> {
  path?: readonly (string | number)[];
  /** Of `@defer`: the fields of the object at the path. Null if they failed. */
  data?: unknown;
  /** Of `@stream`: the items of a list. The path ends with the index of the first. Null if they failed. */
  items?: readonly unknown[] | null;
  errors?: readonly PartError[] | undefined;
}

/** Merges the parts into the result that they deliver. Changes the parts. */
export function mergeParts<PartError>(parts: readonly Part<PartError>[]): { data: unknown; errors: PartError[] } {
  const [first] = parts;
  const root = { data: first?.data ?? null };
  for (const { path = [], data, items } of parts.flatMap(({ incremental = [] }) => incremental)) {
    if (items) {
      const list = valueAt(root.data, path.slice(0, -1));
      const start = Number(path.at(-1));
      if (Array.isArray(list)) for (const [index, item] of items.entries()) list[start + index] = item;
    } else if (isObject(data)) mergeInto(valueAt(root.data, path), data);
  }
  const errors = parts.flatMap((part) => [part, ...(part.incremental ?? [])]).flatMap(({ errors = [] }) => errors);
  return { ...root, errors };
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return value;
}

function mergeInto(target: unknown, source: Record<string, unknown>): void {
  if (!isObject(target)) return;
  for (const [key, value] of Object.entries(source)) {
    if (isObject(target[key]) && isObject(value)) mergeInto(target[key], value);
    else target[key] = value;
  }
}

/** Arrays count too: their items are merged by index. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
