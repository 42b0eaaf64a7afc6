import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const unknownId = '99999999-9999-4999-8999-999999999999';
const codesAt = ({ errors }: Awaited<ReturnType<Harness['query']>>) =>
  errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]);
const callsOf = (operation: string) => harness.sandbox.calls().filter((call) => call.operation === operation);

describe.each(['off', 'memory'])('with CACHE=%s', (CACHE) => {
  test('an enrollment requested in two organizations has the answer of each, in both orders, cold and warm', async () => {
    const { query, sandbox } = await harnessForThisTest({ config: { CACHE } });
    const { enrollment_id: id } =
      sandbox.world.enrollments.find(({ org_id }) => org_id === wellKnown.limitedOrganizationId) ?? {};
    const inNorth = `enrollment(id: "${id}", organizationId: "${wellKnown.limitedOrganizationId}") { id expiresAt }`;
    const inSouth = `enrollment(id: "${id}", organizationId: "${wellKnown.otherOrganizationId}") { id expiresAt }`;
    const token = sandbox.tokens.limited;
    for (const _ of ['cold', 'warm']) {
      for (const text of [`{ south: ${inSouth} north: ${inNorth} }`, `{ north: ${inNorth} south: ${inSouth} }`]) {
        const answer = await query(text, { token });
        expect(answer.data).toMatchObject({ south: null, north: { id } });
        expect(codesAt(answer)).toEqual([['south', 'FORBIDDEN']]);
      }
    }
  });

  test('a list of one organization does not answer for the same enrollment in another', async () => {
    const { query, sandbox } = await harnessForThisTest({ config: { CACHE } });
    const { enrollment_id: id, syllabus_id: syllabusId } =
      sandbox.world.enrollments.find(
        (item) =>
          item.org_id === wellKnown.limitedOrganizationId &&
          sandbox.world.sections.some(({ syllabus_id }) => syllabus_id === item.syllabus_id),
      ) ?? {};
    const answer = await query(
      `{
        list: sectionEnrollments(filter: { organizationId: "${wellKnown.limitedOrganizationId}", syllabusId: "${syllabusId}" }) {
          nodes { id }
        }
        south: enrollment(id: "${id}", organizationId: "${wellKnown.otherOrganizationId}") { id expiresAt }
      }`,
      { token: sandbox.tokens.limited },
    );
    expect(answer.data.list.nodes.length).toBeGreaterThan(0);
    expect(codesAt(answer)).toEqual([['south', 'FORBIDDEN']]);
  });

  test('a custom field that does not exist is null, alone and beside others', async () => {
    const { query } = await harnessForThisTest({ config: { CACHE } });
    const field = (id: string) => `customEnrollmentFields(id: "${id}") { id }`;
    for (const _ of ['cold', 'warm']) {
      const { data, errors } = await query(
        `{ organization(id: "${wellKnown.organizationId}") { missing: ${field(unknownId)} beside: ${field(wellKnown.customFieldId)} } }`,
      );
      expect(errors).toEqual([]);
      expect(data.organization).toEqual({ missing: null, beside: [{ id: wellKnown.customFieldId }] });
      const alone = await query(`{ organization(id: "${wellKnown.organizationId}") { ${field(unknownId)} } }`);
      expect([alone.data.organization, alone.errors]).toEqual([{ customEnrollmentFields: null }, []]);
    }
  });
});

test('a section that GetSections leaves out is a SectionEnrollment with its own details', async () => {
  const own = await harnessForThisTest({
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId },
  });
  const query = `{ enrollments(filter: { userIds: ["${wellKnown.userId}"] }, first: 1000) {
    nodes { __typename id expiresAt ... on SectionEnrollment { weightedScore } ... on TrainingPlanEnrollment { averageScore } }
  } }`;
  const complete = await own.query(query);
  own.sandbox.override('GetSections', () => ({ body: { sections: [] } }));
  const { data, errors } = await own.query(query);
  expect(errors).toEqual([]);
  expect(data).toEqual(complete.data);
});

