import type { ExecutionResult } from 'graphql';

/** Under this key, which JSON does not see, an answer keeps the parts that stand in it more than once. */
export const sharedParts = Symbol('shared parts');

/** An answer that may know of such parts. */
export interface SharingResult extends ExecutionResult {
  [sharedParts]?: ReadonlySet<unknown>;
}

/** Under this key, which JSON does not see, what stands in many answers keeps its JSON: '' until it is made. */
export const ownJson = Symbol('JSON');

/** An answer as JSON in UTF-8, each shared part made once and copied. */
export function jsonOf(result: SharingResult): Buffer {
  const shared = result[sharedParts];
  return shared ? writer.write(result, shared) : Buffer.from(JSON.stringify(result));
}

/** Where a part stands in what is written. */
interface Stretch {
  from: number;
  to: number;
}

interface KeepsJson {
  [ownJson]?: string;
}

/** The most bytes that UTF-8 takes for one unit of a text. */
const maxBytesOfUnit = 3;

const quote = 0x22;
const backslash = 0x5c;

/** Longer texts are written by Node, which takes more to begin with. */
const maxShortText = 100;

const firstRoom = 0x10000;
/** More than this is given back after an answer that needed it. */
const maxKeptRoom = 0x400000;

/** Writes one answer after another to the same memory, so that nothing is left over but the answer. */
class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(firstRoom);
  #length = 0;
  #shared: ReadonlySet<unknown> = new Set();
  #written = new Map<unknown, Stretch>();

  write(result: object, shared: ReadonlySet<unknown>): Buffer {
    this.#length = 0;
    this.#shared = shared;
    this.#written = new Map();
    this.#value(result);
    const json = Buffer.from(this.#bytes.subarray(0, this.#length));
    if (this.#bytes.length > maxKeptRoom) this.#bytes = Buffer.allocUnsafeSlow(firstRoom);
    return json;
  }

  #value(value: unknown): void {
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'number') this.#ascii(Number.isFinite(value) ? `${value}` : 'null');
    else if (typeof value !== 'object' || value === null) this.#ascii(JSON.stringify(value) ?? 'null');
    else if (this.#shared.has(value)) this.#part(value);
    else this.#container(value);
  }

  #part(part: object): void {
    const known = this.#written.get(part);
    if (known) {
      this.#makeRoom(known.to - known.from);
      this.#bytes.copyWithin(this.#length, known.from, known.to);
      this.#length += known.to - known.from;
      return;
    }
    const from = this.#length;
    this.#container(part);
    this.#written.set(part, { from, to: this.#length });
  }

  #container(container: object): void {
    if (typeof (container as KeepsJson)[ownJson] === 'string') this.#kept(container);
    else if (Array.isArray(container)) this.#list(container);
    else this.#object(container as Record<string, unknown>);
  }

  #kept(part: KeepsJson): void {
    part[ownJson] ||= JSON.stringify(part);
    const json = part[ownJson];
    this.#makeRoom(json.length * maxBytesOfUnit);
    this.#length += this.#bytes.write(json, this.#length);
  }

  #list(list: readonly unknown[]): void {
    let before = '[';
    for (const item of list) {
      this.#ascii(before);
      before = ',';
      this.#value(item);
    }
    this.#ascii(before === '[' ? '[]' : ']');
  }

  #object(object: Record<string, unknown>): void {
    let before = '{';
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      this.#ascii(before);
      before = ',';
      this.#text(key);
      this.#ascii(':');
      this.#value(value);
    }
    this.#ascii(before === '{' ? '{}' : '}');
  }

  #text(text: string): void {
    if (text.length > maxShortText || !this.#plainText(text)) this.#escaped(text);
  }

  /** Writes a text of nothing but characters that JSON has as they are, one byte each; whether it is one. */
  #plainText(text: string): boolean {
    const { length } = text;
    this.#makeRoom(length + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = quote;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === quote || code === backslash) return false;
      bytes[at++] = code;
    }
    bytes[at++] = quote;
    this.#length = at;
    return true;
  }

  #escaped(text: string): void {
    const json = JSON.stringify(text);
    this.#makeRoom(Buffer.byteLength(json));
    this.#length += this.#bytes.write(json, this.#length);
  }

  #ascii(text: string): void {
    const { length } = text;
    this.#makeRoom(length);
    const bytes = this.#bytes;
    const from = this.#length;
    for (let index = 0; index < length; index += 1) bytes[from + index] = text.charCodeAt(index);
    this.#length = from + length;
  }

  #makeRoom(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const writer = new JsonWriter();
