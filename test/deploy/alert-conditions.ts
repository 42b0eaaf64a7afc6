import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { demoTokens, type Sandbox, startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { type Harness, type HarnessOptions, harnessForThisTest } from '../support/harness.ts';
import { down, type Observation, readReady, type Samples, scrape, up } from './observation.ts';
import type { Shown } from './runbook.ts';

interface Condition {
  /** The alerts that the condition fires, and no others. Those with a value have a page that shows this run. */
  alerts: Record<string, Shown | null>;
  /** Once, instead of in every minute. */
  isSingle?: true;
  observe(): Promise<Observation>;
}

const request = (outcome: string) => new RegExp(`"event":"request".*"outcome":"${outcome}"`);
const event = (name: string) => new RegExp(`"event":"${name}"`);

/** Conditions that an operator can meet, each caused for real: a sandbox, and a gateway in front of it. */
export const conditions: Record<string, Condition> = {
  'nothing is wrong': { alerts: {}, observe: () => observeHarness((running) => readSections(running, 20)) },

  'the REST API is down': {
    alerts: {
      GatewayRequestsFail: {
        log: [request('UPSTREAM_UNAVAILABLE')],
        metrics: ['graphql_requests_total{kind="query",outcome="UPSTREAM_UNAVAILABLE"'],
      },
      LearningApiBreakerOpen: {
        log: [event('learning_api_unreachable'), /"event":"breaker_changed".*"open"/],
        metrics: [
          'learning_api_breaker_state{operation="GetSections"',
          'learning_api_unreachable_total{cause="status"',
        ],
      },
      LearningApiOperationFails: {
        log: [event('learning_api_unreachable'), request('UPSTREAM_UNAVAILABLE')],
        metrics: ['learning_api_calls_total'],
      },
      LearningApiRetried: {
        log: [request('UPSTREAM_UNAVAILABLE')],
        metrics: ['learning_api_retries_total', 'learning_api_calls_total'],
      },
    },
    observe: () =>
      observeHarness(
        (running) => {
          running.sandbox.addFault({ kind: 'status', status: 503 });
          return readSections(running, 40);
        },
        { config: { UPSTREAM_RETRIES: '1' } },
      ),
  },

  'the REST API is slow': {
    alerts: {
      GatewaySlow: {
        log: [request('OK')],
        metrics: [
          'graphql_request_duration_seconds_bucket{le="5",kind="query"',
          'graphql_request_duration_seconds_bucket{le="10",kind="query"',
          'learning_api_call_duration_seconds_bucket{le="5"',
          'learning_api_call_duration_seconds_bucket{le="10"',
          'learning_api_queue_length',
        ],
      },
    },
    observe: () =>
      observeHarness((running) => {
        running.sandbox.behave({ latencyMs: 6000 });
        const ids = sections(running).slice(0, 10);
        return Promise.all(ids.map((id) => running.query(`query Title { section(id: "${id}") { title } }`)));
      }),
  },

  'the REST API refuses the tokens': {
    alerts: {
      LearningApiRefusesTokens: {
        log: [request('UNAUTHENTICATED')],
        metrics: ['learning_api_calls_total', 'graphql_requests_total{kind="query",outcome="UNAUTHENTICATED"'],
      },
    },
    observe: () =>
      observeHarness((running) => {
        running.sandbox.addFault({ kind: 'status', status: 401 });
        return readSections(running, 20);
      }),
  },

  'one response that differs from the contract': {
    alerts: {
      LearningApiContractDrift: {
        log: [event('contract_drift'), request('UPSTREAM_ERROR')],
        metrics: ['learning_api_contract_drift_total'],
      },
    },
    isSingle: true,
    observe: () =>
      observeHarness((running) => {
        const body = { catalog_id: wellKnown.catalogId, name: 'Core', is_enabled: 'often' };
        running.sandbox.override('GetCatalog', () => ({ body }));
        return running.query(`query Catalog { catalog(id: "${wellKnown.catalogId}") { name isEnabled } }`);
      }),
  },

  'one response with a new field': {
    alerts: {},
    isSingle: true,
    observe: () =>
      observeHarness((running) => {
        running.sandbox.override('GetCatalog', () => ({ body: { catalog_id: wellKnown.catalogId, added: 1 } }));
        return running.query(`{ catalog(id: "${wellKnown.catalogId}") { name } }`);
      }),
  },

  'one write of unknown outcome': {
    alerts: {
      WriteOutcomeUnknown: {
        log: [event('write'), request('OUTCOME_UNKNOWN')],
        metrics: ['learning_api_calls_total'],
      },
    },
    isSingle: true,
    observe: () =>
      observeHarness((running) => {
        running.sandbox.addFault({ kind: 'resetBefore', operation: 'DropEnrollment' });
        return drop(running);
      }),
  },

  'Redis cannot be reached': {
    alerts: { RedisUnavailable: { log: [event('redis_down')], metrics: ['redis_state'] } },
    observe: () =>
      observeHarness((running) => readSections(running, 20), { config: { REDIS_URL: 'redis://127.0.0.1:1' } }),
  },

  'one unexpected error': {
    alerts: {
      UnexpectedErrors: {
        log: [event('unexpected_error'), request('INTERNAL_SERVER_ERROR')],
        metrics: ['graphql_requests_total{kind="mutation",outcome="INTERNAL_SERVER_ERROR"'],
      },
    },
    isSingle: true,
    observe: () =>
      observeHarness((running) => {
        running.api.call = () => Promise.reject(new TypeError('broken'));
        return drop(running);
      }),
  },

  'more calls than the queue takes': {
    alerts: {
      GatewayOverloaded: {
        log: [request('OVERLOADED')],
        metrics: ['graphql_requests_total{kind="query",outcome="OVERLOADED"'],
      },
      GatewayRequestsFail: null,
    },
    observe: () =>
      observeHarness(
        (running) => {
          running.sandbox.behave({ latencyMs: 300 });
          const ids = running.sandbox.world.assignments.slice(0, 20).map(({ assignment_id }) => assignment_id);
          return Promise.all(ids.map((id) => running.query(`query Task { assignment(id: "${id}") { title } }`)));
        },
        { config: { UPSTREAM_CONCURRENCY: '1', UPSTREAM_QUEUE: '1' } },
      ),
  },

  'callers exceed the rate limit': {
    alerts: {
      CallersRateLimited: {
        log: [request('RATE_LIMITED')],
        metrics: ['rate_limited_requests_total', 'graphql_requests_total'],
      },
    },
    observe: () => observeHarness((running) => readSections(running, 60), { config: { RATE_LIMIT_PER_MINUTE: '10' } }),
  },

  'a gateway does not start, because a setting is not valid': {
    alerts: { GatewayDown: { log: 'all', metrics: [] } },
    observe: async () => {
      const env = { PATH: process.env.PATH, LEARNING_API_URL: 'https://campus.example', REQUEST_TIMEOUT_MS: '30s' };
      const { stderr } = spawnSync(process.execPath, ['dist/main.js'], { env, encoding: 'utf8' });
      return { log: stderr.trim().split('\n'), ready: null, scrapes: [], series: [down] };
    },
  },

  'a gateway is killed, three times': {
    alerts: { GatewayRestarts: { log: 'all', metrics: ['process_start_time_seconds'] } },
    observe: async () => {
      const observations: Observation[] = [];
      for (let start = 0; start < 4; start += 1) {
        // The metric has whole seconds.
        if (start > 0) await wait(1000);
        const { gateway } = await startProcess();
        observations.push(await observeProcess(gateway, /^process_start_time/));
        if (start === 3) break;
        gateway.process.kill('SIGKILL');
        await gateway.ended;
      }
      return {
        log: observations.flatMap(({ log }) => log),
        scrapes: observations.flatMap(({ scrapes }) => scrapes),
        ready: observations.at(-1)?.ready ?? null,
        series: [up],
      };
    },
  },

  'the process gets no time of the processor for 400 ms': {
    alerts: { EventLoopBlocked: { log: [request('OK')], metrics: ['nodejs_eventloop_lag_p99_seconds'] } },
    observe: async () => {
      const { gateway, sandbox } = await startProcess();
      for (;;) {
        // Each scrape begins a new interval.
        await scrape(String(gateway.metricsUrl));
        sandbox.clearCalls();
        const release = sandbox.hold('GetSections');
        const answer = ask(gateway, `query Title { section(id: "${wellKnown.sectionId}") { title } }`);
        await eventually(() => expect(sandbox.calls()).toHaveLength(1));
        gateway.process.kill('SIGSTOP');
        release();
        await wait(400);
        gateway.process.kill('SIGCONT');
        await answer;
        await eventually(() => expect(gateway.text()).toMatch(request('OK')));
        const observation = await observeProcess(gateway, /^nodejs_eventloop_lag_p99/);
        // A busy machine may take so long for the rest that 400 ms are less than 1 % of the samples.
        if ([...(observation.scrapes[0]?.values() ?? [])].every((seconds) => seconds > 0.3)) return observation;
      }
    },
  },

  'the cache may take more memory than the container has': {
    alerts: {
      MemoryNearLimit: {
        log: [],
        metrics: ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes'],
      },
    },
    observe: async () => {
      const { gateway, sandbox } = await startProcess({ CACHE: 'memory', CACHE_MAX_BYTES: '1000000000' });
      const notes = 'x'.repeat(16_000_000);
      sandbox.override('GetCatalog', ({ catalog_id }) => ({
        body: { catalog_id, name: 'Large', is_enabled: true, notes },
      }));
      const limit = 560 * 1024 * 1024;
      const ids = Array.from(
        { length: 60 },
        (_, index) => `0c000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      );
      for (const id of ids) {
        await ask(gateway, `query Catalog { catalog(id: "${id}") { name } }`);
        const observation = await observeProcess(gateway, /^(process_resident_memory|nodejs_heap_size_used)_bytes/);
        const resident = [...(observation.scrapes[0] ?? [])].find(([series]) => series.startsWith('process'))?.[1] ?? 0;
        if (resident > limit) return observation;
      }
      throw new Error('The process has less memory than its cache.');
    },
  },

  'callers leave their connections open, and the process may have few': {
    alerts: {
      FileDescriptorsNearLimit: { log: [], metrics: ['process_open_fds', 'process_max_fds'] },
    },
    observe: async () => {
      const { gateway } = await startProcess({}, ['prlimit', '--nofile=200']);
      const { hostname, port } = new URL(gateway.url);
      const sockets = Array.from({ length: 160 }, () => connect(Number(port), hostname));
      onTestFinished(() => {
        for (const socket of sockets) socket.destroy();
      });
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      // The process accepts connections a moment after they are open.
      return eventually(async () => {
        const observation = await observeProcess(gateway, /^process_(open|max)_fds/);
        expect(Math.min(...(observation.scrapes[0]?.values() ?? []))).toBeGreaterThan(160);
        return observation;
      });
    },
  },
};

/** True for the metrics of the process, which the load of the machine that runs the tests changes too. */
const isOfProcess = (series: string) => /^(nodejs|process)_/.test(series);

async function observeHarness(
  cause: (running: Harness) => Promise<unknown>,
  options?: HarnessOptions,
): Promise<Observation> {
  const running = await harnessForThisTest({ ...options, config: { METRICS_PORT: '0', ...options?.config } });
  const before = await scrape(running.metricsUrl);
  await cause(running);
  const after = [...(await scrape(running.metricsUrl))].filter(([series]) => !isOfProcess(series));
  return {
    log: running.log.map((line) => JSON.stringify(line)),
    ready: await readReady(running.url),
    scrapes: [before, new Map(after)],
    series: [up],
  };
}

/** Starts a gateway in a process of its own, before a sandbox. */
async function startProcess(
  settings: Record<string, string> = {},
  launcher: readonly string[] = [],
): Promise<{ gateway: GatewayProcess; sandbox: Sandbox }> {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(() => sandbox.close());
  const all = { LEARNING_API_URL: sandbox.url, PORT: '0', METRICS_PORT: '0', HOST: '127.0.0.1', ...settings };
  return { gateway: await startGatewayProcess(all, onTestFinished, [], launcher), sandbox };
}

async function scrapeOnly({ metricsUrl }: GatewayProcess, names: RegExp): Promise<Samples> {
  return new Map([...(await scrape(String(metricsUrl)))].filter(([series]) => names.test(series)));
}

/** Observes a process, and of its metrics those that its condition is about. */
async function observeProcess(gateway: GatewayProcess, names: RegExp): Promise<Observation> {
  return {
    log: gateway.log.map((line) => JSON.stringify(line)),
    scrapes: [await scrapeOnly(gateway, names)],
    ready: await readReady(gateway.url),
    series: [up],
  };
}

async function ask({ url }: GatewayProcess, query: string): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${demoTokens.full}` };
  await (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
}

const sections = ({ sandbox: { world } }: Harness) => world.sections.map(({ syllabus_id }) => syllabus_id);

/** Reads different sections, one after another, for two callers in turn. */
async function readSections(running: Harness, count: number): Promise<void> {
  const ids = sections(running);
  const { full, limited } = running.sandbox.tokens;
  for (let index = 0; index < count; index += 1) {
    const token = index % 2 === 0 ? full : limited;
    await running.query(`query Title { section(id: "${ids[index % ids.length]}") { title } }`, { token });
  }
}

function drop(running: Harness): Promise<unknown> {
  return running.query(`mutation Drop { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`);
}
