import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { listIn, withList } from '../support/rounds/answers.ts';
import { nameOf } from '../support/rounds/calls.ts';
import { type AnswerChange, type RoundsHarness, startRoundsHarness } from '../support/rounds/harness.ts';

let harness: RoundsHarness;
beforeAll(async () => {
  harness = await startRoundsHarness();
});
afterAll(() => harness.close());

const { organizationId, enrollmentId, trainingPlanEnrollmentId, sectionId, trainingPlanId } = wellKnown;
/** One of each kind. */
const enrollments = (nodes: string) =>
  `enrollments(filter: { organizationIds: ["${organizationId}"], enrollmentIds: ["${enrollmentId}", "${trainingPlanEnrollmentId}"] }) { nodes { ${nodes} } }`;
const entities = (typename: string, ids: readonly string[], fields: string) =>
  `_entities(representations: [${ids.map((id) => `{ __typename: "${typename}", id: "${id}" }`).join(', ')}]) { ${fields} }`;

const queries: Record<string, string> = {
  details: enrollments('id lastActivityAt'),
  kinds: enrollments(
    '__typename ... on SectionEnrollment { weightedScore section { number } } ... on TrainingPlanEnrollment { averageScore trainingPlan { description } }',
  ),
  syllabi: enrollments(
    'syllabus { title ... on Section { assignments(first: 1) { nodes { id } } } ... on TrainingPlan { description } }',
  ),
  'syllabi by id': `section: syllabus(id: "${sectionId}") { __typename title } plan: syllabus(id: "${trainingPlanId}") { __typename ... on TrainingPlan { description } }`,
  entities: entities(
    'Enrollment',
    [enrollmentId, trainingPlanEnrollmentId],
    '... on Enrollment { __typename phase lastActivityAt syllabus { title } }',
  ),
  'entities of a kind': `a: ${entities('SectionEnrollment', [enrollmentId], '... on SectionEnrollment { phase weightedScore section { title } }')}
    b: ${entities('TrainingPlanEnrollment', [trainingPlanEnrollmentId], '... on TrainingPlanEnrollment { averageScore trainingPlan { title } }')}`,
};

const failure = JSON.stringify({ api_error_entity: { error_code: 1, error_message: 'Failed.', warning_messages: [] } });
const nothing = (body: string) => (listIn(body) ? withList(body, []) : failure);
const instead = (name: string, answer: (body: string) => string): AnswerChange => ({
  answer: (body, { operation }) => (operation === name ? answer(body) : body),
});
/** What the REST API says instead, once the ids have been met. */
const changes: [title: string, change: AnswerChange | null][] = [
  ['as before', null],
  ['GetSections fails', instead('GetSections', () => failure)],
  ['GetSections leaves sections out', instead('GetSections', nothing)],
  ['GetTrainingPlan fails', instead('GetTrainingPlan', () => failure)],
  ['GetSectionEnrollments finds nothing', instead('GetSectionEnrollments', nothing)],
  ['GetTrainingPlanEnrollments fails', instead('GetTrainingPlanEnrollments', () => failure)],
];

test.each(Object.entries(queries))(
  '%s: whether a kind was met before changes when calls leave, but neither the answer nor the calls if all is there',
  async (title, query) => {
    const request = { title, parameters: { query: `{ ${query} }` } };
    for (const [what, change] of changes) {
      const run = async (isWarm: boolean) => {
        const { calls, laterCalls, result } = await harness.run(request, { isWarm, ...(change && { change }) });
        const { data, errors = [] } = JSON.parse(result);
        return {
          data,
          errors: errors
            .map(({ path, extensions }: { path: unknown; extensions: { code: string } }) => [
              JSON.stringify(path),
              extensions.code,
            ])
            .sort(),
          calls: change ? null : [...calls, ...laterCalls].map(nameOf).sort(),
        };
      };
      expect(await run(true), what).toEqual(await run(false));
    }
  },
);
