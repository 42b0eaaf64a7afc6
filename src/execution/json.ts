import type { ExecutionResult } from 'graphql';
import { maxResponseBytes, ResponseTooLargeError } from './response-size.ts';

/** Key of the parts that occur more than once in a result. JSON.stringify ignores symbols. */
export const sharedParts = Symbol('shared parts');

/** A result that may name its shared parts. */
export interface SharedPartsResult extends ExecutionResult {
  [sharedParts]?: ReadonlySet<unknown>;
}

/**
 * A result as JSON in UTF-8. Each shared part is written once and then copied.
 *
 * @throws ResponseTooLargeError
 */
export function jsonOf(result: SharedPartsResult): Buffer {
  const shared = result[sharedParts];
  const json = shared ? writer.write(result, shared) : Buffer.from(JSON.stringify(result));
  if (json.length > maxResponseBytes) throw new ResponseTooLargeError();
  return json;
}

/** The bytes that a part was written to. */
interface ByteRange {
  from: number;
  to: number;
}

const quote = 0x22;
const backslash = 0x5c;

/** Longer texts are left to JSON.stringify and Buffer.write, which are faster but cost more per call. */
const maxShortText = 100;

const initialSize = 0x10000;
/** A larger buffer is released after the result that needed it. */
const maxKeptSize = 0x400000;

/** Writes all results to the same buffer, one after the other, so that only the results themselves become garbage. */
class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(initialSize);
  #length = 0;
  #shared: ReadonlySet<unknown> = new Set();
  #ranges = new Map<unknown, ByteRange>();

  write(result: object, shared: ReadonlySet<unknown>): Buffer {
    this.#length = 0;
    this.#shared = shared;
    this.#ranges = new Map();
    try {
      this.#writeValue(result);
    } catch (error) {
      this.#bytes = Buffer.allocUnsafeSlow(initialSize);
      throw error;
    }
    const json = Buffer.from(this.#bytes.subarray(0, this.#length));
    if (this.#bytes.length > maxKeptSize) this.#bytes = Buffer.allocUnsafeSlow(initialSize);
    return json;
  }

  #writeValue(value: unknown): void {
    if (typeof value === 'string') this.#writeText(value);
    else if (typeof value === 'number') this.#writeAscii(Number.isFinite(value) ? `${value}` : 'null');
    else if (typeof value !== 'object' || value === null) this.#writeAscii(JSON.stringify(value) ?? 'null');
    else if (this.#shared.has(value)) this.#writeShared(value);
    else this.#writeContainer(value);
  }

  #writeShared(part: object): void {
    const range = this.#ranges.get(part);
    if (range) {
      this.#reserve(range.to - range.from);
      this.#bytes.copyWithin(this.#length, range.from, range.to);
      this.#length += range.to - range.from;
      return;
    }
    const from = this.#length;
    this.#writeContainer(part);
    this.#ranges.set(part, { from, to: this.#length });
  }

  #writeContainer(container: object): void {
    if (!isPlain(container)) this.#writeEscaped(container);
    else if (Array.isArray(container)) this.#writeList(container);
    else this.#writeObject(container as Record<string, unknown>);
  }

  #writeList(list: readonly unknown[]): void {
    let separator = '[';
    for (const item of list) {
      this.#writeAscii(separator);
      separator = ',';
      this.#writeValue(item);
    }
    this.#writeAscii(separator === '[' ? '[]' : ']');
  }

  #writeObject(object: Record<string, unknown>): void {
    let separator = '{';
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      this.#writeAscii(separator);
      separator = ',';
      this.#writeText(key);
      this.#writeAscii(':');
      this.#writeValue(value);
    }
    this.#writeAscii(separator === '{' ? '{}' : '}');
  }

  #writeText(text: string): void {
    if (text.length > maxShortText || !this.#writePlainText(text)) this.#writeEscaped(text);
  }

  /** Writes a text if all its characters are ASCII and need no escape. Returns false, and writes nothing, if not. */
  #writePlainText(text: string): boolean {
    const { length } = text;
    this.#reserve(length + 2);
    const bytes = this.#bytes;
    let end = this.#length;
    bytes[end++] = quote;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === quote || code === backslash) return false;
      bytes[end++] = code;
    }
    bytes[end++] = quote;
    this.#length = end;
    return true;
  }

  #writeEscaped(value: unknown): void {
    const json = JSON.stringify(value) ?? 'null';
    this.#reserve(Buffer.byteLength(json));
    this.#length += this.#bytes.write(json, this.#length);
  }

  #writeAscii(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const bytes = this.#bytes;
    const from = this.#length;
    for (let index = 0; index < length; index += 1) bytes[from + index] = text.charCodeAt(index);
    this.#length = from + length;
  }

  #reserve(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#bytes.length) return;
    // Some reserve more than they write.
    if (this.#length > maxResponseBytes) throw new ResponseTooLargeError();
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** False if JSON.stringify would write something else than the entries, such as a date of a custom scalar. */
function isPlain(container: object): boolean {
  const prototype = Object.getPrototypeOf(container);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false;
  return typeof (container as { toJSON?: unknown }).toJSON !== 'function';
}

const writer = new JsonWriter();
