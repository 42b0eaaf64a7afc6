import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, type HarnessOptions, harnessForThisTest } from '../support/harness.ts';
import { withProgram } from '../support/programs.ts';
import { deployFolder, run } from './support.ts';

/** The samples of a scrape by series, with the labels that Prometheus adds. */
async function scrape({ metricsUrl }: Harness): Promise<Map<string, number>> {
  const text = await (await fetch(metricsUrl)).text();
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name) samples.set(`${name}{job="learning-gateway",instance="a"${labels && `,${labels}`}}`, Number(value));
  }
  return samples;
}

// cspell:ignore alertstate
const isCounter = (series: string) => /^\w+(_total|_bucket|_count|_sum)\{/.test(series);

/** True for the metrics of the process, which the load of the machine that runs the tests changes too. */
const isOfProcess = (series: string) => /^(nodejs|process)_/.test(series);

/** Series in which what happened between two scrapes happens once, or in every minute of two hours. */
function seriesOf(before: Map<string, number>, after: Map<string, number>, isRepeated: boolean) {
  const ofGateway = [...after].filter(([series]) => !isOfProcess(series));
  return ofGateway.map(([series, value]) => {
    const first = before.get(series);
    if (!isCounter(series)) return { series, values: `${value}x120` };
    if (!isRepeated) return { series, values: `${first ?? '_'}x10 ${value}x110` };
    const growth = value - (first ?? 0);
    return { series, values: `${value}+${growth}x120` };
  });
}

/** The names of the alerts that fire after these series, of the rules that are deployed. */
function firing(input: { series: string; values: string }[], minute: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const names = [...run('cat', ['prometheus/alerts.yaml']).matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  return names.filter((name) => {
    const file = join(folder, `${name}.yaml`);
    const isFiring = { expr: `count(ALERTS{alertname="${name}",alertstate="firing"}) > bool 0 or vector(0)` };
    writeFileSync(
      file,
      stringify({
        rule_files: [join(deployFolder, 'prometheus/alerts.yaml')],
        evaluation_interval: '1m',
        tests: [
          {
            interval: '1m',
            input_series: input,
            promql_expr_test: [{ ...isFiring, eval_time: `${minute}m`, exp_samples: [{ labels: '{}', value: 1 }] }],
          },
        ],
      }),
    );
    try {
      return run('promtool', ['test', 'rules', file]).includes('SUCCESS');
    } catch (error) {
      if (error instanceof Error && /exp: ?\{|got:/.test(error.message)) return false;
      throw error;
    }
  });
}

interface Condition {
  /** The alerts that the condition fires, and no others. */
  alerts: string[];
  /** Once, instead of in every minute. */
  isSingle?: true;
  options?: HarnessOptions;
  cause(running: Harness): Promise<unknown>;
}

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const sections = ({ sandbox: { world } }: Harness) => world.sections.map(({ syllabus_id }) => syllabus_id);
/** Reads different sections, one after another, for two callers in turn. */
async function readSections(running: Harness, count: number): Promise<void> {
  const ids = sections(running);
  const { full, limited } = running.sandbox.tokens;
  for (const index of times(count)) {
    const token = index % 2 === 0 ? full : limited;
    await running.query(`{ section(id: "${ids[index % ids.length]}") { title } }`, { token });
  }
}

const conditions: Record<string, Condition> = {
  'nothing is wrong': { alerts: [], cause: (running) => readSections(running, 20) },
  'the REST API is down': {
    alerts: ['GatewayRequestsFail', 'LearningApiBreakerOpen', 'LearningApiOperationFails', 'LearningApiRetried'],
    options: { config: { UPSTREAM_RETRIES: '1' } },
    cause: (running) => {
      running.sandbox.addFault({ kind: 'status', status: 503 });
      return readSections(running, 40);
    },
  },
  'the REST API is slow': {
    alerts: ['GatewaySlow'],
    cause: (running) => {
      running.sandbox.behave({ latencyMs: 6000 });
      return Promise.all(
        sections(running)
          .slice(0, 10)
          .map((id) => running.query(`{ section(id: "${id}") { title } }`)),
      );
    },
  },
  'the REST API refuses the tokens': {
    alerts: ['LearningApiRefusesTokens'],
    cause: (running) => {
      running.sandbox.addFault({ kind: 'status', status: 401 });
      return readSections(running, 20);
    },
  },
  'one response that differs from the contract': {
    alerts: ['LearningApiContractDrift'],
    isSingle: true,
    cause: (running) => {
      running.sandbox.override('GetCatalog', () => ({
        body: { catalog_id: wellKnown.catalogId, name: 5, is_enabled: 1 },
      }));
      return running.query(`{ catalog(id: "${wellKnown.catalogId}") { name } }`);
    },
  },
  'one response with a new field': {
    alerts: [],
    isSingle: true,
    cause: (running) => {
      running.sandbox.override('GetCatalog', () => ({ body: { catalog_id: wellKnown.catalogId, added: 1 } }));
      return running.query(`{ catalog(id: "${wellKnown.catalogId}") { name } }`);
    },
  },
  'one write of unknown outcome': {
    alerts: ['WriteOutcomeUnknown'],
    isSingle: true,
    cause: (running) => {
      running.sandbox.addFault({ kind: 'resetBefore', operation: 'DropEnrollment' });
      return running.query(`mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`);
    },
  },
  'Redis cannot be reached': {
    alerts: ['RedisUnavailable'],
    options: { config: { REDIS_URL: 'redis://127.0.0.1:1' } },
    cause: (running) => readSections(running, 20),
  },
  'one unexpected error': {
    alerts: ['UnexpectedErrors'],
    isSingle: true,
    cause: (running) => {
      running.api.call = () => Promise.reject(new TypeError('broken'));
      return running.query(`mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`);
    },
  },
  'more calls than the queue takes': {
    alerts: ['GatewayOverloaded', 'GatewayRequestsFail'],
    options: { config: { UPSTREAM_CONCURRENCY: '1', UPSTREAM_QUEUE: '1' } },
    cause: (running) => {
      running.sandbox.behave({ latencyMs: 300 });
      const ids = running.sandbox.world.assignments.slice(0, 20).map(({ assignment_id }) => assignment_id);
      return Promise.all(ids.map((id) => running.query(`{ assignment(id: "${id}") { title } }`)));
    },
  },
  'callers exceed the rate limit': {
    alerts: ['CallersRateLimited'],
    options: { config: { RATE_LIMIT_PER_MINUTE: '10' } },
    cause: (running) => readSections(running, 60),
  },
};

withProgram('promtool').describe('alerts of the running gateway', () => {
  const rows = Object.entries(conditions).map(([condition, row]) => ({ condition, ...row }));
  withProgram('promtool').test.each(rows)('$condition: $alerts', async ({ alerts, isSingle, options, cause }) => {
    const running = await harnessForThisTest({ ...options, config: { METRICS_PORT: '0', ...options?.config } });
    const before = await scrape(running);
    await cause(running);
    const after = await scrape(running);
    const up = { series: 'up{job="learning-gateway",instance="a"}', values: '1x120' };
    expect(firing([up, ...seriesOf(before, after, !isSingle)], 40).sort()).toEqual([...alerts].sort());
  });
});
