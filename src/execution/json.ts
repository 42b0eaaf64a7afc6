import type { ExecutionResult } from 'graphql';

/** Under this key, which JSON does not see, an answer keeps the parts that stand in it more than once. */
export const sharedParts = Symbol('shared parts');

/** An answer that may know of such parts. */
export interface SharingResult extends ExecutionResult {
  [sharedParts]?: ReadonlySet<unknown>;
}

/** What JSON writes as it is: no quotes, backslashes, control characters, and halves of pairs. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** An answer as JSON, the text of each shared part made once. */
export function jsonOf(result: SharingResult): string {
  const shared = result[sharedParts];
  if (!shared) return JSON.stringify(result);
  const texts = new Map<unknown, string>();
  const names = new Map<string, string>();

  const nameOf = (key: string): string => {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `${JSON.stringify(key)}:`;
    names.set(key, name);
    return name;
  };
  const textOf = (part: object): string => {
    let text = '';
    if (Array.isArray(part)) {
      for (const item of part) text += text === '' ? write(item) : `,${write(item)}`;
      return `[${text}]`;
    }
    for (const key in part) {
      const value = (part as Record<string, unknown>)[key];
      if (value === undefined) continue;
      text += text === '' ? `${nameOf(key)}${write(value)}` : `,${nameOf(key)}${write(value)}`;
    }
    return `{${text}}`;
  };
  const write = (value: unknown): string => {
    if (typeof value === 'string' && plain.test(value)) return `"${value}"`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
    if (!shared.has(value)) return textOf(value);
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    texts.set(value, text);
    return text;
  };
  return write(result);
}
