import type { ExecutionResult } from 'graphql';

/** Under this key, which JSON does not see, an answer keeps the parts that stand in it more than once. */
export const sharedParts = Symbol('shared parts');

/** An answer that may know of such parts. */
export interface SharingResult extends ExecutionResult {
  [sharedParts]?: ReadonlySet<unknown>;
}

/** What JSON writes as it is: no quotes, backslashes, control characters, and halves of pairs. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** An answer as JSON in UTF-8, each shared part written once and copied. */
export function jsonOf(result: SharingResult): Buffer {
  const shared = result[sharedParts];
  if (!shared) return Buffer.from(JSON.stringify(result));
  const pieces: Buffer[] = [];
  const written = new Map<unknown, Buffer>();
  const names = new Map<string, string>();
  let text = '';

  const nameOf = (key: string): string => {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `${JSON.stringify(key)}:`;
    names.set(key, name);
    return name;
  };
  const copy = (part: object) => {
    const known = written.get(part) ?? Buffer.from(JSON.stringify(part));
    written.set(part, known);
    pieces.push(Buffer.from(text), known);
    text = '';
  };
  const write = (value: unknown) => {
    if (typeof value === 'string' && plain.test(value)) text += `"${value}"`;
    else if (typeof value !== 'object' || value === null) text += JSON.stringify(value) ?? 'null';
    else if (shared.has(value)) copy(value);
    else if (Array.isArray(value)) writeList(value);
    else writeObject(value as Record<string, unknown>);
  };
  const writeList = (list: readonly unknown[]) => {
    let before = '[';
    for (const item of list) {
      text += before;
      before = ',';
      write(item);
    }
    text += before === '[' ? '[]' : ']';
  };
  const writeObject = (object: Record<string, unknown>) => {
    let before = '{';
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      text += before + nameOf(key);
      before = ',';
      write(value);
    }
    text += before === '{' ? '{}' : '}';
  };
  write(result);
  pieces.push(Buffer.from(text));
  return Buffer.concat(pieces);
}
