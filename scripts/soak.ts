import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { demoTokens, wellKnown } from '../src/sandbox/http/server.ts';
import { type Outcomes, startLoad } from './soak/load.ts';
import { findGrowth, type Interval, readSample, type Sample, summarize } from './soak/watch.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, rate: { type: 'string', default: '200' } },
});
const durationMs = Number(values.minutes) * 60_000;
const rate = Number(values.rate);
if (!(durationMs > 0 && rate > 0)) {
  console.error('--minutes and --rate must be positive numbers, for example: npm run soak -- --minutes 10 --rate 200');
  process.exit(1);
}
/** The number of lines of the table. */
const intervalCount = 10;

const faults: object[] = [
  { kind: 'status', status: 503 },
  { kind: 'resetBefore' },
  { kind: 'status', status: 429, retryAfterSeconds: 0 },
  { kind: 'malformed' },
  { kind: 'truncated' },
  { kind: 'status', status: 500 },
  { kind: 'html' },
  { kind: 'resetAfter' },
  { kind: 'warnings', messages: ['Careful.'] },
  { kind: 'drip' },
  { kind: 'errorCode', code: 3 },
  { kind: 'hang' },
];
const processes: ChildProcess[] = [];
const warnings: string[] = [];
process.once('exit', () => {
  for (const child of processes) child.kill('SIGKILL');
});

const sandboxUrl = await startSandbox();
const { url, metricsUrl } = await startGateway();
const load = startLoad({ url, tokens: demoTokens, rate });
const faultTimer = setInterval(() => void injectFault(), 100);
const resetTimer = setInterval(() => void control('reset', {}), 10_000);

console.log('requests/s  p50 ms  p99 ms  heap MB  resident MB  descriptors  handles');
const intervals: Interval[] = [];
const totals = new Map<string, number>();
const startedAt = performance.now();
for (let number = 1; number <= intervalCount; number += 1) {
  const samples: Sample[] = [];
  const end = startedAt + (durationMs / intervalCount) * number;
  while (performance.now() < end) {
    reportProgress();
    await new Promise((resolve) => setTimeout(resolve, 250));
    samples.push(await readSample(metricsUrl));
  }
  const interval = withLoad(summarize(samples), load.take());
  intervals.push(interval);
  printRow(interval);
}
clearInterval(faultTimer);
clearInterval(resetTimer);
await load.stop();
console.log([...totals].map(([outcome, count]) => `${outcome} ${count}`).join(', '));
const grown = findGrowth(intervals);
for (const growth of grown) console.error(`Growth: ${growth}`);
for (const warning of warnings) console.error(`Standard error: ${warning}`);
const isFlat = grown.length === 0 && warnings.length === 0;
console.log(
  isFlat ? 'Heap, descriptors and handles were flat, and there were no warnings.' : 'Not flat, or with warnings.',
);
process.exit(isFlat ? 0 : 1);

/** Adds the outcomes of the load to the summary of an interval. */
function withLoad(summary: Sample, { counts, durations }: Outcomes): Interval {
  for (const [outcome, count] of counts) totals.set(outcome, (totals.get(outcome) ?? 0) + count);
  const sorted = durations.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  const seconds = durationMs / intervalCount / 1000;
  return { ...summary, requestsPerSecond: sorted.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function printRow({ requestsPerSecond, p50Ms, p99Ms, heapMb, residentMb, descriptors, handles }: Interval): void {
  const cells = [requestsPerSecond, p50Ms, p99Ms, heapMb, residentMb, descriptors, handles];
  const widths = [10, 6, 6, 7, 11, 11, 7];
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(cells.map((cell, column) => cell.toFixed(column < 3 ? 1 : 0).padStart(widths[column] ?? 0)).join('  '));
}

function reportProgress(): void {
  const tookMs = performance.now() - startedAt;
  const left = Math.max(0, Math.ceil((durationMs - tookMs) / 1000));
  const line = `Soaking at ${rate} requests per second: ${Math.min(100, Math.floor((100 * tookMs) / durationMs))} %, ${left} s left`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Makes the next call fail with the next fault. */
async function injectFault(): Promise<void> {
  const [fault] = faults;
  faults.push(...faults.splice(0, 1));
  if (fault) await control('faults', { times: 1, ...fault });
}

async function control(path: string, body: object): Promise<void> {
  await fetch(`${sandboxUrl}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => undefined);
}

async function startSandbox(): Promise<string> {
  const child = start(['--import', 'tsx', 'src/sandbox/api-only.ts'], { SANDBOX_PORT: '0', SANDBOX_HOST: '127.0.0.1' });
  return firstInOutput(child, (line) => /^REST API (\S+)/.exec(line)?.[1]);
}

async function startGateway(): Promise<{ url: string; metricsUrl: string }> {
  const child = start(packageJson.scripts.start.split(' ').slice(1), {
    LEARNING_API_URL: sandboxUrl,
    DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
    HOST: '127.0.0.1',
    PORT: '0',
    METRICS_PORT: '0',
    CACHE: 'memory',
    UPSTREAM_TIMEOUT_MS: '2000',
  });
  return firstInOutput(child, (line) => {
    const { event, ...listening } = JSON.parse(line);
    return event === 'listening' ? listening : undefined;
  });
}

function start(args: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.on('data', (chunk) => warnings.push(String(chunk).trim()));
  child.once('exit', (code) => {
    console.error(`${args.at(-1)} exited with code ${code}. ${warnings.join('\n')}`);
    process.exit(1);
  });
  processes.push(child);
  return child;
}

/** Reads the output until `read` finds a value in a line. Later lines are ignored. */
function firstInOutput<Found>({ stdout }: ChildProcess, read: (line: string) => Found | undefined): Promise<Found> {
  return new Promise((resolve, reject) => {
    if (!stdout) return reject(new Error('The process has no output.'));
    createInterface({ input: stdout }).on('line', (line) => {
      const found = read(line);
      if (found !== undefined) resolve(found);
    });
  });
}
