import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { RunnerInfo } from '../../src/execution/run-ahead.ts';
import type { Fault } from '../../src/sandbox/http/server.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());
afterEach(() => {
  harness.sandbox.faults.clear();
  vi.restoreAllMocks();
});

const missing = '99999999-9999-4999-8999-999999999999';

/** For each object that is looked up by its id: a query, and the calls that depend on the id alone. */
const lookUps: Record<string, { id: string; query(id: string): string; calls: string[] }> = {
  section: {
    id: wellKnown.sectionId,
    query: (id) =>
      `section(id: "${id}") { title description objectives assignments { nodes { title } } enrollments { nodes { phase } } }`,
    calls: ['GetSections', 'GetSectionDescription', 'GetSectionObjectives', 'GetAssignments', 'GetSectionEnrollments'],
  },
  sections: {
    id: wellKnown.sectionId,
    query: (id) => `sections(ids: ["${id}", "nonsense"]) { title assignments { nodes { title } } }`,
    calls: ['GetSections', 'GetAssignments'],
  },
  trainingPlan: {
    id: wellKnown.trainingPlanId,
    query: (id) => `trainingPlan(id: "${id}") { title description enrollments { nodes { phase } } }`,
    calls: ['GetTrainingPlan', 'GetTrainingPlanDescription', 'GetTrainingPlanEnrollments'],
  },
  enrollment: {
    id: wellKnown.enrollmentId,
    query: (id) => `enrollment(id: "${id}") { phase customFieldValues { key value } certificate { url } }`,
    calls: ['GetSectionEnrollments', 'GetCustomEnrollmentFieldValues', 'GetCertificateUrl'],
  },
  catalog: {
    id: wellKnown.catalogId,
    query: (id) =>
      `catalog(id: "${id}") { name description creditHours categories { nodes { name } } syllabi { nodes { title } } }`,
    calls: ['GetCatalog', 'GetCatalogDescription', 'GetCatalogCreditHours', 'GetCategories', 'GetCatalogSyllabi'],
  },
  category: {
    id: wellKnown.categoryId,
    query: (id) =>
      `category(id: "${id}", catalogId: "${wellKnown.catalogId}") { name syllabi { nodes { title } } catalog { name } }`,
    calls: ['GetCategories', 'GetCategorySyllabi', 'GetCatalog'],
  },
  assignment: {
    id: wellKnown.assignmentId,
    query: (id) => `assignment(id: "${id}") { title instructions }`,
    calls: ['GetAssignment', 'GetAssignmentInstructions'],
  },
  'section by fragments': {
    id: wellKnown.sectionId,
    query: (id) =>
      `section(id: "${id}") { ... on Section { title description } ... on Syllabus { createdAt } ... on Section { ... on Syllabus { enrollments { nodes { phase } } } } }`,
    calls: ['GetSections', 'GetSectionDescription', 'GetSectionEnrollments'],
  },
  'assignment by a fragment': {
    id: wellKnown.assignmentId,
    query: (id) => `assignment(id: "${id}") { id ... on Assignment { title instructions } }`,
    calls: ['GetAssignment', 'GetAssignmentInstructions'],
  },
  'entity of a section': {
    id: wellKnown.sectionId,
    query: (id) =>
      `_entities(representations: [{ __typename: "Section", id: "${id}" }]) { ... on Section { title assignments { nodes { title } } } }`,
    calls: ['GetSections', 'GetAssignments'],
  },
  'entity of a section enrollment': {
    id: wellKnown.enrollmentId,
    query: (id) =>
      `_entities(representations: [{ __typename: "SectionEnrollment", id: "${id}" }]) { ... on SectionEnrollment { phase assignmentStatuses { nodes { phase } } } }`,
    calls: ['GetSectionEnrollments', 'GetAssignmentStatuses'],
  },
};
const cases = Object.entries(lookUps);
/** Plans execute queries; graphql-js executes those with `@defer`. */
const executors = { plans: '', 'graphql-js': '... @defer(if: false) { __typename }' };

test.each(cases)('%s: every call leaves at once, and no other call is made', async (_, { id, query, calls }) => {
  const { sandbox } = harness;
  for (const extra of Object.values(executors)) {
    const releases = calls.map((operation) => sandbox.hold(operation));
    const asked = harness.query(`{ ${query(id)} ${extra} }`);
    const all = Object.fromEntries(calls.map((operation) => [operation, 1]));
    await eventually(() => expect(countCalls(sandbox)).toEqual(all));
    for (const release of releases) release();
    expect((await asked).calls).toEqual(all);
  }
});

const faultsOf = (operation: string): (Fault | null)[] => [
  null,
  { kind: 'status', status: 403, operation },
  { kind: 'status', status: 409, operation },
  { kind: 'status', status: 500, operation },
  { kind: 'warnings', messages: ['Check this.'], operation },
];

test.each(cases)(
  '%s: the answer is as if nothing had run ahead, even if something fails or is missing',
  async (_, look) => {
    const { sandbox } = harness;
    let sent = 0;
    // A query that is repeated is not executed, so each has another text.
    const answer = async (query: string) => {
      sent += 1;
      const { data, errors, extensions } = await harness.query(`${query} # ${sent}`);
      return JSON.parse(
        JSON.stringify({ data, errors, extensions }, (key, value) => (key === 'requestId' ? undefined : value)),
      );
    };
    for (const id of [look.id, missing]) {
      for (const fault of look.calls.flatMap(faultsOf)) {
        if (fault) sandbox.addFault(fault);
        for (const extra of Object.values(executors)) {
          const query = `{ ${look.query(id)} ${extra} }`;
          const ahead = await answer(query);
          const off = vi.spyOn(RunnerInfo.prototype, 'runAhead').mockImplementation(() => undefined);
          expect(ahead).toEqual(await answer(query));
          expect(off).toHaveBeenCalled();
          off.mockRestore();
        }
        sandbox.faults.clear();
      }
    }
  },
  120_000,
);
