import { type ExecutionResult, GraphQLError } from 'graphql';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { OperationName } from '../../src/learning-api/contract/operations.ts';
import { createSeenEnrollments } from '../../src/loaders/seen-enrollments.ts';
import type { ServerContext } from '../../src/server/graphql/context.ts';
import {
  comparisonShare,
  createRepeatedQueries,
  leastWaitMs,
  maxRepeatedBytes,
  maxRepeatedEntryBytes,
} from '../../src/server/graphql/repeated-queries.ts';
import { RequestCalls } from '../../src/server/graphql/request-calls.ts';
import { RequestClock } from '../../src/server/graphql/request-clock.ts';
import { createLifetime } from '../../src/server/request/request-lifetime.ts';
import { createRequestRecord } from '../../src/server/request/request-record.ts';

const pageOf = (total: number | null) => ({ page: 1, total, perPage: 10 });
const partsOf = (version: number | null | undefined) => (typeof version === 'number' ? [version] : null);
const timeoutMs = 60_000;
const ticks = async () => {
  for (let count = 0; count < 20; count += 1) await Promise.resolve();
};

/** An API whose results come when the test says so. */
function openApi() {
  const versions: Record<string, number | null> = {};
  const pages: Record<string, number | null> = {};
  const cached: Record<string, number> = {};
  const time = { now: Date.parse('2026-01-01T00:00:00Z') };
  const sent: string[] = [];
  const waiting = new Map<string, { resolve(result: object): void; reject(error: Error): void }>();
  return {
    versions,
    pages,
    cached,
    time,
    seenEnrollments: createSeenEnrollments(),
    sent,
    make: (_: OperationName, { id }: { id?: string }) =>
      new Promise<object>((resolve, reject) => {
        sent.push(String(id));
        waiting.set(String(id), { resolve, reject });
      }),
    answer: async (...ids: string[]) => {
      for (const id of ids) {
        waiting
          .get(id)
          ?.resolve({ data: { id }, bytes: 2, parts: partsOf(versions[id]), page: pageOf(pages[id] ?? 3) });
        waiting.delete(id);
        await ticks();
      }
    },
    fail: async (id: string) => {
      waiting.get(id)?.reject(new Error('The call failed.'));
      await ticks();
    },
  };
}

type Api = ReturnType<typeof openApi>;

function contextFor(api: Api): ServerContext {
  const calls = new RequestCalls({
    make: api.make as never,
    cachedRead: ((_: OperationName, { id }: { id?: string }) => {
      const version = api.cached[String(id)];
      return version === undefined ? null : { data: { id }, bytes: 2, parts: partsOf(version), page: pageOf(3) };
    }) as never,
    seenEnrollments: api.seenEnrollments,
    turn: () => null,
  });
  const lifetime = createLifetime();
  lifetime.setDeadline(timeoutMs);
  onTestFinished(() => lifetime.finish());
  const clock = new RequestClock(() => api.time.now);
  return { calls, clock, lifetime, record: createRequestRecord('request', {}, null) } as unknown as ServerContext;
}

/** Reads `a`; then `b` and `c`; then `d`, once both are there. */
async function readTree({ calls }: ServerContext): Promise<ExecutionResult> {
  const read = (id: string) => calls.call('GetCatalog', { id } as never);
  await read('a');
  await Promise.all([read('b'), read('c')]);
  await read('d');
  return { data: { tree: 'whole' } };
}

interface Run {
  key?: string;
  api?: Api;
  context?: ServerContext;
  execute?(context: ServerContext): Promise<ExecutionResult>;
}

function openQueries() {
  const queries = createRepeatedQueries(() => undefined);
  const api = openApi();
  Object.assign(api.versions, { a: 1, b: 2, c: 3, d: 4 });
  let executions = 0;
  const start = ({ key = 'query', execute = readTree, context = contextFor(api) }: Run = {}) => {
    api.sent.length = 0;
    return queries.run(key, context, () => {
      executions += 1;
      return execute(context);
    });
  };
  const run = async (options?: Run) => {
    const before = executions;
    const running = start(options);
    await ticks();
    await api.answer('a', 'b', 'c', 'd');
    const { outcome, json } = await running;
    return { isExecuted: executions > before, json: String(json ?? JSON.stringify(outcome)) };
  };
  return { api, start, run, executions: () => executions };
}

