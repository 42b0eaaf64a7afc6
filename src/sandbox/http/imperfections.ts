import type { Contract, Schema } from './contract.ts';

/**
 * Adds the inconsistencies of the real API to an answer: dates in three formats, some without a zone; absent values
 * mostly left out, but some null and some written as a "none" value; some error envelopes that report no error. The
 * same value always gets the same ones.
 */
export function addImperfections(contract: Contract, schema: Schema, value: unknown): unknown {
  const resolved = resolve(contract, schema);
  if (Array.isArray(value)) return value.map((item) => addImperfections(contract, resolved.items ?? {}, item));
  if (typeof value !== 'object' || value === null || !resolved.properties) return value;
  const source = value as Record<string, unknown>;
  const declared = resolved.properties;
  const salt = saltOf(source);
  // Fields that the contract does not declare stay, so that the validation of the answer finds them.
  const written = Object.fromEntries(Object.entries(source).filter(([name]) => !(name in declared)));
  for (const [name, field] of Object.entries(declared)) {
    const chance = hash(`${salt}${name}`);
    if (name === 'api_error_entity') {
      if (chance % 3 > 0) written[name] = { error_code: 0, warning_messages: [] };
    } else if (source[name] === undefined || source[name] === null) {
      const absent = resolved.required?.includes(name) ? undefined : formatAbsent(field, chance);
      if (absent !== undefined) written[name] = absent;
    } else {
      const isDate = field.format === 'date-time';
      written[name] = isDate
        ? formatDate(String(source[name]), chance)
        : addImperfections(contract, field, source[name]);
    }
  }
  return written;
}

function resolve(contract: Contract, schema: Schema): Schema {
  const name = (schema.$ref ?? schema.oneOf?.find(({ $ref }) => $ref)?.$ref)?.split('/').at(-1);
  return name ? contract.schema(name) : schema;
}

function formatAbsent({ format, type }: Schema, chance: number): string | null | undefined {
  const isNullable = [type ?? []].flat().includes('null');
  if (format === 'date-time' && chance % 8 === 0) return '0001-01-01T00:00:00';
  if (format === 'uuid' && chance % 8 === 0) return '00000000-0000-0000-0000-000000000000';
  return isNullable && chance % 8 === 1 ? null : undefined;
}

function formatDate(date: string, chance: number): string {
  const toMilliseconds = date.slice(0, -1);
  if (chance % 7 === 0) return toMilliseconds;
  if (chance % 3 === 0) return `${toMilliseconds}+00:00`;
  if (chance % 3 === 1) return `${toMilliseconds}0000Z`;
  return date;
}

function saltOf(source: Record<string, unknown>): string {
  const first = Object.values(source).find((value) => typeof value === 'string');
  return typeof first === 'string' ? first : '';
}

/** The 32-bit FNV-1a hash. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
