import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { demoTokens, wellKnown } from '../src/sandbox/http/server.ts';
import { type Outcomes, startLoad } from './soak/load.ts';
import { type Sample, type Stretch, sample, sumUp, whatGrew } from './soak/watch.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, rate: { type: 'string', default: '200' } },
});
const durationMs = Number(values.minutes) * 60_000;
const rate = Number(values.rate);
if (!(durationMs > 0 && rate > 0)) {
  console.error('Give numbers above 0: npm run soak -- --minutes 10 --rate 200');
  process.exit(1);
}
/** How many lines the table has. */
const stretchCount = 10;

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
const faultTimer = setInterval(() => void disturb(), 100);
const resetTimer = setInterval(() => void control('reset', {}), 10_000);

console.log('requests/s  p50 ms  p99 ms  heap MB  resident MB  descriptors  handles');
const stretches: Stretch[] = [];
const totals = new Map<string, number>();
const startedAt = performance.now();
for (let number = 1; number <= stretchCount; number += 1) {
  const samples: Sample[] = [];
  const end = startedAt + (durationMs / stretchCount) * number;
  while (performance.now() < end) {
    tellProgress();
    await new Promise((resolve) => setTimeout(resolve, 250));
    samples.push(await sample(metricsUrl));
  }
  const stretch = summary(sumUp(samples), load.take());
  stretches.push(stretch);
  printRow(stretch);
}
clearInterval(faultTimer);
clearInterval(resetTimer);
await load.stop();
console.log([...totals].map(([outcome, count]) => `${outcome} ${count}`).join(', '));
const grown = whatGrew(stretches);
for (const growth of grown) console.error(`Grew: ${growth}`);
for (const warning of warnings) console.error(`Standard error: ${warning}`);
const isFlat = grown.length === 0 && warnings.length === 0;
console.log(isFlat ? 'Heap, descriptors and handles were flat, and no warning came.' : 'Not flat, or with warnings.');
process.exit(isFlat ? 0 : 1);

function summary(of: Sample, { counts, durations }: Outcomes): Stretch {
  for (const [outcome, count] of counts) totals.set(outcome, (totals.get(outcome) ?? 0) + count);
  const sorted = durations.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  const seconds = durationMs / stretchCount / 1000;
  return { ...of, requestsPerSecond: sorted.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function printRow({ requestsPerSecond, p50Ms, p99Ms, heapMb, residentMb, descriptors, handles }: Stretch): void {
  const cells = [requestsPerSecond, p50Ms, p99Ms, heapMb, residentMb, descriptors, handles];
  const widths = [10, 6, 6, 7, 11, 11, 7];
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(cells.map((cell, column) => cell.toFixed(column < 3 ? 1 : 0).padStart(widths[column] ?? 0)).join('  '));
}

function tellProgress(): void {
  const tookMs = performance.now() - startedAt;
  const left = Math.max(0, Math.ceil((durationMs - tookMs) / 1000));
  const line = `Soaking at ${rate} requests a second: ${Math.min(100, Math.floor((100 * tookMs) / durationMs))} %, ${left} s left`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Has the next call, whatever it is, go wrong in the next way. */
async function disturb(): Promise<void> {
  const [kind] = faults;
  faults.push(...faults.splice(0, 1));
  if (kind) await control('faults', { times: 1, ...kind });
}

async function control(path: string, body: object): Promise<void> {
  await fetch(`${sandboxUrl}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => undefined);
}

async function startSandbox(): Promise<string> {
  const child = start(['--import', 'tsx', 'src/sandbox/api-only.ts'], { SANDBOX_PORT: '0', SANDBOX_HOST: '127.0.0.1' });
  return lineWith(child, (line) => /^REST API (\S+)/.exec(line)?.[1]);
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
  return lineWith(child, (line) => {
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
    console.error(`${args.at(-1)} ended with ${code}. ${warnings.join('\n')}`);
    process.exit(1);
  });
  processes.push(child);
  return child;
}

/** What `read` finds in one of the first lines; the lines after it are let go. */
function lineWith<Found>({ stdout }: ChildProcess, read: (line: string) => Found | undefined): Promise<Found> {
  return new Promise((resolve, reject) => {
    if (!stdout) return reject(new Error('The process has no output.'));
    createInterface({ input: stdout }).on('line', (line) => {
      const found = read(line);
      if (found !== undefined) resolve(found);
    });
  });
}
