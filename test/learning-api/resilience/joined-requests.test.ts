import { expect, test } from 'vitest';
import { createBulkhead, OverloadedError } from '../../../src/learning-api/resilience/bulkhead.ts';
import { Cancellation } from '../../../src/learning-api/resilience/cancellation.ts';
import { JoinedRequests } from '../../../src/learning-api/resilience/joined-requests.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A bulkhead in which a heavy request has two calls in flight, as many as it may. */
function busy({ concurrency = 8, queue = 100 } = {}) {
  const bulkhead = createBulkhead({ concurrency, perRequest: 2, queue });
  const [heavy, light] = [{}, {}];
  for (const _ of [1, 2]) void bulkhead.acquire('ada', heavy);
  const requests = new JoinedRequests(heavy);
  const cancellation = new Cancellation();
  const outcomes: unknown[] = [];
  const acquire = () => {
    requests.acquire(bulkhead, 'ada', cancellation).then(
      (request) => outcomes.push(request),
      (error: unknown) => outcomes.push(error),
    );
  };
  return { bulkhead, heavy, light, requests, cancellation, outcomes, acquire };
}

test('a call of one request takes a slot of its share', async () => {
  const bulkhead = createBulkhead({ concurrency: 1, perRequest: 1, queue: 1 });
  const request = {};
  expect(await new JoinedRequests(request).acquire(bulkhead, 'ada', new Cancellation())).toBe(request);
  expect(bulkhead.inFlight).toBe(1);
});

test('a request that joins a call that waits takes it out of the queue of the first request', async () => {
  const { bulkhead, light, requests, outcomes, acquire } = busy();
  acquire();
  await settled();
  expect([outcomes, bulkhead.queued]).toEqual([[], 1]);
  requests.join(light);
  await settled();
  expect(outcomes[0]).toBe(light);
  expect([bulkhead.inFlight, bulkhead.queued]).toEqual([3, 0]);
  bulkhead.release('ada', light);
  expect(bulkhead.inFlight).toBe(2);
});

test('a retry may use the share of each request that has joined', async () => {
  const { light, requests, outcomes, acquire } = busy();
  requests.join(light);
  acquire();
  await settled();
  expect(outcomes[0]).toBe(light);
});

test('a call that has a slot takes no place in the queues of further requests', async () => {
  const { bulkhead, heavy } = busy({ queue: 2 });
  const other = {};
  const waiting = [1, 2, 3, 4].map(() => bulkhead.acquire('grace', other));
  const light = new JoinedRequests({});
  light.join(heavy);
  await light.acquire(bulkhead, 'ada', new Cancellation());
  for (const _ of [1, 2]) bulkhead.release('grace', other);
  await Promise.all(waiting);
  expect([bulkhead.inFlight, bulkhead.queued]).toEqual([5, 0]);
});

test('a call that is admitted in two shares at once gives one slot back', async () => {
  const { bulkhead, heavy, light, requests, outcomes, acquire } = busy({ concurrency: 2 });
  acquire();
  requests.join(light);
  await settled();
  expect(bulkhead.queued).toBe(2);
  bulkhead.release('ada', heavy);
  bulkhead.release('ada', heavy);
  await settled();
  expect(outcomes).toHaveLength(1);
  expect([bulkhead.inFlight, bulkhead.queued]).toEqual([1, 0]);
  bulkhead.release('ada', outcomes[0] as object);
  expect(bulkhead.inFlight).toBe(0);
});

test('a call that is cancelled leaves the queue in every share', async () => {
  const { bulkhead, light, requests, cancellation, outcomes, acquire } = busy({ concurrency: 2 });
  acquire();
  requests.join(light);
  cancellation.cancel('deadline');
  await settled();
  expect(outcomes).toEqual([expect.any(Error)]);
  expect([bulkhead.inFlight, bulkhead.queued]).toEqual([2, 0]);
  requests.join({});
  expect(bulkhead.queued).toBe(0);
});

test('a call is overloaded only if no request that waits for it has a place in the queue', async () => {
  const full = busy({ queue: 0 });
  full.acquire();
  await settled();
  expect(full.outcomes).toEqual([expect.any(OverloadedError)]);

  const { bulkhead, light, requests, outcomes, acquire } = busy({ concurrency: 2, queue: 1 });
  acquire();
  requests.join(light);
  await settled();
  expect([outcomes, bulkhead.queued]).toEqual([[], 1]);
});
