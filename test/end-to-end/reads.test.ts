import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const { organizationId, userId, sectionId, trainingPlanId, enrollmentId, catalogId } = wellKnown;

test('a section comes with its description and objectives, each asked for only when it is selected', async () => {
  const section = harness.sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === sectionId);
  const { data, calls } = await harness.query(`{ section(id: "${sectionId}") { number description objectives } }`);
  expect(data.section).toEqual({
    number: section?.section_number,
    description: section?.description,
    objectives: section?.objectives,
  });
  expect(calls).toEqual({ GetSections: 1, GetSectionDescription: 1, GetSectionObjectives: 1 });
});

test('products of a catalog lead to their section and training plan', async () => {
  const { data, errors } = await harness.query(`{
    sectionByProduct(productId: "${wellKnown.sectionProductId}") { id title }
    trainingPlanByProduct(productId: "${wellKnown.trainingPlanProductId}") { id name organization { id } }
  }`);
  expect(errors).toEqual([]);
  expect(data.sectionByProduct.id).toBe(sectionId);
  expect(data.trainingPlanByProduct).toMatchObject({ id: trainingPlanId, organization: { id: organizationId } });
});

test('a certificate is asked for only when one of its fields is selected', async () => {
  const query = (fields: string) =>
    `{ user(id: "${userId}") { enrollments(first: 5) { nodes { id certificate { ${fields} } } } } }`;
  expect((await harness.query(query('__typename'))).calls).toEqual({ SearchEnrollments: 1 });
  const { data, calls } = await harness.query(query('isReady isNotAssigned url'));
  expect(calls).toEqual({ SearchEnrollments: 1, GetCertificateUrl: 5 });
  const { world } = harness.sandbox;
  for (const { id, certificate } of data.user.enrollments.nodes) {
    const known = world.enrollments.find(({ enrollment_id }) => enrollment_id === id)?.certificate;
    expect(certificate).toEqual({
      isReady: known?.certificate_ready,
      isNotAssigned: known?.certificate_not_assigned,
      url: known?.certificate_url ?? null,
    });
  }
});

test("an organization's custom fields come with their defaults, of one syllabus or of all, and null where there is none", async () => {
  const { data, errors } = await harness.query(`{
    organization(id: "${organizationId}") {
      customEnrollmentFields { id key organization { id } default { value } forSection: default(syllabusId: "${sectionId}") { value organization { id } } }
    }
  }`);
  expect(errors).toEqual([]);
  const fields = data.organization.customEnrollmentFields;
  expect(fields.find(({ key }: { key: string }) => key === 'cost_center')).toEqual({
    id: wellKnown.customFieldId,
    key: 'cost_center',
    organization: { id: organizationId },
    default: { value: '4100' },
    forSection: { value: '4250', organization: { id: organizationId } },
  });
  expect(fields.find(({ key }: { key: string }) => key === 'license_number').default).toBeNull();
});

test("an enrollment's custom values cost one call however many keys are asked for, and lead to their fields", async () => {
  const { data, errors, calls } = await harness.query(`{
    enrollment(id: "${enrollmentId}") {
      all: customFieldValues { key value field { id description } }
      one: customFieldValues(key: "cost_center") { value }
      none: customFieldValues(key: "nonsense") { value }
    }
  }`);
  expect(errors).toEqual([]);
  const values = harness.sandbox.world.enrollments.find(
    ({ enrollment_id }) => enrollment_id === enrollmentId,
  )?.custom_values;
  expect(
    Object.fromEntries(data.enrollment.all.map(({ key, value }: { key: string; value: string }) => [key, value])),
  ).toEqual(values);
  expect(data.enrollment.one).toEqual([{ value: values?.cost_center }]);
  expect(data.enrollment.none).toEqual([]);
  expect(calls).toMatchObject({ GetCustomEnrollmentFieldValues: 1, GetCustomEnrollmentFields: 1 });
});

test('assignment statuses are found by subscription and section as by enrollment', async () => {
  const enrollment = harness.sandbox.world.enrollments.find(({ enrollment_id }) => enrollment_id === enrollmentId);
  const fields = 'totalCount nodes { id phase assignment { id } enrollment { id } user { id } }';
  const { data, errors } = await harness.query(`{
    assignmentStatuses(subscriptionId: "${enrollment?.subscription_id}", sectionId: "${sectionId}") { ${fields} }
    enrollment(id: "${enrollmentId}") { ... on SectionEnrollment { assignmentStatuses { ${fields} } } }
  }`);
  expect(errors).toEqual([]);
  expect(data.assignmentStatuses.totalCount).toBe(8);
  expect(data.assignmentStatuses).toEqual(data.enrollment.assignmentStatuses);
});