test('custom fields of an organization that does not exist are NOT_FOUND, and one of them by its id is null', async () => {
  const field = `customEnrollmentFields(id: "${wellKnown.customFieldId}") { id }`;
  const entity = (selection: string) =>
    harness.query(
      `{ _entities(representations: [{ __typename: "Organization", id: "${unknownId}" }]) { ... on Organization { ${selection} } } }`,
    );
  const all = await entity(`all: customEnrollmentFields { id } one: ${field}`);
  expect(all.data._entities).toEqual([{ all: null, one: null }]);
  expect(codesAt(all)).toEqual([['_entities.0.all', 'NOT_FOUND']]);
  const one = await entity(field);
  expect([one.data._entities, one.errors]).toEqual([[{ customEnrollmentFields: null }], []]);
});

test.each([
  ['section', `section(id: "${wellKnown.sectionId}") { title number }`],
  ['sections', `sections(ids: ["${wellKnown.sectionId}", "${unknownId}"]) { title number }`],
  ['syllabus', `syllabus(id: "${wellKnown.sectionId}") { __typename title }`],
  ['an entity', `_entities(representations: [{ __typename: "Section", id: "${wellKnown.sectionId}" }]) { __typename }`],
  [
    'links',
    `user(id: "${wellKnown.userId}") { enrollments(first: 40) { nodes { id syllabus { __typename title } } } }`,
  ],
  ['a roster', `sectionEnrollments(filter: { syllabusId: "${wellKnown.sectionId}" }) { nodes { section { title } } }`],
  [
    'an assignment status',
    `assignmentStatuses(enrollmentId: "${wellKnown.enrollmentId}") { nodes { enrollment { syllabus { __typename title } } } }`,
  ],
  [
    'a catalog',
    `catalog(id: "${wellKnown.catalogId}") { syllabi { nodes { __typename title ... on Section { number } } } }`,
  ],
])('a section that GetSections leaves out is there by %s', async (_, selection) => {
  const complete = await harness.query(`{ ${selection} }`);
  harness.sandbox.override('GetSections', () => ({ body: { sections: [] } }));
  const { data, errors } = await harness.query(`{ ${selection} }`);
  expect([errors, data]).toEqual([[], complete.data]);
});

test.each([
  ['syllabus', `syllabus(id: "${wellKnown.trainingPlanId}") { __typename id title description }`],
  ['only fields of its own', `syllabus(id: "${wellKnown.trainingPlanId}") { description }`],
  ['links', `enrollment(id: "${wellKnown.trainingPlanEnrollmentId}") { syllabus { __typename title description } }`],
])('a training plan is there by %s for a caller who may not see sections', async (_, selection) => {
  const complete = await harness.query(`{ ${selection} }`);
  harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSections' });
  harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSection' });
  const { data, errors } = await harness.query(`{ ${selection} }`);
  expect([errors, data]).toEqual([[], complete.data]);
});

test('a null among the enrollments of a learner does not take along those that are not beside it', async () => {
  const query = `{ user(id: "${wellKnown.userId}") { enrollments(first: 20) { nodes { id lastActivityAt } } } }`;
  const complete = await harness.query(query);
  const { url, tokens } = harness.sandbox;
  const search = `access_token=${tokens.full}&org_id=${wellKnown.organizationId}&user_id=${wellKnown.userId}&per_page=1000`;
  for (const operation of ['GetSectionEnrollments', 'GetTrainingPlanEnrollments']) {
    const response = await fetch(`${url}/api/v1/LearningApi/${operation}?${search}`);
    const rows = (await response.json()) as { enrollment_id: string }[];
    harness.sandbox.override(operation, ({ enrollment_id: id, page }) => ({
      body: id ? rows.filter(({ enrollment_id }) => enrollment_id === id) : Number(page) > 1 ? [] : [null],
    }));
  }
  const { data, errors } = await harness.query(query);
  expect([errors, data]).toEqual([complete.errors, complete.data]);
});

test('an enrollment whose syllabus nothing knows is an error at its item, and the others stay', async () => {
  harness.sandbox.override('SearchEnrollments', () => ({
    body: {
      total_count: 2,
      enrollments: [wellKnown.sectionId, unknownId].map((syllabus_id, index) => ({
        enrollment_id: index === 0 ? wellKnown.enrollmentId : unknownId,
        enrollment_date: '2025-01-01T00:00:00Z',
        syllabus_id,
        user_id: wellKnown.userId,
        phase: 0,
        result: 0,
      })),
    },
  }));
  const answer = await harness.query(
    `{ enrollments(filter: { userIds: ["${wellKnown.userId}"] }) { nodes { __typename id } } }`,
  );
  expect(answer.data.enrollments.nodes).toEqual([
    { __typename: 'SectionEnrollment', id: wellKnown.enrollmentId },
    null,
  ]);
  expect(codesAt(answer)).toEqual([['enrollments.nodes.1', 'NOT_FOUND']]);
});

