import { readdirSync } from 'node:fs';
import { getNamedType, isUnionType, buildSchema as parseSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Config, describeSettings, loadConfig } from '../src/config/config.ts';
import { maxPlannedFields } from '../src/execution/planner.ts';
import { maxResponseBytes } from '../src/execution/response-size.ts';
import { assumedLength, rowsPerCall } from '../src/graph/calls-of-price.ts';
import { codeOfFailure } from '../src/graph/errors/error-codes.ts';
import { trainingPlansInList } from '../src/graph/prices.ts';
import { buildSchema } from '../src/graph/schema.ts';
import { maxReportedCodes } from '../src/learning-api/contract/codes.ts';
import { kindsByStatus } from '../src/learning-api/contract/response.ts';
import { opening } from '../src/learning-api/resilience/breakers.ts';
import { reserveOf } from '../src/learning-api/resilience/bulkhead.ts';
import { budgetReserve, budgetShare, firstDelayMs, maxRetries } from '../src/learning-api/resilience/retries.ts';
import { maxRefusedOwners, staleLifetimes, sweepMs } from '../src/learning-api/reuse/cache.ts';
import { maxOwnerShare } from '../src/learning-api/reuse/owner-entries.ts';
import { maxCallsMadeOnce, maxParseCacheBytes, maxParsedEntryBytes } from '../src/learning-api/reuse/parse-cache.ts';
import { joinableShare } from '../src/learning-api/reuse/single-flight.ts';
import { signInTimes } from '../src/learning-api/service-account.ts';
import { unreachableCauses } from '../src/learning-api/unreachable.ts';
import { waitingShare } from '../src/loaders/batch-scheduler.ts';
import { maxSplitCalls } from '../src/loaders/find-unless-refused.ts';
import { maxSeenEnrollments } from '../src/loaders/seen-enrollments.ts';
import { maxSeenSyllabi } from '../src/loaders/seen-syllabi.ts';
import { commandTimeoutMs, hangingAfterMs, pauseMs } from '../src/process/redis.ts';
import { demoTokens, wellKnown } from '../src/sandbox/http/server.ts';
import { clockToleranceSeconds } from '../src/server/admission/jwt.ts';
import { maxKnownCallers } from '../src/server/admission/known-callers.ts';
import { maxCountedCallers } from '../src/server/admission/rate-limit.ts';
import { keyTimes, maxKeysBytes } from '../src/server/admission/signing-keys.ts';
import { maxCosts } from '../src/server/graphql/cost-limit.ts';
import { defaultDocumentLimits } from '../src/server/graphql/document-limits.ts';
import { bytesPerNode, maxDocumentBytes } from '../src/server/graphql/documents.ts';
import { maxExecutedOnce, maxRepeatedBytes, maxRepeatedEntryBytes } from '../src/server/graphql/repeated-queries.ts';
import { maxMemoizedHeaders } from '../src/server/graphql/response-format.ts';
import { maxTimedCallers, sliceMs } from '../src/server/graphql/turns.ts';
import { variableLimits } from '../src/server/graphql/variable-limits.ts';
import { minCompressedBytes } from '../src/server/graphql/write-response.ts';
import { defaultIdleMs } from '../src/server/http/drain.ts';
import { defaultReceiveTimeouts } from '../src/server/http/receive-timeouts.ts';
import { defaultOperationsPollMs } from '../src/server/http/server.ts';
import { countEveryMs } from '../src/server/http/unsent-responses.ts';
import { endedBytes, runningBytes } from '../src/server/idempotency/memory-store.ts';
import { entryBytes, leaseMs, saveAgainMs, saveAttempts } from '../src/server/idempotency/redis-store.ts';
import { reservedCalls } from '../src/server/request/call-budget.ts';
import { maxClientLength } from '../src/server/request/client.ts';
import { bytesPerBodyByte, maxInFlightBytes } from '../src/server/request/request-memory.ts';
import { createMetrics } from '../src/server/telemetry/metrics.ts';
import { quietMs } from '../src/server/telemetry/reachability-log.ts';
import { pages, textOf } from './support/documents.ts';
import { namesIn, rowsOf, tableOf } from './support/markdown-tables.ts';

const required = { LEARNING_API_URL: 'https://example.com' };
const config = loadConfig(required);
const settings = new Set<string | undefined>(describeSettings().map(({ name }) => name));

const sourceFiles = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((name) => `src/${name}`);

