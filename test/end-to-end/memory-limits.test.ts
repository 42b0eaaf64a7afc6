import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { startCountedGateway } from '../support/work.ts';

// The heap of two gateways that differ in one limit only, after the same requests. What else they hold is the same.

const text = 'x'.repeat(20_000);
const newId = () => randomUUID();

interface Kind {
  settings: Record<string, string>;
  limit: string;
  /** The part of the limit that the callers may use. */
  share: number;
  /** Send the requests in turns. */
  callers: readonly (keyof Sandbox['tokens'])[];
  prepare(sandbox: Sandbox): void;
  body(): object;
  /** How many bytes of the limit one request uses, about. */
  bytes: number;
}

const kinds = {
  'the cache': {
    settings: { CACHE: 'memory' },
    limit: 'CACHE_MAX_BYTES',
    share: 1,
    // One caller may use half.
    callers: ['full', 'limited'],
    prepare: (sandbox) => {
      sandbox.override('GetCatalog', ({ catalog_id }) => ({ body: { catalog_id, title: 'Catalog' } }));
      sandbox.override('GetCatalogDescription', () => ({ body: { description: `${newId()}${text}` } }));
    },
    body: () => ({
      query: `{ ${Array.from({ length: 20 }, (_, index) => `a${index}: catalog(id: "${newId()}") { description }`).join(' ')} }`,
    }),
    bytes: 20 * text.length,
  },
  'idempotency keys and their answers': {
    settings: {},
    limit: 'IDEMPOTENCY_MAX_BYTES',
    share: 0.5,
    callers: ['full'],
    prepare: (sandbox) =>
      sandbox.override('DropEnrollment', () => ({
        status: 409,
        body: { api_error_entity: { error_code: 4, error_message: `${newId()}${text}` } },
      })),
    body: () => ({
      query: `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { ... on Error { message } } }`,
    }),
    bytes: text.length,
  },
} satisfies Record<string, Kind>;

test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
  'the heap has as much of %s as the limit says, within 25 %%',
  async (name) => {
    const kind: Kind = kinds[name];
    const { limit, share, bytes } = kind;
    const [small, large] = [5_000_000, 20_000_000];
    const count = Math.ceil((1.3 * large * share) / bytes);
    const heaps: number[] = [];
    for (const size of [small, large]) heaps.push(await heapAfter(kind, { [limit]: String(size) }, count));
    const [least = 0, most = 0] = heaps;
    const taken = (most - least) / ((large - small) * share);
    expect(taken).toBeGreaterThan(0.75);
    expect(taken).toBeLessThan(1.25);
  },
);

async function heapAfter({ settings, callers, prepare, body }: Kind, limit: Record<string, string>, count: number) {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(() => sandbox.close());
  prepare(sandbox);
  const gateway = await startCountedGateway(
    { LEARNING_API_URL: sandbox.url, DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, ...settings, ...limit },
    onTestFinished,
  );
  for (let number = 0; number < count; number += 1) {
    const caller = callers[number % callers.length] ?? 'full';
    const response = await request(gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${sandbox.tokens[caller]}`,
        'idempotency-key': newId(),
      },
      body: JSON.stringify(body()),
    });
    const answer = await response.body.text();
    if (number === 0) expect(answer).toContain('xxxx');
  }
  return gateway.heapBytes();
}
