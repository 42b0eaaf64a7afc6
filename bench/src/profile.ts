import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from './processes.ts';
import { bodyOf, queries } from './queries.ts';
import { openStage } from './stage.ts';
import { systems } from './systems.ts';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
  startTime: number;
}

const { values } = parseArgs({
  options: {
    system: { type: 'string', default: 'gateway' },
    query: { type: 'string', default: 'enrollments' },
    seconds: { type: 'string', default: '10' },
    latency: { type: 'string', default: '0' },
    connections: { type: 'string', default: '16' },
    functions: { type: 'string', default: '40' },
    'one-token': { type: 'boolean', default: false },
  },
});

const system = systems.find(({ name }) => name === values.system);
const query = queries[values.query as keyof typeof queries];
if (!system || !query) throw new Error(`There is no system ${values.system} or no query ${values.query}.`);

const directory = mkdtempSync(join(tmpdir(), 'profile-'));
const stage = await openStage();
const actor = await stage.enter(system, {
  nodeOptions: ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${directory}`],
});
const load = {
  bodies: [bodyOf(query, 0, 50)],
  connections: Number(values.connections),
  tokens: values['one-token'] ? ('one' as const) : ('distinct' as const),
};
const latencyMs = Number(values.latency);
await stage.burst(actor, { ...load, durationMs: 3_000 }, latencyMs);
const from = microseconds();
const burst = await stage.burst(actor, { ...load, durationMs: Number(values.seconds) * 1_000 }, latencyMs);
const to = microseconds();
await stage.leave(actor);
await stage.close();

const file = readdirSync(directory).find((name) => name.endsWith('.cpuprofile'));
if (!file) throw new Error('No profile was written.');
const path = join(directory, file);
const profile = withSources(JSON.parse(readFileSync(path, 'utf8')) as Profile);
writeFileSync(path, JSON.stringify(profile));
print(selfTimes(profile), burst.requests);
console.log(
  `\n${round(burst.requests / (burst.durationMs / 1000))} requests a second, p50 ${round(burst.p50Ms)} ms, ` +
    `${round(burst.cpuMsPerRequest ?? 0)} ms of CPU time a request, all under the profiler.`,
);
console.log(`For a flame graph, open ${path} in speedscope or in Chrome's developer tools.`);

/** A profile whose functions are where they were written, not where a bundle has them. */
function withSources(raw: Profile): Profile {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (url: string): SourceMap | null => {
    const file = url.startsWith('file:') ? `${fileURLToPath(url)}.map` : '';
    if (!maps.has(url)) maps.set(url, existsSync(file) ? new SourceMap(readMap(file)) : null);
    return maps.get(url) ?? null;
  };
  for (const { callFrame } of raw.nodes) {
    const origin = mapOf(callFrame.url)?.findEntry(callFrame.lineNumber, callFrame.columnNumber);
    if (!origin || !('originalSource' in origin)) continue;
    callFrame.url = new URL(origin.originalSource, callFrame.url).href;
    callFrame.lineNumber = origin.originalLine;
    callFrame.columnNumber = origin.originalColumn;
  }
  return raw;
}

function readMap(file: string): SourceMapPayload {
  return JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload;
}

/** Microseconds on the clock that profiles are written by. */
function microseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

interface SelfTime {
  name: string;
  group: string;
  microseconds: number;
}

/** What each function took itself while the load was on. */
function selfTimes({ nodes, samples, timeDeltas, startTime }: Profile): SelfTime[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const times = new Map<string, SelfTime>();
  let at = startTime;
  samples.forEach((id, index) => {
    const delta = timeDeltas[index] ?? 0;
    at += delta;
    const node = byId.get(id);
    if (!node || at < from || at > to || node.callFrame.functionName === '(idle)') return;
    const { functionName, url, lineNumber } = node.callFrame;
    const group = groupOf(url, functionName);
    const place = url === '' ? '' : ` ${placeOf(url)}:${lineNumber + 1}`;
    const name = `${functionName || '(anonymous)'}${place}`;
    const known = times.get(name) ?? { name, group, microseconds: 0 };
    known.microseconds += delta;
    times.set(name, known);
  });
  return [...times.values()].sort((a, b) => b.microseconds - a.microseconds);
}

/** The package, the folder of ours or the part of Node that a function belongs to. */
function groupOf(url: string, functionName: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : '(built in)';
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const installed = url.lastIndexOf('/node_modules/');
  if (installed < 0) return placeOf(url).split('/').slice(0, -1).join('/');
  const [scope = '', name = ''] = url.slice(installed + '/node_modules/'.length).split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function placeOf(url: string): string {
  const installed = url.lastIndexOf('/node_modules/');
  return installed < 0 ? url.replace(`file://${root}`, '') : url.slice(installed + '/node_modules/'.length);
}

function print(times: SelfTime[], requests: number): void {
  const total = times.reduce((sum, time) => sum + time.microseconds, 0);
  const line = (label: string, taken: number) =>
    `${((100 * taken) / total).toFixed(1).padStart(6)} %  ${String(Math.round(taken / requests)).padStart(6)} µs  ${label}`;
  const groups = new Map<string, number>();
  for (const { group, microseconds: taken } of times) groups.set(group, (groups.get(group) ?? 0) + taken);
  console.log('Self time a request, by package:');
  for (const [group, taken] of [...groups].sort(([, a], [, b]) => b - a).slice(0, 25)) console.log(line(group, taken));
  console.log('\nBy function:');
  for (const { name, microseconds: taken } of times.slice(0, Number(values.functions))) console.log(line(name, taken));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
