import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawFlames, type Frame } from './flame.ts';
import { loadOf } from './measure.ts';
import { root } from './processes.ts';
import { rows } from './rows.ts';
import { openStage } from './stage.ts';
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
if (!system || !row) throw new Error(`There is no system ${values.system} or no row ${values.row}.`);

const directory = mkdtempSync(join(tmpdir(), 'profile-'));
const stage = await openStage();
const actor = await stage.enter(system, {
  nodeOptions: ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${directory}`],
});
const load = loadOf(row);
await stage.burst(actor, { ...load, durationMs: 3_000 }, row.latencyMs);
const from = microseconds();
const burst = await stage.burst(actor, { ...load, durationMs: Number(values.seconds) * 1_000 }, row.latencyMs);
const to = microseconds();
await stage.leave(actor);
await stage.close();

const file = readdirSync(directory).find((name) => name.endsWith('.cpuprofile'));
if (!file) throw new Error('No profile was written.');
const path = join(directory, file);
const profile = withSources(JSON.parse(readFileSync(path, 'utf8')) as Profile);
writeFileSync(path, JSON.stringify(profile));
const times = timesUnderLoad(profile);
print(selfTimes(profile, times), burst.requests);
console.log(
  `\n${round(burst.requests / (burst.durationMs / 1000))} requests a second, p50 ${round(burst.p50Ms)} ms, ` +
    `${round(burst.cpuMsPerRequest ?? 0)} ms of CPU time a request, all under the profiler.`,
);
if (values.flames) {
  writeFileSync(values.flames, drawFlames(`${system.title}. ${row.title}`, framesOf(profile, times)));
}
console.log(
  `For a flame graph, open ${path} in speedscope or in Chrome's developer tools, or give --flames <file.svg>.`,
);

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

/** Microseconds that each node of a profile took itself while the load was on. */
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

/** What each function took itself. */
function selfTimes({ nodes }: Profile, taken: ReadonlyMap<number, number>): SelfTime[] {
  const times = new Map<string, SelfTime>();
  for (const { id, callFrame } of nodes) {
    const microseconds = taken.get(id);
    if (microseconds === undefined) continue;
    const name = nameOf(callFrame);
    const known = times.get(name) ?? { name, group: groupOf(callFrame), microseconds: 0 };
    known.microseconds += microseconds;
    times.set(name, known);
  }
  return [...times.values()].sort((a, b) => b.microseconds - a.microseconds);
}

/** What was called from nowhere, with all that it called; calls of one function in one place are one. */
function framesOf({ nodes }: Profile, taken: ReadonlyMap<number, number>): Frame[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const below = (ids: readonly number[]): Frame[] => {
    const groups = new Map<string, { ids: number[]; callFrame: CallFrame }>();
    for (const id of ids) {
      const node = byId.get(id);
      if (!node) continue;
      const group = groups.get(nameOf(node.callFrame)) ?? { ids: [], callFrame: node.callFrame };
      group.ids.push(id);
      groups.set(nameOf(node.callFrame), group);
    }
    return [...groups].map(([name, { ids: same, callFrame }]) => {
      const called = below(same.flatMap((id) => byId.get(id)?.children ?? []));
      const own = same.reduce((sum, id) => sum + (taken.get(id) ?? 0), 0);
      const microseconds = called.reduce((sum, frame) => sum + frame.microseconds, own);
      return { name, group: groupOf(callFrame), microseconds, called };
    });
  };
  const [root] = nodes;
  return root ? below(root.children ?? []) : [];
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const place = url === '' ? '' : ` ${placeOf(url)}:${lineNumber + 1}`;
  return `${functionName || '(anonymous)'}${place}`;
}

/** The package, the folder of ours or the part of Node that a function belongs to. */
function groupOf({ url, functionName }: CallFrame): string {
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