test('student sessions are handed on as they are, in one section or in all', async () => {
  const own = harness.sandbox.world.studentSessions.filter(({ user_id }) => user_id === userId);
  const page = 'from: "2015-01-01T00:00:00Z", first: 5';
  const { data, errors } = await harness.query(`{
    user(id: "${userId}") { studentSessions(${page}) { totalCount nodes { data user { id } section { id } } } }
    section(id: "${sectionId}") { studentSessions(userId: "${userId}", ${page}) { nodes { data section { id } } } }
  }`);
  expect(errors).toEqual([]);
  expect(data.user.studentSessions.totalCount).toBe(own.length);
  expect(data.user.studentSessions.nodes[0]).toMatchObject({
    data: { seconds: expect.any(Number) },
    user: { id: userId },
    section: null,
  });
  expect(data.section.studentSessions.nodes).toHaveLength(
    own.filter(({ section_id }) => section_id === sectionId).length,
  );
  expect(data.section.studentSessions.nodes[0].section).toEqual({ id: sectionId });
});

test('what is obsolete is there: organizations below, test attempts, CMI data', async () => {
  const { world } = harness.sandbox;
  const attempt = world.testAttempts.find(({ proctor_response_item }) => proctor_response_item);
  const sco = world.scos[0];
  const status = (of: { enrollment_id: string; assignment_id: string } | undefined, fields: string) =>
    `enrollment(id: "${of?.enrollment_id}") { ... on SectionEnrollment { assignmentStatuses(assignmentId: "${of?.assignment_id}") { nodes { ${fields} } } } }`;
  const attempts = await harness.query(`{
    organization(shortName: "brec") { name subOrganizations { nodes { shortName } } }
    ${status(attempt, 'testAttempts { nodes { index score proctorResponse { firstName user { id } } } }')}
  }`);
  expect(attempts.errors).toEqual([]);
  expect(attempts.data.organization.subOrganizations.nodes).toEqual([{ shortName: 'BREC' }, { shortName: 'BRLC' }]);
  expect(attempts.data.enrollment.assignmentStatuses.nodes[0].testAttempts.nodes.length).toBeGreaterThan(0);
  const cmi = await harness.query(
    `{ ${status(sco, 'cmiData(elements: ["cmi.core.lesson_status", "nonsense"]) { nodes { scoId fields { name value errorMessage } } }')} }`,
  );
  expect(cmi.errors).toEqual([]);
  expect(cmi.data.enrollment.assignmentStatuses.nodes[0].cmiData.nodes[0]).toEqual({
    scoId: 'SCO_01',
    fields: [
      { name: 'cmi.core.lesson_status', value: 'completed', errorMessage: null },
      { name: 'nonsense', value: null, errorMessage: expect.any(String) },
    ],
  });
});

test('a search finds what its whole filter says', async () => {
  const { world } = harness.sandbox;
  const own = world.enrollments.filter(({ user_id }) => user_id === userId);
  const [some] = own.filter(({ completion_date }) => completion_date);
  const { data, errors } = await harness.query(
    `query ($after: DateTime!, $before: DateTime!) {
      all: user(id: "${userId}") { enrollments(first: 1000) { nodes { id } } }
      byTime: enrollments(filter: { userIds: ["${userId}"], completedAt: { after: $after, before: $before } }, first: 1000) { nodes { id } }
      byName: enrollments(filter: { userIds: ["${userId}"], syllabusUniqueNames: ["${some?.unique_name}"] }) { nodes { id } }
      byId: enrollments(filter: { organizationIds: ["${organizationId}"], enrollmentIds: ["${enrollmentId.toUpperCase()}"] }) { nodes { id } }
      byOrganization: organization(id: "${organizationId}") { enrollments(filter: { userIds: ["${userId}"], syllabusIds: ["${sectionId}"] }) { nodes { id } } }
    }`,
    { variables: { after: '2024-01-01T02:00:00+02:00', before: '2025-06-01T00:00:00Z' } },
  );
  expect(errors).toEqual([]);
  const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id).sort();
  expect(ids(data.all.enrollments)).toEqual(own.map(({ enrollment_id }) => enrollment_id).sort());
  const inTime = own.filter(
    ({ completion_date: date }) => date && date > '2024-01-01T00:00:00Z' && date < '2025-06-01T00:00:00Z',
  );
  expect(ids(data.byTime)).toEqual(inTime.map(({ enrollment_id }) => enrollment_id).sort());
  expect(ids(data.byName)).toEqual([some?.enrollment_id]);
  expect(ids(data.byId)).toEqual([enrollmentId]);
  expect(ids(data.byOrganization.enrollments)).toEqual([enrollmentId]);
});

