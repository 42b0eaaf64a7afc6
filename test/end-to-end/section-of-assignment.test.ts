import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const { sectionId, enrollmentId, assignmentId } = wellKnown;
const section = 'assignment { id section { id title } }';
const subscriptionOf = () =>
  harness.sandbox.world.enrollments.find(({ enrollment_id }) => enrollment_id === enrollmentId)?.subscription_id;

/** The ways to an assignment, with the selection at its end. */
const known: Record<string, () => string> = {
  'Section.assignments': () => `section(id: "${sectionId}") { assignments { nodes { section { id title } } } }`,
  'SectionEnrollment.assignmentStatuses': () =>
    `enrollment(id: "${enrollmentId}") { ... on SectionEnrollment { assignmentStatuses { nodes { ${section} } } } }`,
  'assignmentStatuses(sectionId:)': () =>
    `assignmentStatuses(subscriptionId: "${subscriptionOf()}", sectionId: "${sectionId}") { nodes { ${section} } }`,
};
const unknown: Record<string, () => string> = {
  'assignment(id:)': () => `assignment(id: "${assignmentId}") { section { id title } }`,
  'assignmentStatuses(enrollmentId:)': () =>
    `assignmentStatuses(enrollmentId: "${enrollmentId}", first: 1) { nodes { ${section} } }`,
  _entities: () => '_entities(representations: $of) { ... on Assignment { section { id title } } }',
};
const variables = { of: [{ __typename: 'Assignment', id: assignmentId }] };
const sectionsIn = (data: unknown): unknown[] => {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) =>
    name === 'section' && !('assignments' in Object(value)) ? [value] : sectionsIn(value),
  );
};

test.each(Object.entries(known))('%s leads to the section of the assignment', async (_, way) => {
  const { data, errors } = await harness.query(`{ ${way()} }`);
  expect(errors).toEqual([]);
  const { title } = harness.sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === sectionId) ?? {};
  const sections = sectionsIn(data);
  expect(sections.length).toBeGreaterThan(1);
  expect(new Set(sections.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ id: sectionId, title })]),
  );
});

test.each(Object.entries(unknown))('%s fails to tell the section and says where it is known', async (name, way) => {
  const declared = name === '_entities' ? 'query ($of: [_Any!]!)' : 'query';
  const { data, errors } = await harness.query(`${declared} { ${way()} }`, { variables });
  expect(sectionsIn(data)).toEqual([null]);
  expect(errors).toMatchObject([
    { message: expect.stringContaining('Section.assignments'), extensions: { code: 'NOT_REPORTED' } },
  ]);
  expect(errors[0]?.path?.at(-1)).toBe('section');
});
