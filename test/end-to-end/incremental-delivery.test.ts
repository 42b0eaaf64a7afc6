import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
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

/** The parts of an answer that comes in parts. */
async function parts(query: string): Promise<unknown[]> {
  const response = await fetch(harness.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'multipart/mixed',
      authorization: `Bearer ${harness.sandbox.tokens.full}`,
    },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return text.split('\r\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
}
