import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createRandom } from '../../src/sandbox/world/random.ts';
import { nameOf } from '../support/rounds/calls.ts';
import { type RoundsHarness, startRoundsHarness } from '../support/rounds/harness.ts';
import type { AnswerOrder } from '../support/rounds/recorder.ts';

let harness: RoundsHarness;
beforeAll(async () => {
  harness = await startRoundsHarness();
});
afterAll(() => harness.close());

const { userId, organizationId, sectionId, enrollmentId, catalogId } = wellKnown;

/** Enrollments whose kinds, titles and details have to be found out, below several parents. */
const enrollments: Record<string, (nodes: string) => string> = {
  "a roster's learners": (nodes) =>
    `section(id: "${sectionId}") { enrollments(first: 3) { nodes { user { enrollments(first: 2) { nodes { ${nodes} } } } } } }`,
  'an enrollment and its learner': (nodes) =>
    `enrollment(id: "${enrollmentId}") { ${nodes} user { enrollments(first: 2) { nodes { ${nodes} } } } }`,
  'a section, an entity and a learner': (nodes) =>
    `section(id: "${sectionId}") { title } user(id: "${userId}") { enrollments(first: 3) { nodes { ${nodes} } } }
     _entities(representations: [{ __typename: "Enrollment", id: "${enrollmentId}" }]) { ... on Enrollment { ${nodes} } }`,
};
const selections: Record<string, string> = {
  'kinds and titles': '__typename syllabus { title }',
  'what only one kind has':
    '... on SectionEnrollment { weightedScore } ... on TrainingPlanEnrollment { trainingPlan { description } averageScore }',
  details: 'lastActivityAt expiresAt',
  'sections with assignments': 'syllabus { ... on Section { assignments(first: 1) { nodes { section { number } } } } }',
};
const queries: Record<string, string> = {
  'syllabi of catalogs': `organization(id: "${organizationId}") { name catalogs(first: 2) { nodes { syllabi(first: 2) { nodes { uniqueName } } } } }`,
  'sections of assignments of syllabi of categories': `catalog(id: "${catalogId}") { name categories(first: 2) { nodes {
     syllabi(first: 2) { nodes { ... on Section { number assignments(first: 2) { nodes { section { number } } } } } } } } }`,
  'a summary of a roster beside one of its enrollments': `section(id: "${sectionId}") { title enrollmentSummary { overdue } enrollments(first: 3) { nodes { phase } } }
     enrollment(id: "${enrollmentId}") { expiresAt }`,
  'dates of summaries beside titles and details': `enrollmentSummary(filter: { userIds: ["${userId}"] }) { overdue }
     user(id: "${userId}") { enrollmentSummary { expiring(withinDays: 30) } enrollments(first: 20) { nodes { syllabus { title } } } }
     organization(id: "${organizationId}") { enrollments(first: 3) { nodes { lastActivityAt } } }`,
  ...Object.fromEntries(
    Object.entries(enrollments).flatMap(([whose, of]) =>
      Object.entries(selections).map(([what, nodes]) => [`${what} of enrollments of ${whose}`, of(nodes)]),
    ),
  ),
};

const first: AnswerOrder = () => 0;
/** Answers of GetSections come when no other call waits. */
const sectionsLast: AnswerOrder = (waiting) =>
  Math.max(
    0,
    waiting.findIndex(({ operation }) => operation !== 'GetSections'),
  );
/** The last call is answered first. */
const last: AnswerOrder = ({ length }) => length - 1;
const random = (seed: number): AnswerOrder => {
  const { number } = createRandom(seed);
  return (waiting) => number(0, waiting.length - 1);
};
/** Set it to test as many random orders as there is time for. */
const { RANDOM_ORDERS = '1' } = process.env;
const orders = [first, last, sectionsLast, ...Array.from({ length: Number(RANDOM_ORDERS) }, (_, seed) => random(seed))];

test.each(Object.entries(queries))(
  '%s: the same calls and answer in whatever order answers come',
  async (title, query) => {
    const request = { title, parameters: { query: `{ ${query} }` } };
    const run = async (isWarm: boolean, order?: AnswerOrder) => {
      const { calls, laterCalls, result } = await harness.run(request, { isWarm, ...(order && { order }) });
      return { calls: [...calls, ...laterCalls].map(nameOf).sort(), data: JSON.parse(result).data };
    };
    for (const [isWarm, tested] of [
      [true, orders],
      [false, RANDOM_ORDERS === '1' ? [sectionsLast] : orders],
    ] as const) {
      const atOnce = await run(isWarm);
      for (const order of tested) expect(await run(isWarm, order)).toEqual(atOnce);
    }
  },
);
