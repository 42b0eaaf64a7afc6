import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBench } from './bench.ts';
import { drawFlames, type Frame } from './flame.ts';
import { loadOf, upstreamOf } from './measure.ts';
import { root } from './processes.ts';
import { rows } from './rows.ts';
import { systems } from './systems.ts';

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}

interface Profile {
  nodes: { id: number; children?: number[]; callFrame: CallFrame }[];
  samples: number[];
  timeDeltas: number[];
  startTime: number;
}

const { values } = parseArgs({
  options: {
    system: { type: 'string', default: 'gateway' },
    row: { type: 'string', default: 'distinct-0ms' },
    seconds: { type: 'string', default: '10' },
    functions: { type: 'string', default: '40' },
    flames: { type: 'string' },
  },
});

const system = systems.find(({ name }) => name === values.system);
const row = rows.find(({ name }) => name === values.row);
if (!system || !row) throw new Error(`Unknown system ${values.system} or row ${values.row}.`);

const directory = mkdtempSync(join(tmpdir(), 'profile-'));
const bench = await openBench();
const running = await bench.start(system, {
  nodeOptions: ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${directory}`],
});
const load = loadOf(row);
await bench.sample(running, { ...load, durationMs: 3_000 }, upstreamOf(row));
const from = microseconds();
const sample = await bench.sample(running, { ...load, durationMs: Number(values.seconds) * 1_000 }, upstreamOf(row));
const to = microseconds();
await bench.stop(running);
await bench.close();

const file = readdirSync(directory).find((name) => name.endsWith('.cpuprofile'));
if (!file) throw new Error('No profile was written.');
const path = join(directory, file);
const profile = withSources(JSON.parse(readFileSync(path, 'utf8')) as Profile);
writeFileSync(path, JSON.stringify(profile));
const times = timesUnderLoad(profile);
print(selfTimes(profile, times), sample.requests);
console.log(
  `\n${round(sample.requests / (sample.durationMs / 1000))} requests per second, p50 ${round(sample.p50Ms)} ms, ` +
    `${round(sample.cpuMsPerRequest ?? 0)} ms of CPU time per request, all with the profiler running.`,
);
if (values.flames) {
  writeFileSync(values.flames, drawFlames(`${system.title}. ${row.title}`, framesOf(profile, times)));
}
console.log(
  `For a flame graph, open ${path} in speedscope or in Chrome's developer tools, or pass --flames <file.svg>.`,
);

/** Moves the functions of a profile from the bundle to the source files, by the source maps. */
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

/** The time in microseconds, on the clock of the profiles. */
function microseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

interface SelfTime {
  name: string;
  group: string;
  microseconds: number;
}

/** The self time of each node of a profile during the load, in microseconds. */
function timesUnderLoad({ nodes, samples, timeDeltas, startTime }: Profile): Map<number, number> {
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id));
  const times = new Map<number, number>();
  let at = startTime;
  samples.forEach((id, index) => {
    const delta = timeDeltas[index] ?? 0;
    at += delta;
    if (at >= from && at <= to && !idle.has(id)) times.set(id, (times.get(id) ?? 0) + delta);
  });
  return times;
}

/** The self time of each function. */
function selfTimes({ nodes }: Profile, taken: ReadonlyMap<number, number>): SelfTime[] {
  const times = new Map<string, SelfTime>();
  for (const { id, callFrame } of nodes) {
    const microseconds = taken.get(id);
    if (microseconds === undefined) continue;
    const name = nameOf(callFrame);
    const time = times.get(name) ?? { name, group: groupOf(callFrame), microseconds: 0 };
    time.microseconds += microseconds;
    times.set(name, time);
  }
  return [...times.values()].sort((a, b) => b.microseconds - a.microseconds);
}

/** The call tree. Calls of one function by the same caller are merged. */
function framesOf({ nodes }: Profile, taken: ReadonlyMap<number, number>): Frame[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const framesBelow = (ids: readonly number[]): Frame[] => {
    const groups = new Map<string, { ids: number[]; callFrame: CallFrame }>();
    for (const id of ids) {
      const node = byId.get(id);
      if (!node) continue;
      const group = groups.get(nameOf(node.callFrame)) ?? { ids: [], callFrame: node.callFrame };
      group.ids.push(id);
      groups.set(nameOf(node.callFrame), group);
    }
    return [...groups].map(([name, { ids: same, callFrame }]) => {
      const called = framesBelow(same.flatMap((id) => byId.get(id)?.children ?? []));
      const own = same.reduce((sum, id) => sum + (taken.get(id) ?? 0), 0);
      const microseconds = called.reduce((sum, frame) => sum + frame.microseconds, own);
      return { name, group: groupOf(callFrame), microseconds, called };
    });
  };
  const [root] = nodes;
  return root ? framesBelow(root.children ?? []) : [];
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const location = url === '' ? '' : ` ${shortPath(url)}:${lineNumber + 1}`;
  return `${functionName || '(anonymous)'}${location}`;
}

/** The package, the folder of this repository, or the module of Node that a function belongs to. */
function groupOf({ url, functionName }: CallFrame): string {
  if (url === '') return functionName.startsWith('(') ? functionName : '(built in)';
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const installed = url.lastIndexOf('/node_modules/');
  if (installed < 0) return shortPath(url).split('/').slice(0, -1).join('/');
  const [scope = '', name = ''] = url.slice(installed + '/node_modules/'.length).split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function shortPath(url: string): string {
  const installed = url.lastIndexOf('/node_modules/');
  return installed < 0 ? url.replace(`file://${root}`, '') : url.slice(installed + '/node_modules/'.length);
}

function print(times: SelfTime[], requests: number): void {
  const total = times.reduce((sum, time) => sum + time.microseconds, 0);
  const line = (label: string, taken: number) =>
    `${((100 * taken) / total).toFixed(1).padStart(6)} %  ${String(Math.round(taken / requests)).padStart(6)} µs  ${label}`;
  const groups = new Map<string, number>();
  for (const { group, microseconds: taken } of times) groups.set(group, (groups.get(group) ?? 0) + taken);
  console.log('Self time per request, by package:');
  for (const [group, taken] of [...groups].sort(([, a], [, b]) => b - a).slice(0, 25)) console.log(line(group, taken));
  console.log('\nBy function:');
  for (const { name, microseconds: taken } of times.slice(0, Number(values.functions))) console.log(line(name, taken));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
