import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());

const distinct = (values: unknown[]) => new Set(values).size;

test('a search of 200 enrollments with titles and types costs the search, one bulk look-up and one call a training plan', async () => {
  const { data, errors, calls } = await harness.query(`{
    organization(id: "${wellKnown.organizationId}") { id }
    enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"] }, first: 200) {
      nodes { __typename id syllabus { __typename id title } }
    }
  }`);
  expect(errors).toEqual([]);
  const { nodes } = data.enrollments;
  expect(nodes).toHaveLength(200);
  const plans = nodes.filter((node: { __typename: string }) => node.__typename === 'TrainingPlanEnrollment');
  expect(plans.length).toBeGreaterThan(0);
  for (const { __typename, syllabus } of nodes) {
    expect(__typename).toBe(`${syllabus.__typename}Enrollment`);
    expect(syllabus.title).toEqual(expect.any(String));
  }
  expect(calls).toEqual({
    SearchEnrollments: 1,
    GetSections: 1,
    GetTrainingPlan: distinct(plans.map(({ syllabus }: { syllabus: { id: string } }) => syllabus.id)),
  });
});

test('the same search with cursors and the total only costs the search', async () => {
  const { data, errors, calls } = await harness.query(`{
    enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"] }, first: 200) { totalCount edges { cursor } }
  }`);
  expect(errors).toEqual([]);
  expect(data.enrollments.edges).toHaveLength(200);
  expect(data.enrollments.totalCount).toBeGreaterThan(200);
  expect(calls).toEqual({ SearchEnrollments: 1 });
});

test('a search whose fields are the same for sections and training plans does not ask which is which', async () => {
  const { data, errors, calls } = await harness.query(`{
    enrollments(filter: { userIds: ["${wellKnown.userId}"] }) { nodes { id phase enrolledAt user { id } syllabus { id } } }
  }`);
  expect(errors).toEqual([]);
  expect(data.enrollments.nodes[0].syllabus.id).toEqual(expect.any(String));
  expect(calls).toEqual({ SearchEnrollments: 1 });
});

test('every enrollment of one user with what a search lacks costs one list of each kind, and one call a training plan', async () => {
  const { query } = await harnessForThisTest({
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId },
  });
  const { data, errors, calls } = await query(`{
    user(id: "${wellKnown.userId}") {
      enrollments(first: 1000) { nodes { __typename id syllabus { id } lastActivityAt expiresAt subscriptionId ... on SectionEnrollment { weightedScore } } }
    }
  }`);
  expect(errors).toEqual([]);
  const { nodes } = data.user.enrollments;
  expect(distinct(nodes.map(({ __typename }: { __typename: string }) => __typename))).toBe(2);
  const plans = nodes.filter(({ __typename }: { __typename: string }) => __typename === 'TrainingPlanEnrollment');
  expect(calls).toEqual({
    SearchEnrollments: 1,
    GetSections: 1,
    GetTrainingPlan: distinct(plans.map(({ syllabus }: { syllabus: { id: string } }) => syllabus.id)),
    GetSectionEnrollments: 1,
    GetTrainingPlanEnrollments: 1,
  });
});

test('any number of section, sections and syllabus fields cost one GetSections', async () => {
  const list = await harness.query(`{
    enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"] }, first: 100) {
      nodes { ... on SectionEnrollment { section { id } } }
    }
  }`);
  const ids = [
    ...new Set(list.data.enrollments.nodes.flatMap((node: { section?: { id: string } }) => node.section?.id ?? [])),
  ];
  expect(ids.length).toBeGreaterThan(3);
  const [first, second, ...rest] = ids;
  const { data, errors, calls } = await harness.query(
    `query ($first: ID!, $second: ID!, $rest: [ID!]!) {
      a: section(id: $first) { id title }
      b: section(id: $second) { title number }
      c: sections(ids: $rest) { id title }
      d: syllabus(id: $first) { title }
      e: syllabus(id: $second) { id }
    }`,
    { variables: { first, second, rest } },
  );
  expect(errors).toEqual([]);
  expect(data.c.map(({ id }: { id: string }) => id)).toEqual(rest);
  expect(data.a.title).toBe(data.d.title);
  expect(calls).toEqual({ GetSections: 1 });
});