test.each<[string, string, string]>([
  ['GetSection', 'syllabus_id', `section(id: "${wellKnown.sectionId}") { id title }`],
  ['GetTrainingPlan', 'syllabus_id', `trainingPlan(id: "${wellKnown.trainingPlanId}") { id title }`],
  ['GetAssignment', 'assignment_id', `assignment(id: "${wellKnown.assignmentId}") { id title }`],
  ['GetCatalog', 'catalog_id', `catalog(id: "${wellKnown.catalogId}") { id name }`],
])('a response of %s about another object is an error', async (operation, field, selection) => {
  harness.sandbox.override('GetSections', () => ({ body: { sections: [] } }));
  harness.sandbox.override(operation, () => ({ body: { [field]: unknownId, title: 'Other', name: 'Other' } }));
  const { data, errors } = await harness.query(`{ ${selection} }`);
  expect(Object.values(data)).toEqual([null]);
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_ERROR', upstream: { operation } } }]);
});

describe.each(['off', 'memory'])('two different sections with the same id, with CACHE=%s,', (CACHE) => {
  test('are an error for that id, each time, and the others stay', async () => {
    const { query, sandbox } = await harnessForThisTest({ config: { CACHE } });
    const [one, other] = sandbox.world.sections.map(({ syllabus_id }) => syllabus_id);
    const row = (syllabus_id: string | undefined, title: string) => ({ syllabus_id, title });
    sandbox.override('GetSections', () => ({
      body: { sections: [row(one, 'A'), row(other, 'C'), row(one, 'B'), row(other, 'C')] },
    }));
    for (const _ of ['cold', 'warm']) {
      const answer = await query(`{ sections(ids: ["${one}", "${other}"]) { title } }`);
      expect(answer.data.sections).toEqual([null, { title: 'C' }]);
      expect(codesAt(answer)).toEqual([['sections.0', 'UPSTREAM_ERROR']]);
    }
  });
});

test('two different categories with the same id are an error for that id, and the others stay', async () => {
  const [one, other] = [wellKnown.categoryId, unknownId];
  const row = (category_id: string, name: string) => ({ category_id, catalog_id: wellKnown.catalogId, name });
  harness.sandbox.override('GetCategories', () => ({
    body: [row(one, 'A'), row(other, 'C'), row(one, 'B'), row(other, 'C')],
  }));
  const category = (id: string) => `category(id: "${id}", catalogId: "${wellKnown.catalogId}") { name }`;
  const answer = await harness.query(`{ one: ${category(one)} other: ${category(other)} }`);
  expect(answer.data).toEqual({ one: null, other: { name: 'C' } });
  expect(codesAt(answer)).toEqual([['one', 'UPSTREAM_ERROR']]);
});

test('a category is there although its parent or a subcategory cannot be read', async () => {
  const { categoryId: middle, catalogId: catalog_id } = wellKnown;
  const [parent, child] = [unknownId, wellKnown.sectionId];
  const failed = { api_error_entity: { error_code: 7 } };
  harness.sandbox.override('GetCategories', () => ({
    body: [
      { category_id: parent, catalog_id, ...failed },
      { category_id: child, parent_category_id: middle, catalog_id, ...failed },
      { category_id: middle, parent_category_id: parent, catalog_id, name: 'Middle' },
    ],
  }));
  const category = (id: string) => `category(id: "${id}", catalogId: "${catalog_id}")`;
  const answer = await harness.query(
    `{ ${category(middle)} { name children { name } } parent: ${category(parent)} { name } child: ${category(child)} { name } }`,
  );
  expect(answer.data).toEqual({ category: { name: 'Middle', children: [null] }, parent: null, child: null });
  expect(codesAt(answer).sort()).toEqual([
    ['category.children.0', 'UPSTREAM_ERROR'],
    ['child', 'UPSTREAM_ERROR'],
    ['parent', 'UPSTREAM_ERROR'],
  ]);
});

