import { readFileSync, writeFileSync } from 'node:fs';
import type { Observation } from './observation.ts';

/** The parts of an observation that a page of the runbook shows. */
export interface Shown {
  /** The first line of the log that matches each, or all lines. */
  log: RegExp[] | 'all';
  /** The series that begin with these texts. */
  metrics: string[];
}

const opening = '<!-- seen: written by `RUNBOOK=write npx vitest run test/deploy/alerts.test.ts` -->';
const closing = '<!-- end of seen -->';

/** The page of an alert. */
export function readPage(alert: string): string {
  return readFileSync(urlOf(alert), 'utf8');
}

/** The part of a page that shows a run. */
export function seenOn(page: string): string {
  const [start, end] = boundsOf(page);
  return page.slice(start, end).trim();
}

export function writeSeen(alert: string, seen: string): void {
  const page = readPage(alert);
  const [start, end] = boundsOf(page);
  writeFileSync(urlOf(alert), `${page.slice(0, start)}\n\n${seen}\n\n${page.slice(end)}`);
}

function boundsOf(page: string): [number, number] {
  const start = page.indexOf(opening) + opening.length;
  const end = page.indexOf(closing);
  if (!page.includes(opening) || end < start) throw new Error(`The page lacks the markers ${opening} and ${closing}.`);
  return [start, end];
}

/** The text of a page about an observation. */
export function describeObservation({ log, ready, scrapes }: Observation, shown: Shown): string {
  const firstOf = (pattern: RegExp) => log.find((line) => pattern.test(line)) ?? missing(String(pattern), log);
  const found = shown.log === 'all' ? log : shown.log.map(firstOf);
  const lines = found.map((line) => line.replaceAll(process.cwd(), '/app'));
  const samples = [...(scrapes.at(-1) ?? [])].map(([series, value]) => `${withoutJob(series)} ${value}`);
  const metrics = shown.metrics.flatMap((start) => {
    const matches = samples.filter((sample) => sample.startsWith(start));
    return matches.length > 0 ? matches : missing(start, samples);
  });
  return [
    block('Log', lines),
    block('Metrics', metrics),
    block('`/ready`', ready ? [`${ready.status} ${ready.body}`] : ['(connection refused)']),
  ].join('\n\n');
}

/** The same without times, ids, addresses and amounts, which differ from run to run. */
export function masked(seen: string): string {
  return seen
    .replace(/"(time|requestId|durationMs|url|metricsUrl|stack)":("(\\.|[^"\\])*"|[\d.]+)/g, '"$1":…')
    .replace(/^((?!learning_api_breaker_state|redis_state)[a-z]\w+(\{.*\})?) [\d.e+]+$/gm, '$1 …');
}

function block(title: string, lines: readonly string[]): string {
  return [`${title}:`, '', '```', ...(lines.length > 0 ? lines : ['(nothing)']), '```'].join('\n');
}

function withoutJob(series: string): string {
  return series.replace(/job="learning-gateway",instance="a",?/, '').replace('{}', '');
}

function missing(what: string, lines: readonly string[]): never {
  throw new Error(`Nothing matches ${what} in:\n${lines.join('\n')}`);
}

function urlOf(alert: string): URL {
  return new URL(`../../docs/runbook/${alert}.md`, import.meta.url);
}
