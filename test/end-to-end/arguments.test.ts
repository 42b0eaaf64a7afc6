import { isInputObjectType, isNonNullType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());

const { sectionId, userId } = wellKnown;
const section = (selection: string) => `section(id: "${sectionId}") { ${selection} }`;

test('every argument and input field with a default value is nullable', () => {
  const types = Object.values(buildSchema().getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const inputs = types.flatMap((type) => {
    if (isInputObjectType(type)) return Object.values(type.getFields());
    return isObjectType(type) ? Object.values(type.getFields()).flatMap(({ args }) => args) : [];
  });
  const withDefault = inputs.filter(({ defaultValue }) => defaultValue !== undefined);
  expect(withDefault.map(({ name }) => name)).toContain('first');
  expect(withDefault.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
});

test('null for first means its default, as a literal and as a variable', async () => {
  const page = (first: string) => section(`assignments(first: ${first}) { nodes { id } pageInfo { hasNextPage } }`);
  const expected = await harness.query(`{ ${page('30')} }`);
  expect(expected.errors).toEqual([]);
  const literal = await harness.query(`{ ${page('null')} }`);
  const variable = await harness.query(`query ($n: Int) { ${page('$n')} }`, { variables: { n: null } });
  const absent = await harness.query(`query ($n: Int) { ${page('$n')} }`);
  for (const { data, errors } of [literal, variable, absent]) {
    expect(errors).toEqual([]);
    expect(data).toEqual(expected.data);
  }
});

test('null for membershipGroupIds means no groups', async () => {
  const { data, errors } = await harness.query(
    'mutation ($input: CreateEnrollmentInput!) { createEnrollment(input: $input) { __typename } }',
    { variables: { input: { organizationId: sectionId, userId, syllabusId: sectionId, membershipGroupIds: null } } },
  );
  expect(errors).toEqual([]);
  expect(data.createEnrollment.__typename).not.toBe('ValidationError');
  expect(harness.sandbox.calls().map(({ operation }) => operation)).toContain('CreateEnrollment');
});

test('a list of no ids is empty, and nothing is sent', async () => {
  const { data, errors, calls } = await harness.query(
    '{ sections(ids: []) { title } _entities(representations: []) { __typename } }',
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ sections: [], _entities: [] });
  expect(calls).toEqual({});
});

test('an invalid id of a list is null with an error at its place, and the others are answered', async () => {
  const { data, errors, calls } = await harness.query(
    `{ sections(ids: ["${sectionId}", "nope", "${sectionId.toUpperCase()}"]) { id } }`,
  );
  expect(data.sections).toEqual([{ id: sectionId }, null, { id: sectionId }]);
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('ids.1: "nope" is not a valid id.'),
      path: ['sections', 1],
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
  expect(calls).toEqual({ GetSections: 1 });
});

test.each([true, false])('@include(if: $x) with %s decides on __schema and on @defer', async (x) => {
  const schema = 'query ($x: Boolean!) { a: __typename ... @include(if: $x) { __schema { queryType { name } } } }';
  const withSchema = await harness.query(schema, { variables: { x } });
  expect(withSchema.errors).toEqual([]);
  expect(withSchema.data).toEqual({ a: 'Query', ...(x && { __schema: { queryType: { name: 'Query' } } }) });

  const text = `query ($x: Boolean!) { ${section('id ... @include(if: $x) { ... @defer(if: false) { title } }')} }`;
  const withDefer = await harness.query(text, { variables: { x } });
  expect(withDefer.errors).toEqual([]);
  expect(withDefer.data.section).toEqual({ id: sectionId, ...(x && { title: expect.any(String) }) });
});

test.each(['include', 'skip'])(
  '@%s with a variable that is null is an error where it is evaluated',
  async (directive) => {
    const message = 'Argument "if" of non-null type "Boolean!" must not be null.';
    const root = await harness.query(`query ($x: Boolean = true) { a: __typename @${directive}(if: $x) }`, {
      variables: { x: null },
    });
    expect(root.data).toBeNull();
    expect(root.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);

    const query = `query ($x: Boolean = true) { ${section(`id title @${directive}(if: $x)`)} user(id: "${userId}") { id } }`;
    const inner = await harness.query(query, { variables: { x: null } });
    expect(inner.data).toEqual({ section: null, user: { id: userId } });
    expect(inner.errors).toMatchObject([{ message, path: ['section'], extensions: { code: 'BAD_USER_INPUT' } }]);
    const omitted = await harness.query(query);
    expect(omitted.errors).toEqual([]);
    expect('title' in omitted.data.section).toBe(directive === 'include');
  },
);

test('an excluded field does not stand in for another that reports the same error', async () => {
  const { errors } = await harness.query(
    `{ ${section('assignments(first: 0) { nodes @include(if: false) { id } pageInfo { hasNextPage } }')} }`,
  );
  expect(errors).toMatchObject([
    { message: 'first must be between 1 and 1000.', path: ['section', 'assignments', 'pageInfo'] },
  ]);
});

test('an excluded fragment does not make the gateway find the type of a link', async () => {
  const query = (condition: string) =>
    `{ user(id: "${userId}") { enrollments(first: 5) { nodes { syllabus { id ... on Section @include(if: ${condition}) { number } } } } } }`;
  expect((await harness.query(query('false'))).calls).toEqual({ SearchEnrollments: 1 });
  expect((await harness.query(query('true'))).calls).toMatchObject({ SearchEnrollments: 1, GetSections: 1 });
});

test.each([
  ['userIds', `enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"], userIds: [] })`],
  ['organizationIds', `enrollments(filter: { userIds: ["${userId}"], organizationIds: [] })`],
  ['syllabusIds', `enrollments(filter: { userIds: ["${userId}"], syllabusIds: [] })`],
  ['syllabusUniqueNames', `enrollments(filter: { userIds: ["${userId}"], syllabusUniqueNames: [] })`],
  ['enrollmentIds', `enrollments(filter: { userIds: ["${userId}"], enrollmentIds: [] })`],
])('an empty list of %s is an error that says what to do; null and no list search without it', async (name, field) => {
  const query = (text: string) => harness.query(`{ ${text} { nodes { id } } }`);
  const { errors, calls } = await query(field);
  expect(errors).toMatchObject([
    { message: expect.stringMatching(/must not be empty: .* Omit it if/), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect(errors[0]?.message).toContain(`filter.${name} must`);
  expect(calls).toEqual({});
  const omitted = await query(field.replace(/, \w+: \[\]/, ''));
  const isNull = await query(field.replace(/(, \w+: )\[\]/, '$1null'));
  expect(isNull).toMatchObject({ errors: [], data: omitted.data });
});