test('an enrollment does not show a section that comes with it, but is another one', async () => {
  const [other] = harness.sandbox.world.sections.filter(({ syllabus_id }) => syllabus_id !== wellKnown.sectionId);
  const query = `{ sectionEnrollments(filter: { syllabusId: "${wellKnown.sectionId}" }, first: 1) {
    nodes { section { id title } syllabus { id title } }
  } }`;
  const complete = await harness.query(query);
  const { url, tokens } = harness.sandbox;
  const search = `access_token=${tokens.full}&org_id=${wellKnown.organizationId}&syllabus_id=${wellKnown.sectionId}`;
  const response = await fetch(`${url}/api/v1/LearningApi/GetSectionEnrollments?${search}`);
  const rows = (await response.json()) as object[];
  harness.sandbox.override('GetSectionEnrollments', () => ({ body: rows.map((row) => ({ ...row, section: other })) }));
  const { data, errors } = await harness.query(query);
  expect([errors, data]).toEqual([[], complete.data]);
});

describe.each(['SectionEnrollment', 'TrainingPlanEnrollment', 'Enrollment'])(
  '%s, alone and beside others',
  (typeName) => {
    const { enrollmentId, trainingPlanEnrollmentId } = wellKnown;
    const ids = typeName === 'TrainingPlanEnrollment' ? [trainingPlanEnrollmentId] : [enrollmentId];
    const entities = (of: readonly string[]) =>
      harness.query('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Enrollment { id phase } } }', {
        variables: { r: of.map((id) => ({ __typename: typeName, id })) },
      });
    const refused = { status: 403, body: { api_error_entity: { error_code: 1 } } };
    const failed = { status: 200, body: { api_error_entity: { error_code: 7 } } };
    const unreadable = { status: 200, body: '<html></html>' };

    test.each([
      ['SearchEnrollments', refused],
      ['SearchEnrollments', failed],
      ['SearchEnrollments', unreadable],
      ['GetSectionEnrollments', refused],
      ['GetSectionEnrollments', failed],
      ['GetSectionEnrollments', unreadable],
      ['GetTrainingPlanEnrollments', refused],
      ['GetTrainingPlanEnrollments', failed],
      ['GetTrainingPlanEnrollments', unreadable],
      ['GetSections', refused],
      ['GetSections', failed],
      ['GetSections', unreadable],
    ])('is found while %s answers %j, as the other operations show it', async (operation, answer) => {
      const expected = await entities(ids);
      expect(expected.errors).toEqual([]);
      harness.sandbox.override(operation, () => answer);
      const alone = await entities(ids);
      expect([alone.errors, alone.data]).toEqual([[], expected.data]);
      const beside = await entities([...ids, unknownId, ...ids]);
      const [first, , last] = beside.data._entities;
      expect([[first], [last]]).toEqual([expected.data._entities, expected.data._entities]);
      // Whether an id exists that nothing shows is not known without an answer of each operation.
      const isKnown = operation === 'SearchEnrollments' || operation === 'GetSections';
      expect(codesAt(beside).map(([path]) => path)).toEqual(isKnown ? [] : ['_entities.1']);
    });
  },
);

test('the details of a search in several organizations are read in one of them', async () => {
  const organizationIds = [
    wellKnown.limitedOrganizationId,
    wellKnown.limitedOrganizationId,
    wellKnown.otherOrganizationId,
  ];
  const { errors } = await harness.query(
    'query ($ids: [ID!]) { enrollments(filter: { organizationIds: $ids }, first: 3) { nodes { id expiresAt } } }',
    { variables: { ids: organizationIds } },
  );
  expect(errors.filter(({ extensions }) => extensions.code !== 'NOT_FOUND')).toEqual([]);
  expect(callsOf('SearchEnrollments')[0]?.parameters.org_ids).toEqual([...new Set(organizationIds)]);
  const searched = [...callsOf('GetSectionEnrollments'), ...callsOf('GetTrainingPlanEnrollments')];
  expect(searched.length).toBeGreaterThan(0);
  for (const { parameters } of searched) expect(organizationIds).toContain(parameters.org_id);
});