test("a catalog's categories with parents and children cost one call, and the catalog itself is asked for only with its fields", async () => {
  const tree = '{ nodes { id name parent { id name } children { id name children { name } } } }';
  const { data, errors, calls } = await harness.query(`{
    category(id: "${wellKnown.categoryId}", catalogId: "${wellKnown.catalogId}") {
      catalog { id categories(first: 1000) ${tree} }
    }
  }`);
  expect(errors).toEqual([]);
  const { nodes } = data.category.catalog.categories;
  const children = nodes.flatMap((node: { children: object[] }) => node.children);
  const withParent = nodes.filter((node: { parent: object | null }) => node.parent);
  expect(children).toHaveLength(withParent.length);
  expect(withParent.length).toBeGreaterThan(0);
  expect(calls).toEqual({ GetCategories: 1 });

  const named = await harness.query(`{ catalog(id: "${wellKnown.catalogId}") { name categories ${tree} } }`);
  expect(named.errors).toEqual([]);
  expect(named.calls).toEqual({ GetCatalog: 1, GetCategories: 1 });
});

test("a catalog's syllabi with title and kind cost one call, with more fields one bulk look-up and one call a training plan", async () => {
  const query = (fields: string) =>
    `{ catalog(id: "${wellKnown.catalogId}") { syllabi(first: 1000) { edges { productId node { __typename id title ${fields} } } } } }`;
  const short = await harness.query(query(''));
  expect(short.errors).toEqual([]);
  expect(short.calls).toEqual({ GetCatalog: 1, GetCatalogSyllabi: 1 });

  const long = await harness.query(query('uniqueName'));
  expect(long.errors).toEqual([]);
  const plans = long.data.catalog.syllabi.edges.filter(
    ({ node }: { node: { __typename: string } }) => node.__typename === 'TrainingPlan',
  );
  expect(plans.length).toBeGreaterThan(0);
  expect(long.calls).toEqual({ GetCatalog: 1, GetCatalogSyllabi: 1, GetSections: 1, GetTrainingPlan: plans.length });
});

test("a section's 10 enrollments with statuses and the assignments' titles cost one call an enrollment and two for the rest", async () => {
  const { data, errors, calls } = await harness.query(`{
    sectionEnrollments(filter: { syllabusId: "${wellKnown.sectionId}" }, first: 10) {
      nodes { id assignmentStatuses { nodes { id assignment { title section { id } } } } }
    }
  }`);
  expect(errors).toEqual([]);
  const { nodes } = data.sectionEnrollments;
  expect(nodes).toHaveLength(10);
  const statuses = nodes.flatMap((node: { assignmentStatuses: { nodes: object[] } }) => node.assignmentStatuses.nodes);
  expect(statuses.length).toBeGreaterThan(10);
  for (const { assignment } of statuses) expect(assignment.title).toEqual(expect.any(String));
  expect(calls).toEqual({ GetSectionEnrollments: 1, GetAssignmentStatuses: 10, GetAssignments: 1 });
});

test('a link that is only asked for its id costs nothing', async () => {
  const alone = await harness.query(`{ user(id: "${wellKnown.userId}") { id } }`);
  expect(alone).toMatchObject({ data: { user: { id: wellKnown.userId } }, errors: [], calls: {} });

  const linked = await harness.query(`{
    user(id: "${wellKnown.userId}") { enrollments(first: 5) { nodes { syllabus { id } user { id enrollments { __typename } } } } }
  }`);
  expect(linked.errors).toEqual([]);
  expect(linked.calls).toEqual({ SearchEnrollments: 1 });
});

const deep = {
  'sections below assignments of syllabi of many categories': `{
    organization(id: "${wellKnown.organizationId}") { catalogs(first: 3) { nodes { categories(first: 3) { nodes {
      syllabi(first: 2) { nodes { ... on Section { assignments(first: 2) { nodes { section { number } } } } } } } } } } } }`,
  "kinds and titles of enrollments of a roster's learners": `{
    section(id: "${wellKnown.sectionId}") { enrollments(first: 5) { nodes { user { enrollments(first: 3) { nodes {
      __typename syllabus { title } } } } } } } }`,
  'syllabi of several catalogs': `{
    organization(id: "${wellKnown.organizationId}") { catalogs(first: 5) { nodes { syllabi(first: 5) { nodes { isHidden } } } } } }`,
  'sections beside their assignments': `{
    sectionEnrollments(filter: { userId: "${wellKnown.userId}" }, first: 20) { nodes {
      section { uniqueName assignments(first: 3) { nodes { section { uniqueName } } } } } } }`,
};
test.each(Object.entries(deep))('%s cost the same calls whenever the answers come', async (_, query) => {
  const { sandbox } = harness;
  const calm = await harness.query(query);
  expect(calm.errors).toEqual([]);
  // One for the roots, where they are looked up, and one for all that is below.
  expect(calm.calls.GetSections ?? 0).toBeLessThanOrEqual(query.includes('section(id') ? 2 : 1);
  for (const latencyJitterMs of [5, 20, 40]) {
    sandbox.behave({ latencyJitterMs });
    const { data, calls } = await harness.query(query);
    expect(calls).toEqual(calm.calls);
    expect(data).toEqual(calm.data);
  }
  sandbox.behave({ latencyJitterMs: 0 });
});