test.each(pages)('%s gives the defaults of settings', (page) => {
  const given = textOf(page).matchAll(/`([A-Z][A-Z_]+)`\s\(([\d,]+)(?: (s|MB))?\)/g);
  const wrong = Array.from(given, ([, name, value = '', unit = '']) => ({
    name,
    value: Number(value.replaceAll(',', '')) * ({ s: 1000, MB: 1_000_000 }[unit] ?? 1),
  })).filter(({ name, value }) => settings.has(name) && value !== config[name as keyof Config]);
  expect(wrong).toEqual([]);
});

describe('docs/security.md has', () => {
  const page = 'docs/security.md';

  test('the limits of documents and variables', () => {
    const limits = { ...defaultDocumentLimits, ...variableLimits(config.MAX_VARIABLE_ITEMS) };
    const rows = rowsOf(page).filter(([name = '']) => Object.hasOwn(limits, name));
    expect(Object.fromEntries(rows.map(([name, , maximum]) => [name, Number(maximum)]))).toEqual(limits);
  });

  test('the switches with their defaults', () => {
    const inProduction = loadConfig({ ...required, NODE_ENV: 'production' });
    const rows = tableOf(page, 'Setting', 'What it enables', 'Default', 'With NODE_ENV=production');
    expect(rows.length).toBeGreaterThan(0);
    for (const [name = '', , byDefault, production] of rows) {
      const setting = name as keyof Config;
      const expected =
        setting === 'PERSISTED_ONLY' ? 'true where PERSISTED_OPERATIONS_FILE is set' : String(inProduction[setting]);
      expect([name, byDefault, production]).toEqual([name, String(config[setting]), expected]);
    }
  });

  test('the limit of everything that the process remembers', () => {
    const rows = tableOf(page, 'What is remembered', 'Limit', 'Beyond it');
    const limits = rows.map(([, limit = '']) => limit).filter((limit) => !/[A-Z]/.test(limit));
    expect(limits).toEqual([
      `${maxDocumentBytes} bytes`,
      `${maxPlannedFields} fields`,
      `${maxCosts}`,
      `${maxParseCacheBytes} bytes`,
      `${maxCallsMadeOnce} hashes`,
      `${maxRepeatedBytes} bytes`,
      `${maxExecutedOnce} hashes`,
      `${maxRefusedOwners} tokens`,
      `${maxSeenSyllabi} ids`,
      `${maxSeenEnrollments} ids of each`,
      `${maxKnownCallers} callers`,
      `${maxTimedCallers} callers`,
      `${maxMemoizedHeaders} headers`,
      `${maxReportedCodes} codes`,
      `${maxCountedCallers} callers`,
      `${maxKeysBytes} bytes`,
      `${maxInFlightBytes} bytes, for one caller as many as are still free`,
    ]);
    expect(rows.map(([what]) => what)).toContainEqual(
      expect.stringContaining(`${bytesPerBodyByte} bytes for each byte of a body`),
    );
    expect(rows[0]?.[0]).toContain(`${bytesPerNode} bytes for each node`);
  });

  test('how long the secret of a router must be', () => {
    const length = Number(/at least (\d+) characters/.exec(textOf(page))?.[1]);
    const secret = 'x'.repeat(length);
    expect(loadConfig({ ...required, ROUTER_SECRET: secret }).ROUTER_SECRET).toBe(secret);
    expect(() => loadConfig({ ...required, ROUTER_SECRET: secret.slice(1) })).toThrow('ROUTER_SECRET');
  });

  test('how many callers are counted for rate limits', () => {
    expect(textOf(page)).toContain(`at most ${maxCountedCallers} callers at once`);
  });

  test('the times for receiving a request', () => {
    const { headersMs, requestMs, checkMs } = defaultReceiveTimeouts;
    expect(textOf(page)).toMatch(
      new RegExp(
        `within ${headersMs / 1000} s and the whole request within ${requestMs / 1000} s\\. The gateway checks every ${checkMs / 1000} s`,
      ),
    );
  });

  test('how large a response may be', () => {
    expect(textOf(page)).toContain(`A response may have ${maxResponseBytes} bytes of JSON`);
  });

  test('how often it looks for new input', () => {
    expect(textOf(page).replaceAll('\n', ' ')).toContain(`looks for new input every ${sliceMs} ms`);
  });

  test('how often it counts the bytes that wait to be sent', () => {
    expect(textOf(page)).toContain(`It counts every ${countEveryMs} ms.`);
  });

  test('what the cost of a query assumes', () => {
    expect(textOf(page)).toContain(`A list counts as ${assumedLength} items`);
    expect(textOf(page)).toContain(`GetSections returns up to ${rowsPerCall} sections.`);
    expect(textOf(page)).toContain(`Both together take at most ${maxSplitCalls} more calls in a request`);
    const { least, share, mostOf1000 } = trainingPlansInList;
    expect(textOf(page)).toContain(
      `one in ${1 / share} counts as a training plan, but at least ${least} and at most ${mostOf1000} of every ${rowsPerCall}`,
    );
    expect(textOf(page)).toContain(`remembers the types of ${maxSeenSyllabi} ids`);
  });

  test('how many calls a request may make', () => {
    expect(textOf(page)).toContain(`at most ${reservedCalls} calls more than its cost`);
  });
});

