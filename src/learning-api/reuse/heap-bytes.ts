/**
 * Bytes that a value takes on the heap of V8, where a pointer has 8 bytes: an estimate from the layout of objects. Shared
 * parts, such as shapes and names of fields, are not counted. Infinite for a value that is nested more than a hundred levels
 * deep. `test/learning-api/reuse/cache-growth.test.ts` compares it with the heap.
 */
export function heapBytesOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return stringHeader + aligned(value.length * (isOneByte(value) ? 1 : 2));
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 0 : heapNumber;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > maxDepth) return Number.POSITIVE_INFINITY;
  let bytes = Array.isArray(value) ? arrayHeader : objectHeader;
  for (const name of Reflect.ownKeys(value)) {
    bytes += pointer + heapBytesOf((value as Record<string | symbol, unknown>)[name], depth + 1);
  }
  return bytes;
}

/** Deeper values could overflow the stack. */
const maxDepth = 100;

const pointer = 8;
const stringHeader = 16;
const heapNumber = 16;
const objectHeader = 24;
/** Of the array and of its elements. */
const arrayHeader = 48;

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** V8 stores text in one byte a character if all of it is Latin-1. */
function isOneByte(text: string): boolean {
  return !/[\u0100-\uffff]/.test(text);
}