const whole = '{"data":{"tree":"whole"}}';

test('a query is executed twice, and then has its result from before', async () => {
  const { run, api } = openQueries();
  expect(await run()).toEqual({ isExecuted: true, json: whole });
  expect(await run()).toEqual({ isExecuted: true, json: whole });
  for (const _ of [1, 2]) {
    expect(await run()).toEqual({ isExecuted: false, json: whole });
    expect(api.sent).toEqual(['a', 'b', 'c', 'd']);
  }
  expect(await run({ key: 'other' })).toEqual({ isExecuted: true, json: whole });
});

test('each call is made as soon as the results are there that the query had before it, in any order', async () => {
  const { run, start, api } = openQueries();
  await run();
  await run();
  const running = start();
  expect(api.sent).toEqual(['a']);
  await api.answer('a');
  expect(api.sent).toEqual(['a', 'b', 'c']);
  await api.answer('c');
  expect(api.sent).toEqual(['a', 'b', 'c']);
  await api.answer('b');
  expect(api.sent).toEqual(['a', 'b', 'c', 'd']);
  await api.answer('d');
  expect(String((await running).json)).toBe(whole);
});

describe.each(['a', 'b', 'c', 'd'])('if the result of call %s is another one', (changed) => {
  test.each([
    ['version', (api: Api) => Object.assign(api.versions, { [changed]: 9 })],
    ['version, which is unknown', (api: Api) => Object.assign(api.versions, { [changed]: null })],
    ['total', (api: Api) => Object.assign(api.pages, { [changed]: 4 })],
  ])('by its %s, the query is executed, and no call is made twice', async (_, change) => {
    const { run, api } = openQueries();
    await run();
    await run();
    change(api);
    expect(await run()).toEqual({ isExecuted: true, json: whole });
    expect([...api.sent].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('since it failed, the query is executed with the failure, and no call follows that needs it', async () => {
    const { run, start, api, executions } = openQueries();
    await run();
    await run();
    const before = executions();
    const running = start();
    const failure = expect(running).rejects.toThrow('The call failed.');
    for (const id of ['a', 'b', 'c', 'd']) {
      if (id === changed) await api.fail(id);
      else await api.answer(id);
    }
    await failure;
    expect(executions()).toBe(before + 1);
    expect(api.sent).toEqual({ a: ['a'], b: ['a', 'b', 'c'], c: ['a', 'b', 'c'], d: ['a', 'b', 'c', 'd'] }[changed]);
  });
});

describe('if a result is late', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const pass = async (ms: number) => {
    vi.advanceTimersByTime(ms);
    await new Promise((resolve) => setImmediate(resolve));
    await ticks();
  };

  /** Reads `a` and `b`; then `c`, which needs only `b`; then `d`, which needs all. */
  const readBranches = async ({ calls }: ServerContext): Promise<ExecutionResult> => {
    const read = (id: string) => calls.call('GetCatalog', { id } as never);
    await Promise.all([read('a'), read('b').then(() => read('c'))]);
    await read('d');
    return { data: { tree: 'whole' } };
  };
  const openBranches = async () => {
    const { run, start, api, executions } = openQueries();
    for (const _ of [1, 2]) await run({ execute: readBranches });
    const running = start({ execute: readBranches });
    return { running, api, executions };
  };

  test('that a call may not need, the query is executed, and makes the call', async () => {
    const { running, api, executions } = await openBranches();
    await api.answer('b');
    await pass(leastWaitMs - 1);
    expect([executions(), api.sent]).toEqual([2, ['a', 'b']]);
    await pass(1);
    expect([executions(), api.sent]).toEqual([3, ['a', 'b', 'c']]);
    await api.answer('c', 'a', 'd');
    expect((await running).outcome).toEqual(JSON.parse(whole));
    expect(api.sent).toEqual(['a', 'b', 'c', 'd']);
  });

  test('among others that are slow, too, calls wait for it as long as for the others', async () => {
    const { running, api, executions } = await openBranches();
    await pass(4 * leastWaitMs);
    await api.answer('b');
    await pass(4 * leastWaitMs - 1);
    expect(executions()).toBe(2);
    await pass(1);
    expect(executions()).toBe(3);
    await api.answer('c', 'a', 'd');
    expect((await running).outcome).toEqual(JSON.parse(whole));
  });

  test('but arrives in the same turn as the timer, the query is not executed', async () => {
    const { running, api, executions } = await openBranches();
    await api.answer('b');
    vi.advanceTimersByTime(leastWaitMs);
    await api.answer('a');
    await pass(1);
    await api.answer('c', 'd');
    expect(String((await running).json)).toBe(whole);
    expect(executions()).toBe(2);
  });

  test('but comes within the time, the query is not executed', async () => {
    const { running, api, executions } = await openBranches();
    await api.answer('b');
    await pass(leastWaitMs - 1);
    await api.answer('a');
    await pass(leastWaitMs + 1);
    await api.answer('c');
    await pass(leastWaitMs + 1);
    await api.answer('d');
    expect(String((await running).json)).toBe(whole);
    expect(executions()).toBe(2);
  });

  test('that all calls need, the query is executed in time before the deadline', async () => {
    const { running, api, executions } = await openBranches();
    await api.answer('a');
    await pass(timeoutMs * comparisonShare - 1);
    expect(executions()).toBe(2);
    await pass(1);
    expect(executions()).toBe(3);
    await api.answer('b', 'c', 'd');
    expect((await running).outcome).toEqual(JSON.parse(whole));
    expect(api.sent).toEqual(['a', 'b', 'c', 'd']);
  });
});

test('a query is executed if it would get other answers from the findings of earlier requests', async () => {
  const { run, api } = openQueries();
  const execute = async ({ calls }: ServerContext) => {
    const seen = calls.seenEnrollments();
    return { data: { tree: [seen.isBelow('enrollment'), seen.areAllBelow('organization')] } };
  };
  const executed = async () => (await run({ execute })).isExecuted;
  for (const _ of [1, 2]) await executed();
  expect(await executed()).toBe(false);
  for (const change of [
    () => api.seenEnrollments.addBelow('enrollment'),
    () => api.seenEnrollments.setAllBelow('organization', true),
  ]) {
    change();
    expect([await executed(), await executed(), await executed()]).toEqual([true, true, false]);
  }
});

test('another result is kept when it comes for the second time', async () => {
  const { run, api } = openQueries();
  for (const _ of [1, 2, 3]) await run();
  api.versions.c = 9;
  const executed = [];
  for (const _ of [1, 2, 3, 4]) executed.push((await run()).isExecuted);
  expect(executed).toEqual([true, true, false, false]);
});

test('a caller who has other results leaves the result of the others', async () => {
  const { run, api } = openQueries();
  for (const _ of [1, 2, 3]) await run();
  for (const _ of [1, 2, 3]) {
    api.versions.c = null;
    expect((await run()).isExecuted).toBe(true);
    api.versions.c = 3;
    expect((await run()).isExecuted).toBe(false);
  }
});

test.each<[string, (context: ServerContext) => Promise<ExecutionResult> | ExecutionResult]>([
  ['has errors', async (context) => ({ ...(await readTree(context)), errors: [new GraphQLError('Wrong')] })],
  [
    'has warnings',
    (context) => {
      context.record.warnings.push({ path: [], message: 'Careful' });
      return readTree(context);
    },
  ],
  [
    'has stale data',
    (context) => {
      context.record.recordStale('GetCatalog', 5);
      return readTree(context);
    },
  ],
  ['has extensions', async (context) => ({ ...(await readTree(context)), extensions: { cost: 1 } })],
  [
    'has calls that depend on speed',
    (context) => {
      context.calls.dependsOnSpeed();
      return readTree(context);
    },
  ],
])('a result that %s is not kept', async (_, execute) => {
  const { run } = openQueries();
  for (const __ of [1, 2, 3, 4]) {
    expect((await run({ execute: async (context) => execute(context) })).isExecuted).toBe(true);
  }
});

describe('a query that reads from the cache', () => {
  /** Reads `x` from the cache, else by a call; then `a`; then `y` in the same way. */
  const readCached = async ({ calls }: ServerContext): Promise<ExecutionResult> => {
    const read = async (id: string) => calls.call('GetCatalog', { id } as never);
    const readReusing = async (id: string) => calls.cachedRead('GetCatalog', { id } as never) ?? read(id);
    await readReusing('x');
    await read('a');
    await readReusing('y');
    return { data: { tree: 'whole' } };
  };
  const openCached = async () => {
    const { run, api } = openQueries();
    Object.assign(api.cached, { x: 11, y: 12 });
    const runCached = async () => (await run({ execute: readCached })).isExecuted;
    for (const _ of [1, 2]) await runCached();
    return { runCached, api };
  };

  test('is repeated as long as the same is cached', async () => {
    const { runCached, api } = await openCached();
    for (const _ of [1, 2]) {
      expect(await runCached()).toBe(false);
      expect(api.sent).toEqual(['a']);
    }
  });

  test.each(['x', 'y'])('is executed if another %s is cached', async (id) => {
    const { runCached, api } = await openCached();
    api.cached[id] = 99;
    expect(await runCached()).toBe(true);
    expect(api.sent).toEqual(['a']);
  });

  test('is executed if a part is cached no longer', async () => {
    const { run, start, api, executions } = openQueries();
    Object.assign(api.cached, { x: 11, y: 12 });
    for (const _ of [1, 2]) await run({ execute: readCached });
    const before = executions();
    delete api.cached.x;
    const running = start({ execute: readCached });
    await ticks();
    await api.answer('x', 'a');
    expect(String((await running).json ?? '')).toBe('');
    expect(executions()).toBe(before + 1);
    expect(api.sent).toEqual(['x', 'a']);
  });
});

describe('a query that compares dates with the time', () => {
  const second = 1000;
  const [past, future] = ['2025-12-31T23:59:50.0005Z', '2026-01-01T00:00:10Z'];
  const compareDates = async (context: ServerContext): Promise<ExecutionResult> => {
    const { clock } = context;
    await readTree(context);
    return { data: { tree: [past, future].map((date) => [clock.compare(date), clock.compare(date, 1)]) } };
  };

  test.each([
    [-10 * second, true],
    [-10 * second + 1, false],
    [-second, false],
    [10 * second - 1, false],
    [10 * second, true],
    [11 * second, true],
  ])('%d ms later, is executed: %s', async (later, isExecuted) => {
    const { run, api } = openQueries();
    for (const _ of [1, 2]) await run({ execute: compareDates });
    api.time.now += later;
    expect((await run({ execute: compareDates })).isExecuted).toBe(isExecuted);
  });

  test('is kept for the millisecond of a date', async () => {
    const { run, api } = openQueries();
    api.time.now = Date.parse(future);
    for (const _ of [1, 2]) await run({ execute: compareDates });
    expect((await run({ execute: compareDates })).isExecuted).toBe(false);
    api.time.now += 1;
    expect((await run({ execute: compareDates })).isExecuted).toBe(true);
  });
});

test('a kept result is not used if a call has stale data now', async () => {
  const { run, api } = openQueries();
  await run();
  await run();
  const context = contextFor(api);
  context.record.recordStale('GetCatalog', 5);
  expect((await run({ context })).isExecuted).toBe(true);
});

test('the result of a query without calls is kept', async () => {
  const { run } = openQueries();
  const execute = async () => ({ data: { __typename: 'Query' } });
  const executed = [];
  for (const _ of [1, 2, 3]) executed.push((await run({ execute })).isExecuted);
  expect(executed).toEqual([true, true, false]);
});

test('a result that would take more than an eighth is not kept, and the results used longest ago make room', async () => {
  const { run } = openQueries();
  const large = (bytes: number) => async () => ({ data: { text: 'x'.repeat(bytes) } });
  const tooLarge = large(maxRepeatedEntryBytes);
  for (const _ of [1, 2, 3]) expect((await run({ key: 'large', execute: tooLarge })).isExecuted).toBe(true);
  const fits = large(maxRepeatedEntryBytes - 2000);
  const count = maxRepeatedBytes / maxRepeatedEntryBytes;
  for (let index = 0; index <= count; index += 1) {
    for (const _ of [1, 2]) await run({ key: `key ${index}`, execute: fits });
  }
  expect((await run({ key: 'key 1', execute: fits })).isExecuted).toBe(false);
  expect((await run({ key: 'key 0', execute: fits })).isExecuted).toBe(true);
});