test('catalogs are listed by access and publishing model', async () => {
  const { world } = harness.sandbox;
  const { data, errors } = await harness.query(`{
    owned: catalogs(groupId: "${organizationId}", access: OWNED) { nodes { id publishingModel organization { shortName } } }
    hidden: catalogs(groupId: "${organizationId}", access: BOTH, publishingModel: HIDDEN) { nodes { publishingModel publishingModelCode } }
    catalog(id: "${catalogId}") { creditHours description owner { id } }
  }`);
  expect(errors).toEqual([]);
  expect(data.owned.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
    world.catalogs
      .filter(({ org_id }) => org_id === organizationId)
      .map(({ catalog_id }) => catalog_id)
      .sort(),
  );
  for (const node of data.hidden.nodes) expect(node).toEqual({ publishingModel: 'HIDDEN', publishingModelCode: 2 });
  const catalog = world.catalogs.find(({ catalog_id }) => catalog_id === catalogId);
  expect(data.catalog).toEqual({
    creditHours: catalog?.credit_hours,
    description: catalog?.description,
    owner: { id: catalog?.owner_id },
  });
});

test('when GetSections leaves ids out, no enrollment gets the section of another', async () => {
  harness.sandbox.behave({ forbiddenSections: 'drop' });
  const { data } = await harness.query(
    `{ user(id: "${userId}") { enrollments(first: 1000) { nodes { syllabus { id ... on Section { title } } } } } }`,
    { token: harness.sandbox.tokens.limited },
  );
  const titles = new Map(harness.sandbox.world.sections.map(({ syllabus_id, title }) => [syllabus_id, title]));
  for (const { syllabus } of data.user.enrollments.nodes.filter(Boolean)) {
    if (syllabus.title) expect(syllabus.title).toBe(titles.get(syllabus.id));
  }
});

test('a text of which no URL can be made is sent as far as it can be read', async () => {
  const { query, sandbox } = harness;
  const named = `query ($name: String!) { sectionEnrollments(filter: { syllabusUniqueName: $name }) { nodes { id } } }`;
  await query(named, { variables: { name: 'half \ud800 & “whole” 😀 +' } });
  expect(sandbox.calls().map(({ parameters }) => parameters)).toMatchObject([
    { syllabus_unique_name: 'half \ufffd & “whole” 😀 +' },
  ]);
});

test('the certificate of a deleted enrollment can still be read, that of an unknown one is null', async () => {
  const certificate = `certificate(enrollmentId: "${enrollmentId}") { isReady isNotAssigned url }`;
  const before = await harness.query(
    `{ enrollment(id: "${enrollmentId}") { certificate { isReady isNotAssigned url } } }`,
  );
  await harness.query(`mutation { deleteEnrollment(input: { id: "${enrollmentId}" }) { __typename } }`);
  const { data, errors, calls } = await harness.query(
    `{ ${certificate} unknown: certificate(enrollmentId: "99999999-9999-4999-8999-999999999999") { url } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ certificate: before.data.enrollment.certificate, unknown: null });
  expect(calls).toEqual({ GetCertificateUrl: 2 });
});

test('who may not see statuses can still read test attempts and SCORM data, from the enrollment and at the root', async () => {
  const { world, tokens } = harness.sandbox;
  const attempt = world.testAttempts[0];
  const sco = world.scos[0];
  harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetAssignmentStatuses' });
  const attempts = (args: string) => `testAttempts(${args}first: 5) { totalCount nodes { id index score } }`;
  const cmiData = (args: string) =>
    `cmiData(${args}elements: ["cmi.core.lesson_status"]) { nodes { scoId fields { name value } } }`;
  const { data, errors } = await harness.query(
    `{
      ${attempts(`enrollmentId: "${attempt?.enrollment_id}", assignmentId: "${attempt?.assignment_id}", `)}
      ${cmiData(`enrollmentId: "${sco?.enrollment_id}", assignmentId: "${sco?.assignment_id}", `)}
      attempted: enrollment(id: "${attempt?.enrollment_id}") { ... on SectionEnrollment { ${attempts(`assignmentId: "${attempt?.assignment_id}", `)} } }
      launched: enrollment(id: "${sco?.enrollment_id}") { ... on SectionEnrollment { ${cmiData(`assignmentId: "${sco?.assignment_id}", `)} } }
    }`,
    { token: tokens.full },
  );
  expect(errors).toEqual([]);
  expect(data.testAttempts.totalCount).toBeGreaterThan(0);
  expect(data.cmiData.nodes[0].fields).toEqual([{ name: 'cmi.core.lesson_status', value: 'completed' }]);
  expect(data.attempted.testAttempts).toEqual(data.testAttempts);
  expect(data.launched.cmiData).toEqual(data.cmiData);
});
