import { getNamedType, isInterfaceType, isNonNullType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';

test('a link to an entity of another subgraph is nullable, since that subgraph may not know the object', () => {
  const links = Object.values(buildSchema().getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap((field) =>
          ['User', 'Organization'].includes(getNamedType(field.type).name) && isNonNullType(field.type)
            ? [`${type.name}.${field.name}`]
            : [],
        )
      : [],
  );
  expect(links).toEqual([]);
});
