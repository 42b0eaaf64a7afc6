import { LearningApiError } from '../errors.ts';
import type { Source } from '../redaction.ts';
import { normalizeDate } from './dates.ts';
import type { wireOperations } from './generated.ts';
import { wireShapes } from './generated.ts';
import { canonicalId } from './ids.ts';

/**
 * An object of the REST API as the rest of the gateway sees it: names in camelCase, every field of the
 * contract present, null where the API sent nothing or one of its ways of saying "none", ids and dates in
 * their one form, the error envelope gone. A part that the API reported as failed is a LearningApiError.
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
type Decode = (value: unknown, from: Source) => unknown;

const warningsKey = Symbol('warnings');
const wireKey = Symbol('wire');
const keptKey = Symbol('kept');
const decoders = new Map<string, Decode>();

const noWarnings: readonly string[] = [];

/** The warnings that came with a row, or with a whole answer. */
export function warningsOf(row: object): readonly string[] {
  return (row as { [warningsKey]?: readonly string[] })[warningsKey] ?? noWarnings;
}

/** Marks the rows of an answer that is kept for other requests. */
export function markKept(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  if (part instanceof WireRow) part[keptKey] = true;
  for (const inner of Object.values(part)) markKept(inner);
}

/** Whether other requests may come upon the very same row, so that what is made of it can be kept with it. */
export function isKept(row: object): boolean {
  return (row as { [keptKey]?: boolean })[keptKey] === true;
}

/** Whether a row, a list of rows or an answer has no failures and no warnings in it. */
export function isFaultless(part: unknown): boolean {
  if (part instanceof LearningApiError) return false;
  if (typeof part !== 'object' || part === null) return true;
  return warningsOf(part).length === 0 && Object.values(part).every(isFaultless);
}

/**
 * Reads one object of an answer by the rule that Row describes. Gives a LearningApiError in its place when the
 * object carries an error code other than 0, is no object, or lacks a field that identifies it.
 */
export function decodeRow(shape: AnswerShape, value: unknown, from: Source): unknown {
  return decoderFor(shape)(value, from);
}

/** Reads a list of such objects; an item that cannot be read becomes an error in its own place. */
export function decodeRows(shape: AnswerShape, values: unknown[], from: Source): unknown[] {
  const decode = decoderFor(shape);
  return values.map((value) => decode(value, from));
}

/** The failure that an answer reports inside its body, if any. */
export function reportedFailure(body: unknown, from: Source, httpStatus: number): LearningApiError | null {
  const envelope = envelopeOf(body);
  if (!envelope?.error_code) return null;
  return new LearningApiError({ kind: 'failed', operation: from.operation, httpStatus, ...vendorDetails(body, from) });
}

/** What the vendor says of an error, from the error envelope of an answer. */
export function vendorDetails(body: unknown, { hide }: Source): { errorCode?: number; vendorMessage?: string } {
  const envelope = envelopeOf(body);
  return {
    ...(typeof envelope?.error_code === 'number' && { errorCode: envelope.error_code }),
    ...(typeof envelope?.error_message === 'string' && { vendorMessage: hide(envelope.error_message) }),
  };
}

function envelopeOf(value: unknown): Envelope | null {
  if (typeof value !== 'object' || value === null) return null;
  const envelope = (value as { api_error_entity?: unknown }).api_error_entity;
  return typeof envelope === 'object' && envelope !== null ? envelope : null;
}

function decoderFor(shape: string): Decode {
  const known = decoders.get(shape);
  if (known) return known;
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

  return (value, from) => {
    const { operation } = from;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return new LearningApiError({ kind: 'malformed', operation });
    }
    const wire = value as Wire;
    const failure = reportedFailure(value, from, 200);
    if (failure) return new LearningApiError({ ...failure.failure, itemIds: idsIn(wire) });
    for (const { wireName, read } of required) {
      const cell = wire[wireName];
      const decoded = cell === undefined || cell === null ? null : read(cell);
      if (decoded === null) return new LearningApiError({ kind: 'malformed', operation, itemIds: idsIn(wire) });
      if (decoded !== cell) wire[wireName] = decoded;
    }
    const row = new ShapeRow(wire);
    for (const { wireName, name, kind } of parts) {
      const decoded = decodePart(kind, wire[wireName] ?? null, from);
      if (kind.endsWith('[]') && decoded instanceof LearningApiError) return decoded;
      row[name] = decoded;
    }
    const messages = envelopeOf(value)?.warning_messages;
    if (Array.isArray(messages) && messages.length > 0)
      row[warningsKey] = messages.map((message) => from.hide(String(message)));
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

/** A row that reads its cells when they are looked at: most of what the REST API sends, no query asks for. */
class WireRow {
  [name: string | symbol]: unknown;
  readonly [wireKey]: Wire;
  [keptKey] = false;

  constructor(wire: Wire) {
    this[wireKey] = wire;
  }
}

/** The class of the rows of one shape, with a getter for each cell. */
function rowClass(cells: readonly (Field & { read: ReadCell })[]): typeof WireRow {
  class ShapeRow extends WireRow {
    /** All of the row, for whoever keeps it as text. */
    toJSON(): object {
      return Object.fromEntries([...cells.map(({ name }) => [name, this[name]]), ...Object.entries(this)]);
    }
  }
  for (const { wireName, name, isRequired, read } of cells) {
    Object.defineProperty(ShapeRow.prototype, name, {
      get: isRequired ? readAlready : readNow,
    });
    function readAlready(this: WireRow) {
      return this[wireKey][wireName];
    }
    function readNow(this: WireRow) {
      const cell = this[wireKey][wireName];
      return cell === undefined || cell === null ? null : read(cell);
    }
  }
  return ShapeRow;
}

function idsIn(wire: Wire): string[] {
  return Object.values(wire).flatMap((value) => (typeof value === 'string' ? (canonicalId(value) ?? []) : []));
}

const cellReaders: Readonly<Record<string, ReadCell>> = {
  value: (value) => value,
  id: (value) => (typeof value === 'string' ? canonicalId(value) : null),
  ids: (value) => value,
  date: (value) => (typeof value === 'string' ? normalizeDate(value) : null),
};

/** A part of a row that is a row itself, or a list of rows. */
function decodePart(kind: string, value: unknown, from: Source): unknown {
  if (value === null) return null;
  if (!kind.endsWith('[]')) return decoderFor(kind)(value, from);
  const decode = decoderFor(kind.slice(0, -2));
  return Array.isArray(value)
    ? value.map((item) => decode(item, from))
    : new LearningApiError({ kind: 'malformed', operation: from.operation });
}
