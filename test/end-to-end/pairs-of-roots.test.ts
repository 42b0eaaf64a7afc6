import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { nameOf } from '../support/rounds/calls.ts';
import { type RoundsHarness, startRoundsHarness } from '../support/rounds/harness.ts';

let harness: RoundsHarness;
beforeAll(async () => {
  harness = await startRoundsHarness();
});
afterAll(() => harness.close());

const { userId, organizationId, sectionId, trainingPlanId, enrollmentId, customFieldKey, customFieldId } = wellKnown;
const entity = (typename: string, id: string, fields: string) =>
  `_entities(representations: [{ __typename: "${typename}", id: "${id}" }]) { ... on ${typename} { ${fields} } }`;

const roots: Record<string, string> = {
  'an enrollment': `enrollment(id: "${enrollmentId}") { __typename ... on SectionEnrollment { weightedScore section { title } } }`,
  'all its values': `enrollment(id: "${enrollmentId}") { customFieldValues { value field { description } } }`,
  'one of its values': `enrollment(id: "${enrollmentId}") { id phase customFieldValues(key: "${customFieldKey}") { value } }`,
  'its entity': entity('Enrollment', enrollmentId, '__typename phase lastActivityAt'),
  'an entity of its section': entity('Section', sectionId, 'title number'),
  'section enrollments of its learner': `sectionEnrollments(filter: { userId: "${userId}" }, first: 1000) { nodes { id weightedScore } }`,
  'titles of its learner': `user(id: "${userId}") { enrollments(first: 5) { nodes { __typename syllabus { title } } } }`,
  'its section': `section(id: "${sectionId}") { title enrollments(first: 5) { nodes { id phase } } }`,
  'a training plan': `syllabus(id: "${trainingPlanId}") { __typename title }`,
  'custom fields': `organization(id: "${organizationId}") { name customEnrollmentFields { name } }`,
  'one custom field': `organization(id: "${organizationId}") { customEnrollmentFields(id: "${customFieldId}") { name } }`,
};
const titles = Object.keys(roots);

async function callsOf(query: string): Promise<string[]> {
  const { calls, laterCalls } = await harness.run({ title: query, parameters: { query } }, { isWarm: false });
  return [...calls, ...laterCalls].map(nameOf);
}

/** How often each operation is called. */
function counts(names: Iterable<string>): Map<string, number> {
  const byOperation = new Map<string, number>();
  for (const name of names) {
    const operation = name.slice(0, name.indexOf(' '));
    byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1);
  }
  return byOperation;
}

const alone = new Map<string, string[]>();
test.each(titles)('%s and any other root field make no more calls together than alone', async (title) => {
  for (const other of titles) if (!alone.has(other)) alone.set(other, await callsOf(`{ ${roots[other]} }`));
  for (const other of titles.slice(titles.indexOf(title))) {
    const together = await callsOf(`{ a: ${roots[title]} b: ${roots[other]} }`);
    expect(together.toSorted(), `${other}: no call is made twice`).toEqual([...new Set(together)].sort());
    const separate = counts(new Set([...(alone.get(title) ?? []), ...(alone.get(other) ?? [])]));
    // One for all ids.
    if (separate.has('GetSections')) separate.set('GetSections', 1);
    const more = [...counts(together)].filter(([operation, count]) => count > (separate.get(operation) ?? 0));
    expect(more, other).toEqual([]);
  }
});
