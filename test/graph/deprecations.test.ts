import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'), {
  assumeValidSDL: true,
});

/** The reasons of all deprecations, by what is deprecated. */
const reasons = Object.values(schema.getTypeMap()).flatMap((type) => {
  const parts = isEnumType(type)
    ? type.getValues()
    : isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => [field, ...('args' in field ? field.args : [])])
      : [];
  return parts.flatMap(({ name, deprecationReason }) =>
    typeof deprecationReason === 'string' ? [[`${type.name}.${name}`, deprecationReason] as const] : [],
  );
});

test('there are deprecations', () => {
  expect(reasons).not.toEqual([]);
});

test.each(reasons)('the deprecation of %s says what to use instead, and since when', (_, reason) => {
  expect(reason).toMatch(/^Deprecated since \d+\.\d+\.\d+\./);
  expect(reason).toMatch(/ Use `[\w./]+`/);
});
