import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const unknownId = '99999999-9999-4999-8999-999999999999';
const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Section { id title }
    ... on TrainingPlan { id title }
    ... on SectionEnrollment { id phase section { id } }
    ... on TrainingPlanEnrollment { id phase trainingPlan { id } }
    ... on Catalog { id name }
    ... on Category { id name catalog { id } }
    ... on Assignment { id title }
    ... on User { id enrollments(first: 1) { nodes { id } } }
    ... on Organization { id catalogs(first: 1) { nodes { id } } }
  }
}`;
const ask = (representations: object[], options = {}) =>
  harness.query(entities, { variables: { representations }, ...options });

test('the SDL that a router reads is the committed schema', async () => {
  const { data } = await harness.query('{ _service { sdl } }', { token: null });
  expect(data._service.sdl).toBe(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8'));
});

test('every entity is found by its key', async () => {
  const { data, errors } = await ask([
    { __typename: 'Section', id: wellKnown.sectionId },
    { __typename: 'TrainingPlan', id: wellKnown.trainingPlanId },
    { __typename: 'SectionEnrollment', id: wellKnown.enrollmentId },
    { __typename: 'TrainingPlanEnrollment', id: wellKnown.trainingPlanEnrollmentId },
    { __typename: 'Catalog', id: wellKnown.catalogId },
    { __typename: 'Category', id: wellKnown.categoryId, catalog: { id: wellKnown.catalogId } },
    { __typename: 'Assignment', id: wellKnown.assignmentId },
    { __typename: 'User', id: wellKnown.userId },
    { __typename: 'Organization', id: wellKnown.organizationId },
  ]);
  expect(errors).toEqual([]);
  expect(data._entities).toMatchObject([
    { __typename: 'Section', id: wellKnown.sectionId, title: expect.any(String) },
    { __typename: 'TrainingPlan', id: wellKnown.trainingPlanId },
    { __typename: 'SectionEnrollment', id: wellKnown.enrollmentId, section: { id: wellKnown.sectionId } },
    { __typename: 'TrainingPlanEnrollment', trainingPlan: { id: wellKnown.trainingPlanId } },
    { __typename: 'Catalog', name: expect.any(String) },
    { __typename: 'Category', name: expect.any(String), catalog: { id: wellKnown.catalogId } },
    { __typename: 'Assignment', title: expect.any(String) },
    { __typename: 'User', enrollments: { nodes: [{ id: expect.any(String) }] } },
    { __typename: 'Organization', catalogs: { nodes: [{ id: expect.any(String) }] } },
  ]);
});

test('an enrollment asked for by its interface comes with its own type', async () => {
  const { data, errors } = await ask([
    { __typename: 'Enrollment', id: wellKnown.enrollmentId },
    { __typename: 'Enrollment', id: wellKnown.trainingPlanEnrollmentId.toUpperCase() },
    { __typename: 'SectionEnrollment', id: wellKnown.trainingPlanEnrollmentId },
  ]);
  expect(errors).toEqual([]);
  expect(data._entities).toMatchObject([
    { __typename: 'SectionEnrollment' },
    { __typename: 'TrainingPlanEnrollment' },
    null,
  ]);
});

test('a syllabus asked for by its interface comes with its own type, and costs as much as the field `syllabus`', async () => {
  const ids = [wellKnown.sectionId.toUpperCase(), wellKnown.trainingPlanId, unknownId];
  const { data, errors, calls } = await harness.query(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { __typename ... on Section { id title } ... on TrainingPlan { id title } }
    }`,
    { variables: { representations: ids.map((id) => ({ __typename: 'Syllabus', id })) } },
  );
  expect(errors).toEqual([]);
  expect(data._entities).toEqual([
    { __typename: 'Section', id: wellKnown.sectionId, title: 'Workplace Safety Orientation' },
    { __typename: 'TrainingPlan', id: wellKnown.trainingPlanId, title: 'New Employee Onboarding' },
    null,
  ]);
  expect(calls).toEqual({ GetSections: 1, GetTrainingPlan: 2, GetSection: 1 });
  const fields = await harness.query(
    `{ ${ids.map((id, index) => `f${index}: syllabus(id: "${id}") { __typename id title }`).join(' ')} }`,
  );
  expect(Object.values(fields.data)).toEqual(data._entities);
  expect(fields.calls).toEqual(calls);
});