test('a bulk look-up does not wait for calls that cannot bring more keys', async () => {
  const { sandbox } = harness;
  const slow = ['GetCertificateUrl', 'GetCatalog'];
  const releases = slow.map((operation) => sandbox.hold(operation));
  const asked = harness.query(`{
    catalog(id: "${wellKnown.catalogId}") { updatedAt }
    user(id: "${wellKnown.userId}") { enrollments(first: 5) { nodes { certificate { url } syllabus { title } } } } }`);
  const statusesOf = (operations: string[]) =>
    sandbox.calls().flatMap(({ operation, status }) => (operations.includes(operation) ? [status] : []));
  await eventually(() => expect(statusesOf(['GetSections'])).toEqual([200]));
  await eventually(() => expect(statusesOf(slow)).toEqual([null, null, null, null, null, null]));
  for (const release of releases) release();
  expect((await asked).errors).toEqual([]);
});

test('nothing is shared between requests', async () => {
  const query = `{ section(id: "${wellKnown.sectionId}") { title } }`;
  expect((await harness.query(query)).calls).toEqual({ GetSections: 1 });
  expect((await harness.query(query)).calls).toEqual({ GetSections: 1 });
});

test('of what was a section or a training plan before, everything is asked for beside its type, for the same calls and answers', async () => {
  const { query, sandbox } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const learning = `{ user(id: "${wellKnown.userId}") { enrollments(first: 5) { nodes {
    id syllabus { __typename ... on Section { title assignments(first: 1) { nodes { id } } } ... on TrainingPlan { description } }
  } } } }`;
  const first = await query(learning);
  expect(first.errors).toEqual([]);
  const again = await query(learning);
  expect([again.data, again.errors, again.calls]).toEqual([first.data, [], first.calls]);

  const release = sandbox.hold('GetSections');
  const asked = query(learning);
  await eventually(() => expect(countCalls(sandbox)).toEqual(first.calls));
  release();
  expect((await asked).data).toEqual(first.data);

  const { query: queryAnew, sandbox: anew } = await harnessForThisTest({ config: { CACHE: 'off' } });
  for (const { addFault } of [sandbox, anew]) addFault({ kind: 'status', status: 500, operation: 'GetSections' });
  const [met, unmet] = [await query(learning), await queryAnew(learning)];
  const codes = ({ errors }: typeof met) => errors.map(({ path, extensions }) => [path, extensions.code]);
  expect([met.data, codes(met)]).toEqual([unmet.data, codes(unmet)]);
  expect(met.errors.length).toBeGreaterThan(0);
});

test('what was a section before and is no more is an error at its item, not a training plan', async () => {
  const { query, sandbox } = await harnessForThisTest({
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId },
  });
  const kind = `{ user(id: "${wellKnown.userId}") { enrollments(first: 20) { nodes {
    syllabus { __typename id ... on Section { assignments(first: 1) { totalCount } } }
  } } } }`;
  const before = (await query(kind)).data.user.enrollments.nodes;
  const index = before.findIndex(
    ({ syllabus }: { syllabus: { __typename: string } }) => syllabus.__typename === 'Section',
  );
  const gone = before[index].syllabus.id;
  const section = sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === gone);
  if (section) section.syllabus_id = '0a000000-0000-4000-8000-00000000ffff';
  sandbox.override('GetSection', () => ({ status: 409, body: { api_error_entity: { error_code: 1 } } }));
  await query(kind);
  const after = await query(kind);
  expect(after.errors).toMatchObject(
    before.flatMap(({ syllabus }: { syllabus: { id: string } }, position: number) =>
      syllabus.id === gone
        ? [{ path: ['user', 'enrollments', 'nodes', position, 'syllabus'], extensions: { code: 'NOT_FOUND' } }]
        : [],
    ),
  );
  expect(after.data.user.enrollments.nodes[index]).toBeNull();
});
