import { LearningApiError } from '../errors.ts';
import type { ResponseContext } from '../redaction.ts';
import { isNoDate, isNormalizedDate, normalizeDate } from './dates.ts';
import type { wireOperations } from './generated.ts';
import { wireShapes } from './generated.ts';
import { canonicalId, isNoId } from './ids.ts';
import { isObject } from './json-object.ts';

/**
 * An object of the REST API as the rest of the gateway sees it: names in camelCase, every field of the contract present,
 * null if the API sent nothing or a value that means "none", ids and dates normalized, no error envelope. A part that
 * the API reported as failed is a LearningApiError. Reading a field throws a LearningApiError if its value has another
 * type than the contract says.
 */
export type Row<Wire> = Wire extends readonly (infer Item)[]
  ? Cell<Item>[]
  : Wire extends object
    ? string extends keyof Wire
      ? Wire
      : {
          [Field in Exclude<keyof Wire, 'api_error_entity'> as CamelCase<
            Field & string
          >]-?: undefined extends Wire[Field] ? Cell<Exclude<Wire[Field], undefined>> | null : Cell<Wire[Field]>;
        }
    : Wire;

type Cell<Wire> = Wire extends readonly unknown[]
  ? Row<Wire>
  : Wire extends object
    ? Row<Wire> | LearningApiError
    : Wire;

export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type ShapeName = keyof typeof wireShapes;
type AnswerShape = (typeof wireOperations)[keyof typeof wireOperations]['answer'];

interface Envelope {
  error_code?: unknown;
  error_message?: unknown;
  warning_messages?: unknown;
}
type Decode = (value: unknown, context: ResponseContext) => unknown;

const warningsKey = Symbol('warnings');
const wireKey = Symbol('wire');
const operationKey = Symbol('operation');
const cachedKey = Symbol('cached');
const isReadableKey = Symbol('isReadable');
const decoders = new Map<string, Decode>();

const noWarnings: readonly string[] = [];

/** The warnings of a row, or of a whole response. */
export function warningsOf(row: object): readonly string[] {
  return (row as { [warningsKey]?: readonly string[] })[warningsKey] ?? noWarnings;
}

/** The lists whose rows are marked. */
const markedLists = new WeakSet<object>();

/** Marks the rows of a response that is cached. */
export function markCached(part: unknown): void {
  if (typeof part !== 'object' || part === null || isCached(part) || markedLists.has(part)) return;
  if (part instanceof WireRow) part[cachedKey] = true;
  if (Array.isArray(part)) markedLists.add(part);
  for (const inner of Object.values(part)) markCached(inner);
}

/** True if other requests may get the same row object, so that results derived from it can be memoized. */
export function isCached(row: object): boolean {
  return (row as { [cachedKey]?: boolean })[cachedKey] === true;
}

/** True if a row, a list of rows or a response has no failures, no unreadable values and no warnings. */
export function isFaultless(part: unknown): boolean {
  if (part instanceof LearningApiError) return false;
  if (typeof part !== 'object' || part === null) return true;
  if (part instanceof WireRow && !part[isReadableKey]()) return false;
  return warningsOf(part).length === 0 && Object.values(part).every(isFaultless);
}

/**
 * Converts an object of a response to a Row. Returns a LearningApiError if the value is not an object, has an error code
 * other than 0, or lacks a field that identifies it.
 */
export function decodeRow(shape: AnswerShape, value: unknown, context: ResponseContext): unknown {
  return decoderFor(shape)(value, context);
}

/** Converts a list of objects. An item that cannot be converted becomes an error in its position. */
export function decodeRows(shape: AnswerShape, values: unknown[], context: ResponseContext): unknown[] {
  const decode = decoderFor(shape);
  return values.map((value) => decode(value, context));
}

/** The failure that a response reports in its body, if any. */
export function reportedFailure(body: unknown, context: ResponseContext, httpStatus: number): LearningApiError | null {
  if (!reportsFailure(body)) return null;
  return new LearningApiError({
    kind: 'failed',
    operation: context.operation,
    httpStatus,
    ...vendorDetails(body, context),
  });
}

/** True if a response or an item of a list reports a failure in its body. */
export function reportsFailure(body: unknown): boolean {
  const envelope = envelopeOf(body);
  return envelope !== null && codeOf(envelope) !== 0;
}

