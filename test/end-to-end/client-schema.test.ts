import { readFileSync } from 'node:fs';
import { diff } from '@graphql-inspector/core';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isScalarType,
  printSchema,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { harnessForThisTest } from '../support/harness.ts';

const committed = readFileSync('schema.client.graphql', 'utf8');
const federationNames = ['_Any', '_Entity', '_Service', '_entities', '_service'];

describe('the schema for clients', () => {
  const schema = buildSchema(committed);

  test('is plain SDL that graphql-js builds and finds valid', () => {
    expect(validateSchema(schema)).toEqual([]);
    for (const name of federationNames) expect(committed).not.toMatch(new RegExp(`\\b${name}\\b`));
    for (const name of ['key', 'tag', 'cost', 'listSize']) expect(committed).not.toContain(`@${name}`);
  });

  test('declares the directives that operations may use', () => {
    const names = schema.getDirectives().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['defer', 'stream', 'skip', 'include']));
  });

  test('says which fields are null only with an error', () => {
    const marked = committed.split('\n').filter((line) => line.includes('@semanticNonNull') && line.startsWith('  '));
    expect(marked.length).toBeGreaterThan(60);
    expect(committed).toContain('  nodes: [SectionEnrollment] @semanticNonNull(levels: [0, 1])');
    expect(committed).toContain('  phase: EnrollmentPhase @semanticNonNull\n');
    expect(committed).toMatch(/createEnrollment\([^)]*\): CreateEnrollmentResult @semanticNonNull/);
    // null for ids that do not exist, and for what the REST API may leave out
    for (const line of ['): [Section]!\n', '  title: String\n', '  user: User\n']) expect(committed).toContain(line);
  });

  test('says what each scalar is', () => {
    const scalars = Object.values(schema.getTypeMap()).filter(isScalarType);
    const own = scalars.filter(({ name }) => !['ID', 'String', 'Int', 'Float', 'Boolean'].includes(name));
    expect(own.map(({ name }) => name)).toEqual(['DateTime', 'JSON']);
    for (const { specifiedByURL } of own) expect(specifiedByURL).toMatch(/^https?:/);
  });

  test('differs from what introspection shows only in what federation adds', async () => {
    const { query } = await harnessForThisTest({});
    const { data } = await query(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }));
    // Printed and built again, because the comparison reads directives from the syntax tree.
    const shown = buildSchema(printSchema(buildClientSchema(data as unknown as IntrospectionQuery)));
    const changes = await diff(shown, schema);
    // Introspection shows no directives of fields.
    const others = changes.filter(
      ({ path }) => !path?.includes('@semanticNonNull') && !path?.endsWith('.semanticNonNull'),
    );
    expect(others.map(({ path }) => path).sort()).toEqual([
      'Query._entities',
      'Query._service',
      '_Any',
      '_Entity',
      '_Service',
    ]);
  });
});

describe('GET /schema.graphql', () => {
  test('returns the committed file', async () => {
    const { url } = await harnessForThisTest({});
    const response = await fetch(new URL('/schema.graphql', url));
    expect([response.status, await response.text()]).toEqual([200, committed]);
  });

  test('is not there if introspection is disabled', async () => {
    const closed = await harnessForThisTest({ config: { INTROSPECTION: 'false' } });
    expect((await fetch(new URL('/schema.graphql', closed.url))).status).toBe(404);
  });

  test('is there without GraphiQL', async () => {
    const { url } = await harnessForThisTest({ config: { GRAPHIQL: 'false' } });
    expect((await fetch(new URL('/schema.graphql', url))).status).toBe(200);
  });
});
