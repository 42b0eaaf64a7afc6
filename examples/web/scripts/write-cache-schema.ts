/** Writes what the normalized cache needs to know of the schema. `npm run codegen` runs it. */
import { readFile, writeFile } from 'node:fs/promises';
import { minifyIntrospectionQuery } from '@urql/introspection';
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql';

const schema = buildSchema(await readFile(new URL('../../../schema.client.graphql', import.meta.url), 'utf8'));
const typesWithoutId = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__') && name !== 'Query' && name !== 'Mutation')
  .filter((type) => type.getFields().id === undefined || type.getFields().id?.deprecationReason)
  .map(({ name }) => name);

await writeFile(
  new URL('../src/graphql/cache-schema.json', import.meta.url),
  JSON.stringify({ introspection: minifyIntrospectionQuery(introspectionFromSchema(schema)), typesWithoutId }),
);
