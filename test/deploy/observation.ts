import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { deployFolder, run } from './support.ts';

/** The metrics of a gateway by series, with the labels that Prometheus adds. */
export type Samples = ReadonlyMap<string, number>;

/** Everything that an operator can see of a gateway while something is wrong. */
export interface Observation {
  /** Whatever the gateway wrote, line by line. */
  log: string[];
  /** Null if the gateway does not run. */
  ready: { status: number; body: string } | null;
  /** Successive scrapes of one replica. */
  scrapes: Samples[];
  /** Series beside the scrapes, as promtool writes them. */
  series: Series[];
}

interface Series {
  series: string;
  values: string;
}

const labels = 'job="learning-gateway",instance="a"';
/** Of each replica that Prometheus can reach. */
export const up: Series = { series: `up{${labels}}`, values: '1x120' };
export const down: Series = { series: `up{${labels}}`, values: '0x120' };

export async function scrape(metricsUrl: string): Promise<Samples> {
  const text = await (await fetch(metricsUrl)).text();
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, own = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name) samples.set(`${name}{${labels}${own && `,${own}`}}`, Number(value));
  }
  return samples;
}

export async function readReady(url: string): Promise<{ status: number; body: string }> {
  const response = await fetch(new URL('/ready', url));
  return { status: response.status, body: await response.text() };
}

/** The samples of an observation, as promtool takes them: as they were, or in every minute of two hours. */
export function seriesOf({ scrapes, series }: Observation, isSingle = false): Series[] {
  const [first = new Map(), ...later] = scrapes;
  return [
    ...series,
    ...[...(scrapes.at(-1) ?? [])].map(([name, value]) => {
      const old = first.get(name);
      const changes = later.map((samples) => samples.get(name) ?? '_').join(' ');
      if (isSingle || later.length > 1) return { series: name, values: `${old ?? '_'}x30 ${changes} ${value}x90` };
      return { series: name, values: isCounter(name) ? `${value}+${value - (old ?? 0)}x120` : `${value}x120` };
    }),
  ];
}

const isCounter = (series: string) => /^\w+(_total|_bucket|_count|_sum)\{/.test(series);

// cspell:ignore alertstate
/** Expects that of all rules that are deployed, these alerts fire after these series, and no others. */
export function expectFiring(alerts: readonly string[], input: readonly Series[], minute: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'test.yaml');
  const exp_samples = [...alerts].sort().map((name) => ({ labels: `{alertname="${name}"}`, value: 1 }));
  const expr = 'count by (alertname) (ALERTS{alertstate="firing"}) > bool 0';
  const test = {
    interval: '1m',
    input_series: input,
    promql_expr_test: [{ expr, eval_time: `${minute}m`, exp_samples }],
  };
  const rule_files = [join(deployFolder, 'prometheus/alerts.yaml')];
  writeFileSync(file, stringify({ rule_files, evaluation_interval: '1m', tests: [test] }));
  // Its message has the alerts that fire.
  expect(run('promtool', ['test', 'rules', file])).toContain('SUCCESS');
}