test('a refused list is an error if pageInfo is all that is included', async () => {
  for (const directive of ['@skip(if: true)', '@include(if: false)']) {
    const answer = await harness.query(
      `{ catalogs(groupId: "${wellKnown.otherOrganizationId}") { nodes ${directive} { id } pageInfo { hasNextPage } } }`,
      { token: harness.sandbox.tokens.limited },
    );
    expect(codesAt(answer)).toEqual([['catalogs.pageInfo', 'FORBIDDEN']]);
  }
});

test('an item with an error code is an error for each field of its edge', async () => {
  harness.sandbox.addFault({ kind: 'errorCode', code: 7, item: 0, operation: 'GetCatalogSyllabi' });
  const answer = await harness.query(
    `{ catalog(id: "${wellKnown.catalogId}") { syllabi(first: 2) { edges { productId } } } }`,
  );
  expect(answer.data.catalog.syllabi.edges).toMatchObject([{ productId: null }, { productId: expect.any(String) }]);
  expect(codesAt(answer)).toEqual([['catalog.syllabi.edges.0.productId', 'UPSTREAM_ERROR']]);
});

test('sessions of a training plan do not show it as a section', async () => {
  harness.sandbox.override('GetStudentSessions', () => ({ body: { sessions: [{ minutes: 5 }], total_count: 1 } }));
  const answer = await harness.query(`{ user(id: "${wellKnown.userId}") {
    studentSessions(sectionId: "${wellKnown.trainingPlanId}", from: "2000-01-01T00:00:00Z") {
      nodes { section { id title enrollmentDuration } }
    }
  } }`);
  expect(answer.data.user.studentSessions.nodes).toEqual([
    { section: { id: wellKnown.trainingPlanId, title: null, enrollmentDuration: null } },
  ]);
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
});

test('a status of a training plan enrollment does not show it as a section enrollment', async () => {
  const status = {
    assignment_status_id: wellKnown.categoryId,
    assignment_id: wellKnown.assignmentId,
    enrollment_id: wellKnown.trainingPlanEnrollmentId,
    user_id: wellKnown.userId,
  };
  harness.sandbox.override('GetAssignmentStatuses', () => ({ body: [status] }));
  const answer = await harness.query(`{ assignmentStatuses(enrollmentId: "${wellKnown.trainingPlanEnrollmentId}") {
    nodes { id enrollment { id phase section { title } syllabus { __typename title } } }
  } }`);
  expect(answer.data.assignmentStatuses.nodes).toEqual([null]);
  expect(codesAt(answer)).toEqual([['assignmentStatuses.nodes.0.enrollment', 'NOT_FOUND']]);
});

test('a link that leads nowhere is NOT_FOUND for every field', async () => {
  harness.sandbox.override('GetStudentSessions', () => ({ body: { sessions: [{ minutes: 5 }], total_count: 1 } }));
  const answer = await harness.query(`{ user(id: "${wellKnown.userId}") {
    studentSessions(sectionId: "${unknownId}", from: "2000-01-01T00:00:00Z") {
      nodes { section { id title enrollmentDuration description objectives } }
    }
  } }`);
  const section = 'user.studentSessions.nodes.0.section';
  expect(answer.data.user.studentSessions.nodes[0].section).toMatchObject({ id: unknownId, title: null });
  expect(codesAt(answer).sort()).toEqual(
    ['description', 'enrollmentDuration', 'objectives', 'title'].map((field) => [`${section}.${field}`, 'NOT_FOUND']),
  );
});

test('null among sessions is an error at its item', async () => {
  harness.sandbox.override('GetStudentSessions', () => ({
    body: { sessions: [null, { minutes: 5 }], total_count: 2 },
  }));
  const answer = await harness.query(
    `{ user(id: "${wellKnown.userId}") { studentSessions(from: "2000-01-01T00:00:00Z") { nodes { data } } } }`,
  );
  expect(codesAt(answer)).toEqual([['user.studentSessions.nodes.0', 'UPSTREAM_ERROR']]);
  expect(answer.data.user.studentSessions.nodes).toEqual([null, { data: { minutes: 5 } }]);
});