test('two `_entities` fields of one request share their calls', async () => {
  const [first, second] = harness.sandbox.world.sections;
  const section = (id: string | undefined) => ({ __typename: 'Section', id });
  const { data, errors, calls } = await harness.query(
    `query ($one: [_Any!]!, $other: [_Any!]!) {
      one: _entities(representations: $one) { ... on Section { title } }
      other: _entities(representations: $other) { ... on Syllabus { title } }
    }`,
    {
      variables: {
        one: [section(first?.syllabus_id), section(second?.syllabus_id)],
        other: [{ ...section(second?.syllabus_id), __typename: 'Syllabus' }, section(first?.syllabus_id)],
      },
    },
  );
  expect(errors).toEqual([]);
  const titles = [{ title: first?.title }, { title: second?.title }];
  expect(data).toEqual({ one: titles, other: titles.toReversed() });
  expect(calls).toEqual({ GetSections: 1 });
});

test('100 sections cost one GetSections, and 100 enrollments one search and one GetSections', async () => {
  const { world } = harness.sandbox;
  const ids = Array.from({ length: 100 }, (_, index) => world.sections[index % world.sections.length]?.syllabus_id);
  const sections = await ask(ids.map((id) => ({ __typename: 'Section', id })));
  expect(sections.errors).toEqual([]);
  expect(sections.data._entities.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(sections.calls).toEqual({ GetSections: 1 });

  const own = world.enrollments.filter(({ org_id }) => org_id === wellKnown.organizationId).slice(0, 100);
  const enrollments = await ask(own.map(({ enrollment_id: id }) => ({ __typename: 'Enrollment', id })));
  expect(enrollments.errors).toEqual([]);
  expect(enrollments.data._entities.map(({ id }: { id: string }) => id)).toEqual(
    own.map(({ enrollment_id }) => enrollment_id),
  );
  expect(enrollments.calls).toEqual({ SearchEnrollments: 1, GetSections: 1 });
});

test('200 and 1,500 enrollments of an organization and those below it take two searches per 1,000, however many are below', async () => {
  const ids = harness.sandbox.world.enrollments
    .filter(({ org_id }) => org_id !== wellKnown.otherOrganizationId)
    .map(({ enrollment_id }) => enrollment_id);
  const plans = { GetSections: 1, GetTrainingPlan: expect.any(Number) };
  for (const [count, searches] of [
    [200, 2],
    [1500, 4],
  ] as const) {
    const representations = Array.from({ length: count }, (_, index) => ({
      __typename: 'Enrollment',
      id: ids[Math.floor((index * ids.length) / count)],
    }));
    const { data, errors, calls } = await harness.query(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Enrollment { id status } } }',
      { variables: { representations } },
    );
    expect(errors).toEqual([]);
    expect(data._entities.map(({ id }: { id: string }) => id)).toEqual(representations.map(({ id }) => id));
    expect(calls).toEqual({ SearchEnrollments: searches, GetOrganizations: 1, ...plans });
    // One for each training plan, not for each enrollment.
    expect(calls.GetTrainingPlan).toBeLessThanOrEqual(harness.sandbox.world.trainingPlans.length);
  }
});

test('more representations than MAX_VARIABLE_ITEMS are refused with the number and the setting', async () => {
  const representations = Array.from({ length: 1501 }, () => ({ __typename: 'Section', id: wellKnown.sectionId }));
  const refused = await ask(representations);
  // With another status than 200, @apollo/gateway would not show the message.
  expect(refused).toMatchObject({ status: 200, data: undefined, calls: {} });
  expect(refused.errors).toMatchObject([
    {
      message:
        'The variables have 1501 items in one list; at most 1500 are allowed. Split them over several requests. Behind a router, request smaller pages, or ask the operator to raise MAX_VARIABLE_ITEMS.',
      extensions: { code: 'QUERY_TOO_LARGE', limit: 'variableItems', allowed: 1500, actual: 1501 },
    },
  ]);
  const { query } = await harnessForThisTest({ config: { MAX_VARIABLE_ITEMS: '1501' } });
  const answered = await query(entities, { variables: { representations } });
  expect(answered).toMatchObject({ errors: [], calls: { GetSections: 1 } });
  expect(answered.data._entities).toHaveLength(1501);
});

