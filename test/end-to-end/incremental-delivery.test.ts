import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { type Part, queryInParts } from '../support/parts.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());
beforeEach(() => harness.sandbox.reset());

const section = `{ section(id: "${wellKnown.sectionId}") { title ... @defer { enrollments(first: 2) { nodes { id } } } } }`;

test('a deferred field that fails is told with its code and the id of the request, and is in the log', async () => {
  harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionEnrollments' });
  const [first, later] = await parts(section);
  expect(first).toMatchObject({ data: { section: { title: 'Workplace Safety Orientation' } }, hasNext: true });
  expect(later).toMatchObject({
    incremental: [
      {
        data: { enrollments: { nodes: null } },
        errors: [
          {
            path: ['section', 'enrollments', 'nodes'],
            extensions: { code: 'FORBIDDEN', requestId: expect.any(String), upstream: { httpStatus: 403 } },
          },
        ],
      },
    ],
    hasNext: false,
  });
  await expect
    .poll(() => harness.log.findLast(({ event }) => event === 'request'))
    .toMatchObject({ outcome: 'FORBIDDEN', errors: 1, upstreamCalls: { GetSectionEnrollments: 1 } });
});

test('a deferred field that fails in a way that nobody foresaw tells nothing of it', async () => {
  const { call } = harness.api;
  harness.api.call = ((operation, ...rest) => {
    if (operation === 'GetSectionEnrollments') throw new Error('a secret');
    return call(operation, ...rest);
  }) as typeof call;
  const answer = JSON.stringify(await parts(section));
  harness.api.call = call;
  expect(answer).toContain('INTERNAL_SERVER_ERROR');
  expect(answer).not.toContain('a secret');
});

test('the first part comes after its own calls, while slow ones are still on their way', async () => {
  const releases = ['GetSectionDescription', 'GetSectionEnrollments'].map((name) => harness.sandbox.hold(name));
  const query = `{
    section(id: "${wellKnown.sectionId}") {
      title
      ... @defer { description }
      ... @defer { enrollments(first: 2) { nodes { id } } }
    }
  }`;
  const seen: { part: Part; answered: string[] }[] = [];
  for await (const part of queryInParts(harness, query)) {
    const answered = harness.sandbox.calls().filter(({ status }) => status !== null);
    seen.push({ part, answered: answered.map(({ operation }) => operation).sort() });
    releases.shift()?.();
  }
  expect(seen[0]?.part.data).toEqual({ section: { title: 'Workplace Safety Orientation' } });
  expect(seen.map(({ answered }) => answered)).toEqual([
    ['GetSections'],
    ['GetSectionDescription', 'GetSections'],
    ['GetSectionDescription', 'GetSectionEnrollments', 'GetSections'],
  ]);
  expect(seen.map(({ part }) => part.hasNext)).toEqual([true, true, false]);
});

test('streamed outcomes come one after another, while later ones are still on their way', async () => {
  const release = harness.sandbox.hold('DropEnrollment');
  const ids = harness.sandbox.world.enrollments
    .filter(({ is_dropped }) => !is_dropped)
    .slice(0, 24)
    .map(({ enrollment_id }) => enrollment_id);
  const query = `mutation ($ids: [ID!]!) {
    dropEnrollments(input: { ids: $ids }) {
      ... on DropEnrollmentsSuccess { outcomes @stream { id } }
    }
  }`;
  const parts = queryInParts(harness, query, { variables: { ids } });
  await parts.next();
  // Eight calls are in flight at once.
  await eventually(() => expect(harness.sandbox.calls()).toHaveLength(8));
  release();
  const releaseRest = harness.sandbox.hold('DropEnrollment');
  const outcomes: string[] = [];
  for await (const { incremental = [] } of parts) {
    outcomes.push(...incremental.flatMap(({ items = [] }) => items.map(({ id }) => id)));
    if (outcomes.length === 8) {
      expect(harness.sandbox.calls().length).toBeLessThan(24);
      releaseRest();
    }
  }
  expect(outcomes).toEqual(ids);
});

async function parts(query: string): Promise<Part[]> {
  const all: Part[] = [];
  for await (const part of queryInParts(harness, query)) all.push(part);
  return all;
}
