import type { Contract, Schema } from '../http/contract.ts';

/**
 * Dresses an answer up as the real API does: dates in three formats and now and then without a zone, what is
 * absent left out, sometimes null and sometimes written as "none", error envelopes that report no error here and
 * there. The same value is always dressed the same way.
 */
export function dress(contract: Contract, schema: Schema, value: unknown): unknown {
  const resolved = resolve(contract, schema);
  if (Array.isArray(value)) return value.map((item) => dress(contract, resolved.items ?? {}, item));
  if (typeof value !== 'object' || value === null || !resolved.properties) return value;
  const source = value as Record<string, unknown>;
  const declared = resolved.properties;
  const salt = saltOf(source);
  // What the contract does not declare stays, for the check of the answer to find.
  const dressed = Object.fromEntries(Object.entries(source).filter(([name]) => !(name in declared)));
  for (const [name, field] of Object.entries(declared)) {
    const chance = hash(`${salt}${name}`);
    if (name === 'api_error_entity') {
      if (chance % 3 > 0) dressed[name] = { error_code: 0, warning_messages: [] };
    } else if (source[name] === undefined || source[name] === null) {
      const absent = resolved.required?.includes(name) ? undefined : writtenAbsent(field, chance);
      if (absent !== undefined) dressed[name] = absent;
    } else {
      const isDate = field.format === 'date-time';
      dressed[name] = isDate ? writtenDate(String(source[name]), chance) : dress(contract, field, source[name]);
    }
  }
  return dressed;
}

function resolve(contract: Contract, schema: Schema): Schema {
  const name = (schema.$ref ?? schema.oneOf?.find(({ $ref }) => $ref)?.$ref)?.split('/').at(-1);
  return name ? contract.schema(name) : schema;
}

function writtenAbsent({ format, type }: Schema, chance: number): string | null | undefined {
  const isNullable = [type ?? []].flat().includes('null');
  if (format === 'date-time' && chance % 8 === 0) return '0001-01-01T00:00:00';
  if (format === 'uuid' && chance % 8 === 0) return '00000000-0000-0000-0000-000000000000';
  return isNullable && chance % 8 === 1 ? null : undefined;
}

function writtenDate(date: string, chance: number): string {
  const toMilliseconds = date.slice(0, -1);
  if (chance % 7 === 0) return toMilliseconds;
  if (chance % 3 === 0) return `${toMilliseconds}+00:00`;
  if (chance % 3 === 1) return `${toMilliseconds}${String(chance % 10_000).padStart(4, '0')}Z`;
  return date;
}

function saltOf(source: Record<string, unknown>): string {
  const first = Object.values(source).find((value) => typeof value === 'string');
  return typeof first === 'string' ? first : '';
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