/** The vendor's code and message, from the error envelope of a response. */
export function vendorDetails(
  body: unknown,
  { redact }: ResponseContext,
): { errorCode?: number; vendorMessage?: string } {
  const envelope = envelopeOf(body);
  const errorCode = envelope ? codeOf(envelope) : null;
  return {
    ...(errorCode !== null && { errorCode }),
    ...(typeof envelope?.error_message === 'string' && { vendorMessage: redact(envelope.error_message) }),
  };
}

/** True if the gateway reads a value of this kind of field without an error. */
export function isReadable(kind: string, value: unknown): boolean {
  if (kind === 'ids' || kind.endsWith('[]')) return Array.isArray(value);
  const read = cellReaders[kind];
  if (!read) return isObject(value);
  const cell = read(value);
  return cell !== unreadable && (kind !== 'date' || cell === null || isNormalizedDate(String(cell)));
}

function envelopeOf(value: unknown): Envelope | null {
  if (typeof value !== 'object' || value === null) return null;
  const envelope = (value as { api_error_entity?: unknown }).api_error_entity ?? null;
  // Anything but an object reports some failure.
  return envelope === null || isObject(envelope) ? envelope : { error_code: envelope };
}

/** The error code: 0 for success, null for a failure whose code is not a number. */
function codeOf({ error_code: code = null }: Envelope): number | null {
  if (code === null) return 0;
  const number = readNumber(code);
  return typeof number === 'number' ? number : null;
}

function decoderFor(shape: string): Decode {
  const existing = decoders.get(shape);
  if (existing) return existing;
  const decode = compile(shape);
  decoders.set(shape, decode);
  return decode;
}

function compile(shape: string): Decode {
  const fields = Object.entries(wireShapes[shape as ShapeName] ?? {})
    .filter(([wireName]) => wireName !== 'api_error_entity')
    .map(([wireName, [name, kind, isRequired]]): Field => ({ wireName, name, isRequired, kind }));
  const cells = fields.flatMap((field) => {
    const read = cellReaders[field.kind];
    return read ? [{ ...field, read }] : [];
  });
  const required = cells.filter(({ isRequired }) => isRequired);
  const parts = fields.filter(({ kind }) => !(kind in cellReaders));
  const ShapeRow = rowClass(cells);
  /** True if an object has a field of the contract, or says by an envelope that it has none of them. */
  const isOfThisShape = (wire: Wire) =>
    required.length > 0 || 'api_error_entity' in wire || fields.some(({ wireName }) => wireName in wire);

  return (value, context) => {
    const { operation } = context;
    if (!isObject(value)) {
      return new LearningApiError({ kind: 'malformed', operation });
    }
    const wire: Wire = value;
    if (!isOfThisShape(wire)) return new LearningApiError({ kind: 'malformed', operation });
    const failure = reportedFailure(value, context, 200);
    if (failure) return new LearningApiError({ ...failure.failure, itemIds: idsIn(wire) });
    for (const { wireName, kind, read } of required) {
      const cell = wire[wireName];
      if (kind === 'date' && typeof cell === 'string' && !isNoDate(cell)) continue;
      const decoded = cell === undefined || cell === null ? null : read(cell);
      if (decoded === null || decoded === unreadable)
        return new LearningApiError({ kind: 'malformed', operation, itemIds: idsIn(wire) });
      if (decoded !== cell) wire[wireName] = decoded;
    }
    const row = new ShapeRow(wire, operation);
    for (const { wireName, name, kind } of parts) {
      const decoded = decodePart(kind, wire[wireName] ?? null, context);
      if (kind.endsWith('[]') && decoded instanceof LearningApiError) return decoded;
      row[name] = decoded;
    }
    const messages = envelopeOf(value)?.warning_messages;
    if (Array.isArray(messages) && messages.length > 0)
      row[warningsKey] = messages.map((message) => context.redact(String(message)));
    return row;
  };
}

interface Field {
  wireName: string;
  name: string;
  isRequired: boolean;
  kind: string;
}
type Wire = Record<string, unknown>;
type ReadCell = (value: unknown) => unknown;

/** The result of a reader for a value of another type than the contract says. */
const unreadable = Symbol('unreadable');

/** A row that converts its cells when they are read: queries select few of the fields that the REST API sends. */
class WireRow {
  [name: string | symbol]: unknown;
  readonly [wireKey]: Wire;
  readonly [operationKey]: string;
  [cachedKey] = false;

  constructor(wire: Wire, operation: string) {
    this[wireKey] = wire;
    this[operationKey] = operation;
  }

