import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { documentFor, type Mutation, mutations } from '../support/writes.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => {
  harness.sandbox.reset();
  harness.log.length = 0;
});
afterAll(() => harness.close());

const mutation = (name: string): Mutation => {
  const found = mutations.find((one) => one.name === name);
  if (!found) throw new Error(`No mutation ${name}.`);
  return found;
};

/** Sends a mutation for its first items, and returns its lines in the audit log. */
async function auditOf({ name, count = 1, input = {} }: { name: string; count?: number; input?: object }) {
  const sent = mutation(name);
  const items = sent.itemsOf(harness, count);
  await harness.query(documentFor(sent, '{ __typename }'), {
    variables: { input: { ...sent.inputFor(items), ...input } },
  });
  const lines = () => harness.log.filter(({ event }) => event === 'write');
  await eventually(() => expect(lines()).toHaveLength(count));
  return { items, lines: lines() };
}

const changed = { requestId: expect.any(String), caller: expect.any(String), durationMs: expect.any(Number) };

test.each(['createEnrollment', 'createEnrollments'])(
  '%s: the unique name of the syllabus and the id of the new enrollment',
  async (name) => {
    const section = harness.sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
    const input = { syllabusId: undefined, syllabusUniqueName: section?.unique_name };
    const { items, lines } = await auditOf({ name, input });
    const created = harness.sandbox.world.enrollments.find(
      ({ user_id, syllabus_id }) => user_id === items[0] && syllabus_id === wellKnown.sectionId,
    );
    expect(lines).toMatchObject([
      {
        ...changed,
        operation: 'CreateEnrollment',
        outcome: 'OK',
        syllabusUniqueName: section?.unique_name,
        ids: { orgId: wellKnown.organizationId, userId: items[0], enrollmentId: created?.enrollment_id },
      },
    ]);
  },
);

test.each(['setCustomEnrollmentFieldValues', 'setCustomEnrollmentFieldValuesForEnrollments'])(
  '%s: the keys of the custom fields, and never a value',
  async (name) => {
    const { items, lines } = await auditOf({ name });
    expect(lines).toMatchObject([
      { ...changed, outcome: 'OK', ids: { enrollmentId: items[0] }, keys: [wellKnown.customFieldKey] },
    ]);
    expect(JSON.stringify(harness.log)).not.toContain('4711');
  },
);

describe('a write that changed nothing is not OK', () => {
  const unchanged = [
    ['dropEnrollment', { is_dropped_or_deleted: false }],
    ['dropEnrollments', { is_dropped_or_deleted: false }],
    ['deleteEnrollment', { is_dropped_or_deleted: false }],
    ['deleteEnrollments', { is_dropped_or_deleted: false }],
    ['setCustomEnrollmentFieldValues', { error: true }],
    ['setCustomEnrollmentFieldValuesForEnrollments', { error: true }],
  ] as const;
  test.each(unchanged)('%s: %j', async (name, body) => {
    harness.sandbox.override(mutation(name).operation, ({ enrollment_id }) => ({ body: { enrollment_id, ...body } }));
    const { lines } = await auditOf({ name });
    expect(lines).toMatchObject([{ ...changed, outcome: 'notChanged' }]);
  });
});

describe('an item that was not attempted has the parameters of the write and the reason', () => {
  const bulks = mutations.filter(({ isBulk }) => isBulk);
  test.each(bulks)('$name', async ({ name, operation }) => {
    harness.sandbox.addFault({ kind: 'status', status: 401, operation });
    const { items, lines } = await auditOf({ name, count: 30 });
    const last = lines.find(({ ids }) => JSON.stringify(ids).includes(items.at(-1) ?? '-'));
    expect(last).toMatchObject({ operation, outcome: 'notAttempted', reason: 'UNAUTHENTICATED' });
    expect(last?.keys).toEqual(operation === 'SetCustomEnrollmentFieldValues' ? [wellKnown.customFieldKey] : undefined);
    const refused = lines.find(({ outcome }) => outcome === 'unauthenticated');
    const named = ({ ids }: Record<string, unknown> = {}) => Object.keys(ids as object).sort();
    expect(named(last)).toEqual(named(refused));
  });
});
