import { getNamedType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { textOf } from '../support/documents.ts';

const objects = Object.values(buildSchema().getTypeMap()).filter(
  (type) => isObjectType(type) && !/^(__|_|Query$|Mutation$)/.test(type.name),
);
const idOf = (type: (typeof objects)[number]) => (isObjectType(type) ? type.getFields().id : undefined);
const isPart = ({ name }: { name: string }) => /(Connection|Edge)$/.test(name) || name === 'PageInfo';

/** The code words of the paragraph of docs/for-frontends.md that begins with some words. */
function listed(start: string): string[] {
  const paragraph = textOf('docs/for-frontends.md')
    .split('\n\n')
    .find((text) => text.startsWith(start));
  return Array.from((paragraph ?? '').matchAll(/`(\w+)`/g), ([, name = '']) => name);
}

test('docs/for-frontends.md lists the types without an id', () => {
  const without = objects.filter((type) => !idOf(type) && !isPart(type)).map(({ name }) => name);
  expect(listed('Types without an id:')).toEqual(without.sort());
});

test('docs/for-frontends.md lists the types whose deprecated id is that of an enrollment', () => {
  const deprecated = objects.filter((type) => idOf(type)?.deprecationReason).map(({ name }) => name);
  expect(listed('Types whose `id` is that of the enrollment')).toEqual(['id', ...deprecated.sort(), 'enrollmentId']);
});

test('an id that is not deprecated is a non-null ID', () => {
  const ids = objects.flatMap((type) => (idOf(type) ? [[type.name, idOf(type)] as const] : []));
  const odd = ids.filter(([, field]) => String(field?.type) !== 'ID!' || getNamedType(field?.type)?.name !== 'ID');
  expect(odd.map(([name]) => name)).toEqual([]);
});