  /** True if every cell can be read. */
  [isReadableKey](): boolean {
    return true;
  }
}

/** Creates the class for the rows of one shape, with a getter for each cell. */
function rowClass(cells: readonly (Field & { read: ReadCell })[]): typeof WireRow {
  class ShapeRow extends WireRow {
    /** The whole row, for the shared cache. */
    toJSON(): object {
      const row: Record<string, unknown> = {};
      for (const { name } of cells) row[name] = this[name];
      return Object.assign(row, this);
    }

    override [isReadableKey](): boolean {
      const wire = this[wireKey];
      return cells.every(({ wireName, read }) => wire[wireName] == null || read(wire[wireName]) !== unreadable);
    }
  }
  for (const { wireName, name, kind, isRequired, read } of cells) {
    Object.defineProperty(ShapeRow.prototype, name, {
      // Dates take the longest to decode, and any text but "none" is readable: most are never read.
      get: isRequired && kind !== 'date' ? readDecoded : readAndDecode,
    });
    function readDecoded(this: WireRow) {
      return this[wireKey][wireName];
    }
    function readAndDecode(this: WireRow) {
      const cell = this[wireKey][wireName];
      const value = cell === undefined || cell === null ? null : read(cell);
      if (value === unreadable) throw new LearningApiError({ kind: 'malformed', operation: this[operationKey] });
      return value;
    }
  }
  return ShapeRow;
}

/** All ids in a row, for the loaders. */
export function idsOf(row: object): string[] {
  return row instanceof WireRow ? idsIn(row[wireKey]) : [];
}

/** The row, or a failure if the REST API sent another one for the same object: then neither is certain. */
export function sameOrFailure<Of>(row: Of, other: Of): Of | LearningApiError {
  if (row === other || !(row instanceof WireRow && other instanceof WireRow)) return row;
  const isSame = JSON.stringify(row[wireKey]) === JSON.stringify(other[wireKey]);
  return isSame ? row : new LearningApiError({ kind: 'malformed', operation: row[operationKey] });
}

function idsIn(wire: Wire): string[] {
  return Object.values(wire).flatMap((value) => (typeof value === 'string' ? (canonicalId(value) ?? []) : []));
}

const cellReaders: Readonly<Record<string, ReadCell>> = {
  value: (value) => value,
  text: readText,
  integer: readInteger,
  number: readNumber,
  boolean: (value) => (typeof value === 'boolean' ? value : unreadable),
  id: readId,
  ids: (value) => value,
  date: (value) => (typeof value === 'string' ? normalizeDate(value) : unreadable),
};

/** A number is accepted as text, if it is written in one way only. */
function readText(value: unknown): string | typeof unreadable {
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) ? String(value) : unreadable;
}

function readNumber(value: unknown): number | typeof unreadable {
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return unreadable;
  if (typeof value !== 'number' && typeof value !== 'string') return unreadable;
  const number = Number(value);
  // JSON.parse rounds whole numbers above 2^53 (ECMAScript, section 6.1.6.1): it may be another number.
  const isExact = !Number.isInteger(number) || Number.isSafeInteger(number);
  return Number.isFinite(number) && isExact ? number : unreadable;
}

function readInteger(value: unknown): number | typeof unreadable {
  const number = readNumber(value);
  return Number.isSafeInteger(number) ? number : unreadable;
}

function readId(value: unknown): string | null | typeof unreadable {
  if (typeof value !== 'string') return unreadable;
  return canonicalId(value) ?? (isNoId(value) ? null : unreadable);
}

/** Converts a part of a row that is a row itself, or a list of rows. */
function decodePart(kind: string, value: unknown, context: ResponseContext): unknown {
  if (value === null) return null;
  if (kind === 'object[]' && Array.isArray(value)) return value.map((item) => decodeObject(item, context));
  if (!kind.endsWith('[]')) return decoderFor(kind)(value, context);
  const decode = decoderFor(kind.slice(0, -2));
  return Array.isArray(value)
    ? value.map((item) => decode(item, context))
    : new LearningApiError({ kind: 'malformed', operation: context.operation });
}

/** An object whose fields are not published is returned unchanged. */
function decodeObject(value: unknown, context: ResponseContext): unknown {
  if (!isObject(value) || Object.keys(value).length === 0) {
    return new LearningApiError({ kind: 'malformed', operation: context.operation });
  }
  return reportedFailure(value, context, 200) ?? value;
}
