import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { createAdminApi } from '../src/learning-api/admin-api.ts';
import { demoTokens, wellKnown } from '../src/sandbox/http/server.ts';
import { type Outcomes, startLoad } from './soak/load.ts';
import { findGrowth, type Interval, readSample, type Sample, summarize } from './soak/watch.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
    log: { type: 'string' },
  },
});
const durationMs = Number(values.minutes) * 60_000;
const rate = Number(values.rate);
if (!(durationMs > 0 && rate > 0)) {
  console.error('--minutes and --rate must be positive numbers, for example: npm run soak -- --minutes 10 --rate 50');
  process.exit(1);
}
/** The deadline of every request, in milliseconds, and how late an answer may be on a busy machine. */
const deadlineMs = 5_000;
const lateMs = 1_000;

/** The trouble of each tenth of the time, beside single calls that fail. */
const phases: readonly Phase[] = ['warm-up', '', '', 'Redis hangs', '', '', 'the API refuses all', '', '', ''];
type Phase = 'warm-up' | '' | 'Redis hangs' | 'the API refuses all';

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
const redisPort = '16399';
const noRequests = { requestsPerSecond: 0, p50Ms: 0, p99Ms: 0, longestMs: 0 };
const processes: ChildProcess[] = [];
const warnings: string[] = [];
process.once('exit', () => {
  for (const child of processes) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const redis = await startRedis();
const sandboxUrl = await startSandbox();
const { url, metricsUrl } = await startGateway();
const adminApi = createAdminApi({ origin: sandboxUrl, timeoutMs: 1_000, maxResponseBytes: 1_000_000 });

console.log(
  'requests/s  p50 ms  p99 ms  longest ms  heap MB  resident MB  descriptors  handles  timers  what goes wrong',
);
const before = await readSample(metricsUrl);
printRow({ ...before, ...noRequests }, 'before the load');
const load = startLoad({ url, tokens: demoTokens, adminApi, rate });
let phase: Phase = 'warm-up';
const faultTimer = setInterval(() => void injectFault(), 100);
const resetTimer = setInterval(() => void reset(), 10_000);

const intervals: Interval[] = [];
const totals = new Map<string, number>();
const startedAt = performance.now();
for (const [index, next] of phases.entries()) {
  await changeTo(next);
  const samples: Sample[] = [];
  const end = startedAt + (durationMs / phases.length) * (index + 1);
  while (performance.now() < end) {
    reportProgress();
    await wait(250);
    samples.push(await readSample(metricsUrl));
  }
  const interval = withLoad(summarize(samples), load.take());
  intervals.push(interval);
  printRow(interval, next);
}
clearInterval(faultTimer);
clearInterval(resetTimer);
await reset();
await load.stop();
await adminApi.close();
// Connections that are still kept alive, and calls that outlive their callers, are gone by then.
await wait(2 * deadlineMs);
const after = await readSample(metricsUrl);
printRow({ ...after, ...noRequests }, 'after the load');
console.log([...totals].map(([outcome, count]) => `${outcome} ${count}`).join(', '));

const [, ...warm] = intervals;
const longestMs = Math.max(...warm.map((interval) => interval.longestMs));
const problems = [
  ...findGrowth(warm[0] ?? before, warm.at(-1) ?? before).map((growth) => `Growth under load: ${growth}`),
  ...findGrowth(before, after, ['descriptors', 'handles', 'timers']).map((growth) => `Left after the load: ${growth}`),
  ...warnings.map((warning) => `Standard error: ${warning}`),
  ...(longestMs > deadlineMs + lateMs ? [`A caller waited for ${Math.round(longestMs)} ms.`] : []),
];
for (const problem of problems) console.error(problem);
if (problems.length === 0)
  console.log(
    `Heap, descriptors, handles and timers were flat. No caller waited longer than its deadline of ${deadlineMs} ms. There were no warnings.`,
  );
process.exit(problems.length === 0 ? 0 : 1);

/** Begins a phase, and ends the phase before. */
async function changeTo(next: Phase): Promise<void> {
  if (next === phase) return;
  redis?.kill(next === 'Redis hangs' ? 'SIGSTOP' : 'SIGCONT');
  if (phase === 'the API refuses all') await control('reset', {});
  phase = next;
  if (phase === 'the API refuses all') await control('faults', { kind: 'status', status: 403 });
}

/** Adds the outcomes of the load to the summary of an interval. */
function withLoad(summary: Sample, { counts, durations }: Outcomes): Interval {
  for (const [outcome, count] of counts) totals.set(outcome, (totals.get(outcome) ?? 0) + count);
  const sorted = durations.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  const requestsPerSecond = sorted.length / (durationMs / phases.length / 1000);
  return { ...summary, requestsPerSecond, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: sorted.at(-1) ?? 0 };
}

function printRow(
  { requestsPerSecond, p50Ms, p99Ms, longestMs, heapMb, residentMb, descriptors, handles, timers }: Interval,
  name: string,
): void {
  const cells = [requestsPerSecond, p50Ms, p99Ms, longestMs, heapMb, residentMb, descriptors, handles, timers];
  const widths = [10, 6, 6, 10, 7, 11, 11, 7, 6];
  const texts = cells.map((cell, column) => cell.toFixed(column < 2 ? 1 : 0).padStart(widths[column] ?? 0));
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log([...texts, name].join('  ').trimEnd());
}

function reportProgress(): void {
  const tookMs = performance.now() - startedAt;
  const left = Math.max(0, Math.ceil((durationMs - tookMs) / 1000));
  const line = `Soaking at ${rate} requests per second: ${Math.min(100, Math.floor((100 * tookMs) / durationMs))} %, ${left} s left`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Makes the next call fail with the next fault. */
async function injectFault(): Promise<void> {
  if (phase === 'the API refuses all') return;
  const [fault] = faults;
  faults.push(...faults.splice(0, 1));
  if (fault) await control('faults', { times: 1, ...fault });
}

/** Restores the data, so that mutations do not run out of enrollments. */
async function reset(): Promise<void> {
  if (phase !== 'the API refuses all') await control('reset', {});
}

async function control(path: string, body: object): Promise<void> {
  await fetch(`${sandboxUrl}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => undefined);
}

async function startSandbox(): Promise<string> {
  const child = start(['--import', 'tsx', 'src/sandbox/api-only.ts'], { SANDBOX_PORT: '0', SANDBOX_HOST: '127.0.0.1' });
  return firstInOutput(child, (line) => /^REST API (\S+)/.exec(line)?.[1]);
}

/** Starts a Redis, if it is installed. */
async function startRedis(): Promise<ChildProcess | null> {
  if (spawnSync('redis-server', ['--version']).error) {
    console.log('redis-server is not installed, so the gateway keeps everything in memory.');
    return null;
  }
  const child = spawn(
    'redis-server',
    ['--port', redisPort, '--bind', '127.0.0.1', '--save', '', '--maxmemory', '192mb'],
    {
      stdio: 'ignore',
    },
  );
  processes.push(child);
  return child;
}

async function startGateway(): Promise<{ url: string; metricsUrl: string }> {
  const child = start(packageJson.scripts.start.split(' ').slice(1), {
    // As in deploy/kubernetes/base/deployment.yaml.
    NODE_OPTIONS: '--max-old-space-size=320',
    LEARNING_API_URL: sandboxUrl,
    DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
    HOST: '127.0.0.1',
    PORT: '0',
    METRICS_PORT: '0',
    ...(redis ? { CACHE: 'redis', REDIS_URL: `redis://127.0.0.1:${redisPort}` } : { CACHE: 'memory' }),
    // Small enough to be full before the second interval.
    CACHE_MAX_BYTES: '5000000',
    // Not reached, so that requests are only counted.
    RATE_LIMIT_PER_MINUTE: '1000000',
    SEND_TIMEOUT_MS: '2000',
    UPSTREAM_TIMEOUT_MS: '2000',
    REQUEST_TIMEOUT_MS: String(deadlineMs),
    // With UPSTREAM_TIMEOUT_MS, the deadline of mutations.
    BULK_BUDGET_MS: String(deadlineMs - 2000),
  });
  if (values.log !== undefined) child.stdout?.pipe(createWriteStream(values.log));
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