describe('docs/operations.md has', () => {
  const page = 'docs/operations.md';
  const seconds = (ms: number) => `${ms / 1000} s`;

  test('when it signs in again', () => {
    const text = textOf(page).replaceAll('\n', ' ');
    const { renewal, young, trust, pause } = signInTimes;
    const words: Record<number, string> = { 0.1: 'tenth', 1000: 'second', 5000: 'five seconds', 60000: 'minute' };
    expect(text).toContain(
      `in the last ${words[renewal.share]} of its life, at most in its last ${words[renewal.atMost]}.`,
    );
    expect(text).toContain(`A token younger than ${words[young]} is rejected`);
    expect(text).toContain(`calls ValidateAccessToken, at most once a ${words[trust]}.`);
    expect(text).toContain(`It tries again after one ${words[pause.refused]}, because`);
    expect(text).toContain(`It tries again after one ${words[pause.failed]}.`);
  });

  test('what it compresses, how long idle connections stay, how often it looks for operations, how long names are', () => {
    const text = textOf(page).replaceAll('\n', ' ');
    expect(text).toContain(`compresses GraphQL responses of ${minCompressedBytes / 1024} kB and more`);
    expect(text).toContain(`A connection that is idle for ${defaultIdleMs} ms is closed.`);
    expect(text).toContain(`(security.md#persisted-operations) every ${seconds(defaultOperationsPollMs)} and reads`);
    expect(text).toContain(`at most ${maxClientLength} characters each`);
  });

  test('how often old entries leave the cache, and how long they are used', () => {
    expect(textOf(page)).toContain(`at most every ${seconds(sweepMs)}`);
    expect(textOf(page)).toContain(`For up to ${{ 10: 'ten' }[staleLifetimes]} more lifetimes`);
    expect(textOf(page)).toContain(`One caller may take ${{ 0.5: 'half' }[maxOwnerShare]} of the limit`);
  });

  test('for how long calls and queries can be joined', () => {
    expect(textOf(page).match(/a tenth of `(?:UPSTREAM|REQUEST)_TIMEOUT_MS`/g)).toHaveLength(2);
    expect(joinableShare).toBe(0.1);
  });

  test('how long Redis may take, and how long it is left alone', () => {
    const text = textOf(page).replaceAll('\n', ' ');
    expect(text).toContain(`A command may take ${commandTimeoutMs} ms.`);
    expect(text).toContain(`time out for ${hangingAfterMs} ms and none is answered`);
    expect(text).toContain(`leaves Redis alone for ${seconds(pauseMs)}`);
  });

  test('the memory for parsed responses, for idempotency keys, and for codes in the log', () => {
    const text = textOf(page).replaceAll('\n', ' ');
    expect(text).toContain(`keeps ${maxParseCacheBytes / 1_000_000} MB of responses to reads`);
    expect(text).toContain(`none is larger than ${maxParsedEntryBytes / 1_000_000} MB`);
    expect(text).toContain(`keeps ${maxRepeatedBytes / 1_000_000} MB of results of queries`);
    expect(text).toContain(`each of at most ${maxRepeatedEntryBytes / 1_000_000} MB`);
    expect(text).toContain(
      `counts ${endedBytes} bytes and its answer, and ${runningBytes} bytes while its request runs`,
    );
    expect(text).toContain(`An entry counts ${entryBytes} bytes and its answer.`);
    expect(text).toContain(`up to ${maxReportedCodes} codes`);
  });

  test('how long a run of a mutation is alive, and for how long its answer is saved', () => {
    expect(textOf(page)).toContain(`After ${seconds(leaseMs)}, repeated requests get 409`);
    expect(textOf(page)).toContain(`For ${seconds(saveAttempts * saveAgainMs)} the gateway tries to save it.`);
  });

  test('how far clocks may differ', () => {
    expect(textOf(page)).toContain(`Clocks may differ by ${clockToleranceSeconds} seconds.`);
  });

  test('how long keys of the identity provider are used, and what a fetch may take', () => {
    const { refresh, keep, timeout, pause, pauseAfterFailure } = keyTimes;
    const text = textOf(page).replaceAll('\n', ' ');
    expect(text).toContain(`After ${refresh / 60_000} min it fetches them again`);
    expect(text).toContain(`up to ${keep / 3_600_000} h after they were fetched`);
    expect(text).toContain(`causes a fetch, at most every ${seconds(pause)}`);
    expect(text).toContain(`A fetch may take ${seconds(timeout)} and ${maxKeysBytes / 1_000_000} MB.`);
    expect(text).toContain(`the gateway waits ${seconds(pauseAfterFailure)} before it tries again`);
  });

  test('what the gateway does when the LearningApi fails', () => {
    const { size, minimumReads, callers } = opening;
    const expected: Partial<Record<keyof Config, string>> = {
      REQUEST_TIMEOUT_MS: `${seconds(config.REQUEST_TIMEOUT_MS)}; a mutation ${seconds(config.BULK_BUDGET_MS + config.UPSTREAM_TIMEOUT_MS)}`,
      UPSTREAM_TIMEOUT_MS: seconds(config.UPSTREAM_TIMEOUT_MS),
      UPSTREAM_CONCURRENCY: `${config.UPSTREAM_CONCURRENCY}; for one request ${config.UPSTREAM_CONCURRENCY_PER_REQUEST}; ${reserveOf(config.UPSTREAM_CONCURRENCY)} more for callers who have no call in flight`,
      UPSTREAM_QUEUE: String(config.UPSTREAM_QUEUE),
      UPSTREAM_MAX_RESPONSE_BYTES: `${config.UPSTREAM_MAX_RESPONSE_BYTES / 1_000_000} MB`,
      COST_LIMIT: `its cost and ${reservedCalls} more, at most ${config.COST_LIMIT}`,
      BREAKER_PROBE_AFTER_MS: `a probe after ${seconds(config.BREAKER_PROBE_AFTER_MS)}`,
    };
    const rows = tableOf(page, 'Behavior', 'Value', 'Setting');
    const valueFor = (setting: string) => rows.find(([, , settings]) => namesIn(settings)[0] === setting)?.[1];
    for (const [setting, value] of Object.entries(expected))
      expect([setting, valueFor(setting)]).toEqual([setting, value]);
    const times = { 2: 'twice' }[maxRetries];
    expect(valueFor('UPSTREAM_RETRIES')).toBe(
      `at most ${times}, after about ${firstDelayMs} ms and ${firstDelayMs * 2} ms or as Retry-After says; within a budget of ${budgetShare * 100} % of the calls plus ${budgetReserve}`,
    );
    expect(rows.map(([behavior]) => behavior)).toContainEqual(
      expect.stringContaining(
        `half of its last ${size} reads got no answer (of at least ${minimumReads}), for at least ${callers} callers`,
      ),
    );
    expect(opening.share).toBe(0.5);
    expect(rows).toContainEqual([
      expect.stringMatching(/^If a call hangs/),
      `a ${{ 0.1: 'tenth' }[waitingShare]}`,
      expect.anything(),
    ]);
  });

  test('every metric with its labels', async () => {
    const metrics = createMetrics(['web']);
    const operation = 'GetSections';
    metrics.observer.called({ operation, outcome: 'OK', durationMs: 1 });
    metrics.observer.retried({ operation });
    metrics.observer.drifted({ operation, differences: [{ kind: 'gone' }] as never });
    metrics.observer.cached({ operation, result: 'hit' });
    metrics.countRequest({
      requestId: '',
      traceId: undefined,
      caller: null,
      client: { name: 'web', version: null },
      operationName: null,
      kind: 'query',
      documentId: null,
      mcpMethod: null,
      durationMs: 1,
      status: 429,
      outcome: 'RATE_LIMITED',
      errorCount: 1,
      isRepeated: false,
      sharedWith: null,
      idempotency: 'stored',
      upstreamCalls: new Map(),
      cost: 1,
      calls: 1,
      deprecated: ['Query.testAttempts'],
      wouldRefuse: ['QUERY_TOO_EXPENSIVE'],
    });
    metrics.countOperationsLoad('loaded', 1);
    metrics.watchRedis(() => 'up');
    metrics.watch(() => ({ breakers: { GetSections: 'closed' }, queued: 0, inFlight: 0 }));
    const samples = (await metrics.text()).matchAll(/^(\w+?)(?:_bucket|_sum|_count)?(?:\{(.*)\})? /gm);
    const labelsByMetric = new Map<string, string[]>();
    for (const [, name = '', labels = ''] of samples) {
      const found = Array.from(labels.matchAll(/(\w+)="/g), ([, label = '']) => label).filter(
        (label) => label !== 'le',
      );
      if (!/^(nodejs|process)_/.test(name)) labelsByMetric.set(name, found);
    }
    const rows = tableOf(page, 'Metric', 'Labels', 'What it measures').filter(([name]) => !name?.includes('…'));
    expect(rows.map(([name, labels]) => [name, namesIn(labels)]).sort()).toEqual([...labelsByMetric].sort());
  });

  test('every cause of a call without an answer, and how long a cause is remembered', () => {
    for (const cause of unreachableCauses) expect(textOf(page)).toContain(`\`${cause}\``);
    expect(textOf(page)).toContain(`until there was none for ${seconds(quietMs)}`);
  });

  test('every event of the log', () => {
    const source = sourceFiles
      .filter((name) => name.endsWith('.ts'))
      .map(textOf)
      .join('\n');
    const events = new Set(Array.from(source.matchAll(/\bevent: '(\w+)'/g), ([, event = '']) => event));
    const listed = [
      ...tableOf(page, 'Event', 'When', 'Fields worth a query'),
      ...tableOf(page, 'Log event', 'What it says, and what to do'),
    ].flatMap(([names]) => namesIn(names));
    expect([...events].filter((event) => !listed.includes(event))).toEqual([]);
    expect(listed.filter((event) => !source.includes(`'${event}'`))).toEqual([]);
  });
});

test('docs/errors.md gives the code for each status of the REST API', () => {
  const rows = tableOf('docs/errors.md', 'REST response', 'Code');
  const listed = rows.flatMap(([statuses = '', codes = '']) =>
    [...statuses.matchAll(/\b[45]\d\d\b/g)].map(([status]) => [Number(status), codes] as const),
  );
  expect(listed.map(([status]) => status)).toEqual(Object.keys(kindsByStatus).map(Number));
  for (const [status, codes] of listed) {
    const kind = kindsByStatus[status];
    expect(codes.match(/[A-Z]+_[A-Z_]+|[A-Z]{6,}/)?.[0], String(status)).toBe(kind && codeOfFailure[kind]);
  }
});

test('docs/mutations.md lists every error that a form can show', () => {
  const mutations = Object.values(buildSchema().getMutationType()?.getFields() ?? {});
  const results = mutations.map(({ type }) => getNamedType(type)).filter(isUnionType);
  const members = results.flatMap((type) => type.getTypes());
  const errors = new Set(members.map(({ name }) => name).filter((name) => name.endsWith('Error')));
  const listed = tableOf('docs/mutations.md', 'Type', 'When', 'What to do').flatMap(([names]) => namesIn(names));
  expect(listed.sort()).toEqual([...errors].sort());
});

test('docs/federation.md lists every entity with its key', () => {
  const schema = parseSchema(textOf('schema.graphql'), { assumeValidSDL: true });
  const keys = Object.values(schema.getTypeMap()).flatMap(({ name, astNode }) =>
    (astNode?.directives ?? [])
      .filter((directive) => directive.name.value === 'key')
      .map(({ arguments: [fields] = [] }) => {
        const value = fields?.value.kind === 'StringValue' ? fields.value.value : '';
        return [name, value.replace(/ (\w+) \{ (\w+) \}/, ' and $1.$2')];
      }),
  );
  const rows = tableOf('docs/federation.md', 'Entity', 'Key', 'Cost of a look-up');
  const listed = rows.flatMap(([names, key = '']) => namesIn(names).map((name) => [name, key]));
  expect(listed.sort()).toEqual(keys.sort());
});

test('docs/for-frontends.md lists ids that exist in every world', () => {
  const { organizationId, userId, sectionId, trainingPlanId, catalogId, enrollmentId } = wellKnown;
  const ids = tableOf('docs/for-frontends.md', 'Object', 'Id').map(([, id]) => id);
  expect(ids).toEqual([organizationId, userId, sectionId, trainingPlanId, catalogId, enrollmentId]);
});

test("the sandbox's README lists the tokens", () => {
  const tokens = rowsOf('src/sandbox/README.md').map(([token = '']) => token.trim());
  expect(tokens.filter((token) => /^[0-9a-f]{8}-/.test(token))).toEqual([demoTokens.full, demoTokens.limited]);
});
