import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';
import { nameOf } from '../support/rounds/calls.ts';
import { type RoundsHarness, startRoundsHarness } from '../support/rounds/harness.ts';

const { organizationId } = wellKnown;

/** Ids of enrollments of the organization, or of its descendants. */
function enrollmentsOf({ sandbox }: Pick<Harness, 'sandbox'>, isBelow: boolean, kind?: 'section' | 'trainingPlan') {
  return sandbox.world.enrollments
    .filter((one) => (one.org_id !== organizationId) === isBelow && (!kind || one.kind === kind))
    .map((one) => one.enrollment_id);
}

const roots = (ids: readonly string[], fields: string) =>
  ids.map((id, index) => `e${index}: enrollment(id: "${id}") { ${fields} }`).join(' ');
const entities = (ids: readonly string[], fields: string) =>
  `_entities(representations: [${ids.map((id) => `{ __typename: "Enrollment", id: "${id}" }`).join(', ')}]) { ... on Enrollment { ${fields} } }`;
const details: Record<string, string> = {
  'of every enrollment': 'status lastActivityAt',
  'of one kind':
    '... on SectionEnrollment { weightedScore } ... on TrainingPlanEnrollment { averageScore } user { id }',
};
const forms: Record<string, typeof roots> = { 'root fields': roots, entities };

describe('two or three enrollments by id with details', () => {
  let harness: RoundsHarness;
  beforeAll(async () => {
    harness = await startRoundsHarness();
  });
  afterAll(() => harness.close());

  const cases = Object.entries(forms).flatMap(([form, query]) =>
    Object.entries(details).flatMap(([what, fields]) =>
      [false, true].map((isBelow) => ({ form, query, what, fields, isBelow })),
    ),
  );
  /** By query. */
  const runs = new Map<string, { calls: string[]; rounds: number }>();
  const run = async (query: string) => {
    const known = runs.get(query);
    if (known) return known;
    const { calls, rounds } = await harness.run({ title: query, parameters: { query } }, { isWarm: false });
    const recorded = { calls: calls.map(nameOf), rounds };
    runs.set(query, recorded);
    return recorded;
  };
  test.each(cases)('details $what, as $form, below the organization: $isBelow', async ({ query, fields, isBelow }) => {
    const [section = '', otherSection = ''] = enrollmentsOf(harness, isBelow, 'section');
    const [plan = '', otherPlan = ''] = enrollmentsOf(harness, isBelow, 'trainingPlan');
    for (const ids of [
      [section, plan],
      [section, otherSection, otherPlan],
    ]) {
      const alone: Awaited<ReturnType<typeof run>>[] = [];
      for (const id of ids) alone.push(await run(`{ ${query([id], fields)} }`));
      const together = await run(`{ ${query(ids, fields)} }`);
      expect(together.calls.toSorted()).toEqual(alone.flatMap(({ calls }) => calls).toSorted());
      expect(together.rounds).toBe(Math.max(...alone.map(({ rounds }) => rounds)));
    }
  });
});

test('a search that found only what belongs to descendants is not repeated for the next few enrollments, until one finds something', async () => {
  const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId };
  const harness = await harnessForThisTest({ config });
  const below = enrollmentsOf(harness, true, 'section');
  const own = enrollmentsOf(harness, false, 'section');
  const searches = async (ids: readonly string[]) => {
    const { data, calls } = await harness.query(`{ ${roots(ids, 'phase user { id }')} }`);
    expect(Object.values(data).filter(Boolean)).toHaveLength(ids.length);
    return calls.SearchEnrollments ?? 0;
  };
  expect(await searches(own.slice(0, 2))).toBe(1);
  expect(await searches(below.slice(0, 2))).toBe(1);
  expect(await searches(below.slice(2, 4))).toBe(0);
  expect(await searches(below.slice(4, 7))).toBe(0);
  expect(await searches([...below.slice(7, 9), ...own.slice(2, 4)])).toBe(1);
  expect(await searches(own.slice(4, 6))).toBe(1);
});

test('enrollments that both operations refuse share one search', async () => {
  const harness = await harnessForThisTest({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId } });
  for (const operation of ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'])
    harness.sandbox.addFault({ kind: 'status', status: 403, message: 'No', operation });
  const ids = enrollmentsOf(harness, false, 'section').slice(0, 2);
  const { data, calls } = await harness.query(`{ ${roots(ids, 'phase lastActivityAt')} }`);
  const found = { phase: expect.any(String), lastActivityAt: null };
  expect(Object.values(data)).toEqual([found, found]);
  expect(calls.SearchEnrollments).toBe(1);
});
