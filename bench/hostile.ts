import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'graphql';
import { request } from 'undici';
import packageJson from '../package.json' with { type: 'json' };
import { printed, startNode } from '../scripts/processes/node-process.ts';
import { startSandbox, wellKnown } from '../src/sandbox/http/server.ts';
import { type HostileRequest, hostileRequests, maxBytes } from '../test/support/hostile-requests.ts';

// For how long each hostile request keeps the event loop of a gateway busy, in milliseconds, longest first. The tests
// count its work instead, as time depends on the machine.

const attempts = 5;

const sandbox = await startSandbox();
const gateway = startNode(packageJson.scripts.start.split(' ').slice(1), {
  HOST: '127.0.0.1',
  PORT: '0',
  METRICS_PORT: '0',
  LEARNING_API_URL: sandbox.url,
});
const listening = /"event":"listening","url":"([^"]+)","metricsUrl":"([^"]+)"/;
const [, url = '', metricsUrl = ''] = await printed(gateway, listening);

// What a process does only once is not what is measured.
const ordinary = { body: JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { id } }` }) };
for (let time = 0; time < 20; time += 1) await send(ordinary, 0);

const rows: { name: string; busyMs: number }[] = [];
for (const [name, hostile] of Object.entries(hostileRequests)) {
  const busyMs: number[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) busyMs.push(await standstillMs(hostile, attempt));
  rows.push({ name, busyMs: Math.min(...busyMs) });
}

rows.sort((a, b) => b.busyMs - a.busyMs);
for (const { name, busyMs } of rows) console.log(`${busyMs.toFixed(0).padStart(6)}  ${name}`);
console.log(
  `\n${readingMs().toFixed(0).padStart(6)}  to parse an ordinary document of the largest size on this machine`,
);
await sandbox.close();
gateway.kill();

/** For how long one request kept all others waiting. */
async function standstillMs(hostile: HostileRequest, attempt: number): Promise<number> {
  const before = await eventLoop();
  // The first look of the monitor after it was asked only begins a measurement.
  await wait(40);
  await send(hostile, attempt);
  const after = await eventLoop();
  // Other processes make the loop stand still too, but that costs the gateway no processor time.
  return Math.min(after.longestMs, after.workedMs - before.workedMs);
}

/** @param attempt adds as many spaces, so that nothing is cached */
async function send({ body, headers }: HostileRequest, attempt: number): Promise<void> {
  const text = typeof body === 'string' ? body.replace('"query":"', `"query":"${' '.repeat(attempt)}`) : body;
  const response = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}`, ...headers },
    body: text,
  });
  await response.body.dump();
}

/** For how long at most the event loop stood still since this was last asked, and the processor time so far. */
async function eventLoop(): Promise<{ longestMs: number; workedMs: number }> {
  const text = await (await fetch(metricsUrl)).text();
  const milliseconds = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) * 1_000;
  return {
    longestMs: milliseconds('nodejs_eventloop_lag_max_seconds'),
    workedMs: milliseconds('process_cpu_seconds_total'),
  };
}

function readingMs(): number {
  const field = `section(id: "${wellKnown.sectionId}") { id title } `;
  const query = `{ ${field.repeat(Math.floor(maxBytes / field.length))} }`;
  const start = performance.now();
  parse(query);
  return performance.now() - start;
}
