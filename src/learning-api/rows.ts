import { normaliseDate } from './dates.ts';
import { LearningApiError } from './errors.ts';
import type { wireOperations } from './generated.ts';
import { wireShapes } from './generated.ts';
import { canonicalId } from './ids.ts';
import type { Source } from './source.ts';

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

/** Under this key a row keeps its warnings, also when it is copied with the spread operator. */
const warningsKey = Symbol('warnings');
const decoders = new Map<string, Decode>();

/** The warnings that came with a row, or with a whole answer. */
export function warningsOf(row: object): readonly string[] {
  return (row as { [warningsKey]?: string[] })[warningsKey] ?? [];
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
    .map(([wireName, [name, kind, isRequired]]) => ({
      wireName,
      name,
      isRequired,
      isList: kind.endsWith('[]'),
      read: cellReader(kind),
    }));
  // Copies of an object that was read from JSON keep its compact form, which a row filled field by field would lose.
  const blank: object = JSON.parse(JSON.stringify(Object.fromEntries(fields.map(({ name }) => [name, null]))));

  return (value, from) => {
    const { operation } = from;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return new LearningApiError({ kind: 'malformed', operation });
    }
    const source = value as Record<string, unknown>;
    const failure = reportedFailure(value, from, 200);
    if (failure) return new LearningApiError({ ...failure.failure, itemIds: idsIn(source) });
    const row: Record<string | symbol, unknown> = { ...blank };
    for (const { wireName, name, isRequired, isList, read } of fields) {
      const cell = source[wireName];
      const decoded = cell === undefined || cell === null ? null : read(cell, from);
      if (isList && decoded instanceof LearningApiError) return decoded;
      if (decoded === null && isRequired) {
        return new LearningApiError({ kind: 'malformed', operation, itemIds: idsIn(source) });
      }
      row[name] = decoded;
    }
    const messages = envelopeOf(value)?.warning_messages;
    if (Array.isArray(messages) && messages.length > 0)
      row[warningsKey] = messages.map((message) => from.hide(String(message)));
    return row;
  };
}

function idsIn(source: Record<string, unknown>): string[] {
  return Object.values(source).flatMap((value) => (typeof value === 'string' ? (canonicalId(value) ?? []) : []));
}

function cellReader(kind: string): Decode {
  if (kind === 'value') return (value) => value;
  if (kind === 'id') return (value) => (typeof value === 'string' ? canonicalId(value) : null);
  if (kind === 'ids') return (value) => value;
  if (kind === 'date') return (value) => (typeof value === 'string' ? normaliseDate(value) : null);
  if (!kind.endsWith('[]')) return (value, from) => decoderFor(kind)(value, from);
  const shape = kind.slice(0, -2);
  return (value, from) =>
    Array.isArray(value)
      ? value.map((item) => decoderFor(shape)(item, from))
      : new LearningApiError({ kind: 'malformed', operation: from.operation });
}