test('one failed custom value, definition, category, organization or proctor is an error at its place', async () => {
  const failed = { api_error_entity: { error_code: 7, warning_messages: [] } };
  const { sandbox } = harness;
  const value = { field_id: wellKnown.customFieldId, name: 'Cost center', key: 'cost_center', value: '1' };
  sandbox.override('GetCustomEnrollmentFieldValues', () => ({ body: [failed, value] }));
  sandbox.override('GetCustomEnrollmentFields', () => ({ body: [failed, { field_id: wellKnown.customFieldId }] }));
  sandbox.override('GetCategories', () => ({
    body: [failed, { category_id: wellKnown.categoryId, catalog_id: wellKnown.catalogId }],
  }));
  const values = await harness.query(
    `{ enrollment(id: "${wellKnown.enrollmentId}") { customFieldValues { key value } } }`,
  );
  expect(values.data.enrollment.customFieldValues).toEqual([null, { key: 'cost_center', value: '1' }]);
  expect(codesAt(values)).toEqual([['enrollment.customFieldValues.0', 'UPSTREAM_ERROR']]);
  const definitions = await harness.query(
    `{ organization(id: "${wellKnown.organizationId}") { customEnrollmentFields { id key organization { id } } } }`,
  );
  expect(definitions.data.organization.customEnrollmentFields).toEqual([
    null,
    { id: wellKnown.customFieldId, key: null, organization: null },
  ]);
  const category = (id: string) => `category(id: "${id}", catalogId: "${wellKnown.catalogId}") { id children { id } }`;
  const categories = await harness.query(`{ a: ${category(wellKnown.categoryId)} b: ${category(unknownId)} }`);
  expect(categories.data).toEqual({ a: { id: wellKnown.categoryId, children: [null] }, b: null });
  expect(codesAt(categories).sort()).toEqual([
    ['a.children.0', 'UPSTREAM_ERROR'],
    ['b', 'UPSTREAM_ERROR'],
  ]);
  sandbox.override('GetOrganizations', () => ({ body: [failed] }));
  const organization = await harness.query(`{ organization(id: "${wellKnown.organizationId}") { name } }`);
  expect(codesAt(organization)).toEqual([['organization.name', 'UPSTREAM_ERROR']]);
});

test.each<[string, object]>([
  ['without a name', {}],
  ['with null as its name', { syllabus_name: null }],
  ['with an empty name', { syllabus_name: '' }],
])('a row of a catalog or a category %s takes the title from the syllabus', async (_, name) => {
  const row = { syllabus_id: wellKnown.sectionId, syllabus_type: 0, product_id: wellKnown.sectionProductId, ...name };
  harness.sandbox.override('GetCatalogSyllabi', () => ({ body: [row] }));
  harness.sandbox.override('GetCategorySyllabi', () => ({ body: [row] }));
  const { data, errors } = await harness.query(`{
    catalog(id: "${wellKnown.catalogId}") { syllabi(first: 5) { nodes { id title } } }
    categorySyllabi(categoryId: "${wellKnown.categoryId}", first: 5) { nodes { id title } }
    section(id: "${wellKnown.sectionId}") { title }
  }`);
  expect(errors).toEqual([]);
  const nodes = [{ id: wellKnown.sectionId, title: data.section.title }];
  expect([data.catalog.syllabi, data.categorySyllabi]).toEqual([{ nodes }, { nodes }]);
});

test('a server that ignores the page number and sends no totals costs few calls', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => ({
    category_id: `44444444-0000-4000-8000-${String(index).padStart(12, '0')}`,
    catalog_id: wellKnown.catalogId,
  }));
  const organizations = Array.from({ length: 30 }, (_, index) => ({
    org_id: `55555555-0000-4000-8000-${String(index).padStart(12, '0')}`,
  }));
  harness.sandbox.override('GetCategories', ({ per_page }) => ({ body: rows.slice(0, Number(per_page)) }));
  harness.sandbox.override('GetOrganizations', ({ per_page }) => ({ body: organizations.slice(0, Number(per_page)) }));
  const { data, errors, calls } = await harness.query(`{
    catalog(id: "${wellKnown.catalogId}") { categories(first: 100) { nodes { id } pageInfo { hasNextPage } } }
    organization(id: "${wellKnown.organizationId}") { name }
  }`);
  expect(errors).toMatchObject([{ path: ['organization', 'name'], extensions: { code: 'NOT_FOUND' } }]);
  expect(data.catalog.categories.nodes).toHaveLength(30);
  expect(data.catalog.categories.pageInfo.hasNextPage).toBe(false);
  expect(data.organization).toEqual({ name: null });
  expect(calls.GetOrganizations).toBeLessThan(5);
});