test('what is missing is null, what fails is null with an error in its place, and the neighbors stand', async () => {
  harness.sandbox.addFault({ kind: 'status', status: 500, operation: 'GetCatalog' });
  const { data, errors } = await ask([
    { __typename: 'Section', id: wellKnown.sectionId },
    { __typename: 'Section', id: unknownId },
    { __typename: 'Catalog', id: wellKnown.catalogId },
    { __typename: 'Nonsense', id: wellKnown.catalogId },
    { __typename: 'Section', id: 'nonsense' },
    { __typename: 'Category', id: wellKnown.categoryId },
    { __typename: 'User', id: wellKnown.userId },
  ]);
  expect(data._entities.map((entity: object | null) => entity !== null)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
  expect(errors.map(({ path, extensions }) => [path?.[1], extensions.code]).sort()).toEqual([
    [2, 'UPSTREAM_ERROR'],
    [3, 'BAD_USER_INPUT'],
    [4, 'BAD_USER_INPUT'],
    [5, 'BAD_USER_INPUT'],
  ]);
});

test('a representation without its key, or with a key of a wrong type, fails alone, and nothing is sent for it', async () => {
  const id = wellKnown.sectionId;
  const wrong: [object | string, string][] = [
    [{ __typename: 'Section' }, 'Section requires the key { id }. id is missing.'],
    [{ __typename: 'Assignment', id: null }, 'Assignment requires the key { id }. id is missing.'],
    [{ __typename: 'Catalog', id: 5 }, '5 is not a valid id.'],
    [{ __typename: 'TrainingPlan', id: [id] }, 'is not a valid id.'],
    [{ __typename: 'Category', id }, 'Category requires the key { id catalog { id } }. catalog is missing.'],
    [{ __typename: 'Category', id, catalog: {} }, 'catalog.id is missing.'],
    [{ __typename: 'Category', id, catalog: [] }, 'catalog must be an object.'],
    [{ __typename: 'Category', id, catalog: { id: 'x' } }, '"x" is not a valid id.'],
    [{ id }, '__typename is missing.'],
    [{ __typename: 5, id }, '5 is not an entity of this subgraph.'],
    [{ __typename: 'Query', id }, '"Query" is not an entity of this subgraph.'],
    ['Section', '__typename is missing.'],
  ];
  const neighbor = { __typename: 'Section', id, another: { id: 5 } };
  const { data, errors, calls } = await ask([
    neighbor,
    ...wrong.map(([representation]) => representation as object),
    neighbor,
  ]);
  const answered = expect.objectContaining({ __typename: 'Section', id });
  expect(data._entities).toEqual([answered, ...wrong.map(() => null), answered]);
  expect(errors).toMatchObject(
    wrong.map(([, message], index) => ({
      message: expect.stringContaining(message),
      path: ['_entities', index + 1],
      extensions: { code: 'BAD_USER_INPUT' },
    })),
  );
  expect(calls).toEqual({ GetSections: 1 });
});

test('an enrollment by its id alone is looked for in the organization of the header, or of the default', async () => {
  const { query, sandbox } = await harnessForThisTest({});
  const representations = [{ __typename: 'Enrollment', id: wellKnown.enrollmentId }];
  const without = await query(entities, { variables: { representations } });
  expect(without.data._entities).toEqual([null]);
  expect(without.errors[0]?.message).toContain('x-organization-id');
  const withHeader = await query(entities, {
    variables: { representations },
    headers: { 'x-organization-id': wellKnown.organizationId },
  });
  expect(withHeader.errors).toEqual([]);
  expect(withHeader.data._entities[0].id).toBe(wellKnown.enrollmentId);
  expect(sandbox.calls()[0]?.parameters.org_id).toBe(wellKnown.organizationId);
  const wrong = await query('{ __typename }', { headers: { 'x-organization-id': 'nonsense' } });
  expect(wrong.errors[0]).toMatchObject({
    message: expect.stringContaining('x-organization-id'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
