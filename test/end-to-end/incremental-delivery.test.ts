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

test('the form v0.2 announces each fragment, refers to it by id and completes it', async () => {
  const query = `{
    section(id: "${wellKnown.sectionId}") {
      title
      ... @defer(label: "outer") { description enrollments(first: 1) { nodes @stream { id ... @defer { phase } } } }
      ... on Section @defer(if: false) { number }
    }
  }`;
  const headers = { accept: 'multipart/mixed;incrementalSpec=v0.2' };
  const seen: Record<string, unknown>[] = [];
  for await (const part of queryInParts(harness, query, { headers })) seen.push({ ...part });
  expect(seen[0]).toEqual({
    data: { section: { title: expect.any(String), number: expect.any(String) } },
    pending: [{ id: '0', path: ['section'], label: 'outer' }],
    hasNext: true,
  });
  const all = (name: string) => seen.flatMap((part) => (part[name] ?? []) as { id: string; path?: unknown }[]);
  expect(all('pending').map(({ path }) => path)).toEqual([
    ['section'],
    ['section', 'enrollments', 'nodes'],
    ['section', 'enrollments', 'nodes', 0],
  ]);
  const ids = all('pending').map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(all('incremental').map(({ id }) => id)).toEqual(ids);
  expect(
    all('completed')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids);
  expect(seen.map(({ hasNext }) => hasNext).lastIndexOf(true)).toBe(seen.length - 2);
});

test('in the form v0.2, a fragment whose errors left nothing of it is completed with the errors', async () => {
  harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionEnrollments' });
  const query = `{ section(id: "${wellKnown.sectionId}") { title ... @defer { enrollments(first: 2) { totalCount nodes { id } } } } }`;
  const seen: Record<string, unknown>[] = [];
  const headers = { accept: 'multipart/mixed;incrementalSpec=v0.2' };
  for await (const part of queryInParts(harness, query, { headers })) seen.push({ ...part });
  const text = JSON.stringify(seen.slice(1));
  expect(text).toContain('"FORBIDDEN"');
  expect(text).toContain('"completed":[{"id":"0"');
  expect(text).toContain('"requestId"');
});

async function parts(query: string): Promise<Part[]> {
  const all: Part[] = [];
  for await (const part of queryInParts(harness, query)) all.push(part);
  return all;
}