test('a total below the number of items is not reported, and all items are', async () => {
  const all = await harness.query(`{ user(id: "${wellKnown.userId}") { enrollments(first: 12) { nodes { id } } } }`);
  harness.sandbox.override('SearchEnrollments', () => ({
    body: {
      total_count: 5,
      enrollments: all.data.user.enrollments.nodes.map(({ id }: { id: string }) => ({
        enrollment_id: id,
        enrollment_date: '2025-01-01T00:00:00Z',
        syllabus_id: wellKnown.sectionId,
        user_id: wellKnown.userId,
        phase: 0,
        result: 0,
      })),
    },
  }));
  const { data, errors } = await harness.query(
    `{ user(id: "${wellKnown.userId}") { enrollments(first: 5) { totalCount nodes { id } pageInfo { hasNextPage } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.user.enrollments).toEqual({
    totalCount: null,
    nodes: all.data.user.enrollments.nodes.slice(0, 5),
    pageInfo: { hasNextPage: true },
  });
});

test('a page past the end of an empty list has no page before it', async () => {
  const { data } = await harness.query(
    `{ user(id: "${unknownId}") { enrollments(first: 5, offset: 5) { pageInfo { hasPreviousPage } } } }`,
  );
  expect(data.user.enrollments.pageInfo.hasPreviousPage).toBe(false);
});

test('DateTime arguments keep all their digits', async () => {
  await harness.query(`{
    enrollments(filter: { userIds: ["${wellKnown.userId}"], enrolledAt: { after: "2025-09-13T10:19:43.9821488+02:00" } }) { totalCount }
    user(id: "${wellKnown.userId}") { studentSessions(from: "2025-09-13T08:19:43.9821488Z", to: "2025-09-13T08:19:44Z") { totalCount } }
  }`);
  expect(callsOf('SearchEnrollments')[0]?.parameters.utc_enrolled_after).toBe('2025-09-13T08:19:43.9821488Z');
  expect(callsOf('GetStudentSessions')[0]?.parameters).toMatchObject({
    from_date: '2025-09-13T08:19:43.9821488Z',
    to_date: '2025-09-13T08:19:44.000Z',
  });
});

test.each([
  ['enrolledAt', 'enrollment_date', 'utc_enrolled_after'],
  ['lastActivityAt', 'last_activity_date', 'utc_activity_after'],
])(
  'a %s that a client sends back is the date of the REST API, so an incremental sync gets no row again',
  async (field, column, parameter) => {
    const dates = ['2025-09-13T08:19:43.9821488Z', '2025-09-13T08:19:43.9829999', '2025-09-13T10:19:44.0000001+02:00'];
    const rows = dates.map((date, index) => ({
      enrollment_id: `77777777-0000-4000-8000-00000000000${index}`,
      enrollment_date: '2025-01-01T00:00:00Z',
      syllabus_id: wellKnown.sectionId,
      user_id: wellKnown.userId,
      phase: 0,
      result: 0,
      [column]: date,
    }));
    // The instants have their digits up to the seventh after the same hour.
    const seconds = (date: string) => Number(/\d\d\.\d+/.exec(date));
    harness.sandbox.override('SearchEnrollments', ({ [parameter]: after }) => ({
      body: {
        enrollments: rows.filter((row) => !after || seconds(String(row[column])) > seconds(String(after))),
      },
    }));
    harness.sandbox.override('GetSectionEnrollments', ({ enrollment_id }) => ({
      body: rows.filter((row) => row.enrollment_id === enrollment_id),
    }));
    const seen: string[] = [];
    let after: string | null = null;
    for (let round = 0; round < 4; round += 1) {
      const { data, errors } = await harness.query(
        `query ($after: DateTime) { enrollments(first: 1, filter: { userIds: ["${wellKnown.userId}"], ${field}: { after: $after } }) { nodes { id ${field} } } }`,
        { variables: { after } },
      );
      expect(errors).toEqual([]);
      for (const node of data.enrollments.nodes) {
        seen.push(node.id);
        after = node[field];
      }
    }
    expect(seen).toEqual(rows.map(({ enrollment_id }) => enrollment_id));
  },
);

/** What the gateway makes of odd values, by the reference: the value of a field, or the code of its error. */
const oddDates: [unknown, unknown][] = [
  [null, null],
  ['0001-01-01T00:00:00', null],
  ['', 'UPSTREAM_ERROR'],
  [1757753383, 'UPSTREAM_ERROR'],
  ['2025-02-30T00:00:00.000Z', 'UPSTREAM_ERROR'],
  ['2025-02-30', 'UPSTREAM_ERROR'],
  ['2025-13-01T00:00:00.000Z', 'UPSTREAM_ERROR'],
  ['2025-00-10T00:00:00.000Z', 'UPSTREAM_ERROR'],
  ['2025-09-13T25:00:00.000Z', 'UPSTREAM_ERROR'],
  ['2025-09-13T08:19:43.9829999Z', '2025-09-13T08:19:43.9829999Z'],
  ['2025-09-13T10:19:43.9829999+02:00', '2025-09-13T08:19:43.9829999Z'],
  ['2025-09-13T08:19:43.9820000Z', '2025-09-13T08:19:43.982Z'],
  ['9999-12-31T23:59:59.9999999', '9999-12-31T23:59:59.9999999Z'],
  ['9999-12-31T23:59:59.9999999-05:00', 'UPSTREAM_ERROR'],
];
test.each(oddDates)('%j as a date is %j', async (date, expected) => {
  harness.sandbox.override('GetSections', () => ({
    body: { sections: [{ syllabus_id: wellKnown.sectionId, title: 'A', training_end: date }] },
  }));
  const { data, errors } = await harness.query(`{ section(id: "${wellKnown.sectionId}") { title trainingEndsAt } }`);
  expect(data.section.title).toBe('A');
  expect(errors[0]?.extensions.code ?? data.section.trainingEndsAt).toBe(expected);
});

test.each<[unknown, number | string]>([
  [2.5, 2.5],
  ['2.5', 2.5],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  [2 ** 53, 'UPSTREAM_ERROR'],
  ['9007199254740993', 'UPSTREAM_ERROR'],
  [-(2 ** 60), 'UPSTREAM_ERROR'],
  ['five', 'UPSTREAM_ERROR'],
  ['9'.repeat(400), 'UPSTREAM_ERROR'],
])('%j as a number is %j', async (number, expected) => {
  harness.sandbox.override('GetSections', () => ({
    body: { sections: [{ syllabus_id: wellKnown.sectionId, title: 'A', credit_hours: number }] },
  }));
  const { data, errors } = await harness.query(`{ section(id: "${wellKnown.sectionId}") { title creditHours } }`);
  expect(data.section.title).toBe('A');
  expect(errors[0]?.extensions.code ?? data.section.creditHours).toBe(expected);
});

const oddCodes: [unknown, string | null][] = [
  [0, null],
  ['0', null],
  [null, null],
  ['7', 'UPSTREAM_ERROR'],
  [7, 'UPSTREAM_ERROR'],
  ['ItemNotFound', 'UPSTREAM_ERROR'],
];
test.each(oddCodes)('error_code %j gives the error %j', async (error_code, code) => {
  harness.sandbox.override('GetSections', () => ({
    body: { sections: [{ syllabus_id: wellKnown.sectionId, title: 'A' }], api_error_entity: { error_code } },
  }));
  const { data, errors } = await harness.query(`{ section(id: "${wellKnown.sectionId}") { title } }`);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(code ? [code] : []);
  expect(data.section).toEqual(code ? null : { title: 'A' });
});

test('status 204 means that there is no default, and that no other operation responded', async () => {
  for (const operation of ['GetDefaultCustomEnrollmentFieldSetting', 'GetCatalog'])
    harness.sandbox.override(operation, () => ({ status: 204, body: null }));
  const answer = await harness.query(`{
    organization(id: "${wellKnown.organizationId}") {
      customEnrollmentFields(id: "${wellKnown.customFieldId}") { id default { value } }
    }
    catalog(id: "${wellKnown.catalogId}") { name }
  }`);
  expect(answer.data).toEqual({
    organization: { customEnrollmentFields: [{ id: wellKnown.customFieldId, default: null }] },
    catalog: null,
  });
  expect(codesAt(answer)).toEqual([['catalog', 'UPSTREAM_ERROR']]);
});
