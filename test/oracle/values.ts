import { type GraphQLOutputType, getNamedType, isEnumType, isNonNullType } from 'graphql';
import { failed } from './failure.ts';
import type { Row } from './rest.ts';

/** The names of integer codes, by the enum that shows them. */
export type CodeNames = Readonly<Record<string, Readonly<Record<number, string>>>>;

/** The codes that the REST API documents, and those that its client uses. */
export const documentedCodes: CodeNames = {
  EnrollmentPhase: { 0: 'NOT_STARTED', 1: 'IN_PROGRESS', 2: 'FINISHED' },
  EnrollmentResult: { 0: 'NOT_GRADED' },
  PublishingModel: { 0: 'AVAILABLE_TO_MEMBERS', 1: 'FOR_SALE_IN_MARKETPLACE', 2: 'HIDDEN' },
  SyllabusType: { 0: 'SECTION', 1: 'TRAINING_PLAN' },
  PricingModel: { 0: 'NONE', 1: 'CHARGE_PER_HOUR', 2: 'CHARGE_PER_ITEM' },
  CatalogAccess: { 0: 'SHARED', 1: 'OWNED', 2: 'BOTH' },
};

const noId = '00000000-0000-0000-0000-000000000000';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A field of a row as the type of the graph's field shows it; null if it is absent. */
export function readField(row: Row, name: string, type: GraphQLOutputType, codes: CodeNames): unknown {
  const value = readValue(row[name], type, codes);
  if (value === null && isNonNullType(type)) throw failed('UPSTREAM_ERROR', `${name} is missing`);
  return value;
}

function readValue(value: unknown, type: GraphQLOutputType, codes: CodeNames): unknown {
  if (value === undefined || value === null) return null;
  const named = getNamedType(type);
  if (isEnumType(named)) return codeName(codes, named.name, value);
  if (named.name === 'DateTime') return readDate(value);
  if (named.name === 'ID') return value === noId ? null : String(value).toLowerCase();
  const kinds: Record<string, string> = { Boolean: 'boolean', Float: 'number', Int: 'number', String: 'string' };
  const kind = kinds[named.name];
  if (kind && kind !== typeof value) throw failed('UPSTREAM_ERROR', `${String(value)} is not a ${named.name}`);
  return value;
}

/** The name of an integer code; null if there is no code. */
export function codeName(codes: CodeNames, type: string, code: unknown): string | null {
  if (code === undefined || code === null) return null;
  return codes[type]?.[Number(code)] ?? 'UNKNOWN';
}

/** The status that phase and result make together. */
export function statusOf(codes: CodeNames, phaseCode: unknown, resultCode: unknown): string | null {
  const phase = codeName(codes, 'EnrollmentPhase', phaseCode);
  const result = codeName(codes, 'EnrollmentResult', resultCode);
  if (phase === 'NOT_STARTED') return 'NOT_STARTED';
  if (result === null || result === 'UNKNOWN') return null;
  if (phase === 'IN_PROGRESS') return result === 'NOT_GRADED' ? 'IN_PROGRESS' : result;
  if (phase !== 'FINISHED') return null;
  return result === 'NOT_GRADED' ? 'FINISHED' : result === 'PASSING' ? 'PASSED' : 'FAILED';
}

/** A date in UTC; null if it stands for none. */
export function readDate(value: unknown): string | null {
  const text = String(value);
  if (text.startsWith('0001-01-01T00:00:00')) return null;
  const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  if (Number.isNaN(time)) throw failed('UPSTREAM_ERROR', `${text} is not a date`);
  const [, digits = ''] = /\.\d{3}(\d*?)0*(?:Z|[+-]|$)/.exec(text) ?? [];
  return new Date(time).toISOString().replace('Z', `${digits}Z`);
}

/** The id in a field of a row, or null. */
export function idIn(row: Row, name: string): string | null {
  const value = row[name];
  return typeof value === 'string' && value !== noId ? value.toLowerCase() : null;
}

/** The id that an argument gives. */
export function idArgument(value: unknown): string {
  const text = String(value);
  if (!uuid.test(text) || text === noId) throw failed('BAD_USER_INPUT', `${text} is not an id`);
  return text.toLowerCase();
}

/** The id that an argument gives, if it does. */
export function optionalId(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : idArgument(value);
}
