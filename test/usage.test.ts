import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { readRequests } from '../scripts/usage/read-log.ts';
import { reportOf, type Usage, usageText } from '../scripts/usage/report.ts';
import { createTally, maxNames, others } from '../scripts/usage/tally.ts';
import { startSandbox, wellKnown } from '../src/sandbox/http/server.ts';
import { eventually } from './support/eventually.ts';
import { startGatewayProcess } from './support/gateway-process.ts';

const script = fileURLToPath(new URL('../scripts/usage.ts', import.meta.url));

/** The log of a gateway that answered some requests of two clients, line by line. */
let log: string[];
beforeAll(async () => {
  const sandbox = await startSandbox({ port: 0 });
  const ends: (() => void)[] = [];
  const gateway = await startGatewayProcess(
    { LEARNING_API_URL: sandbox.url, COST_MODE: 'measure', COST_LIMIT: '5' },
    (end) => void ends.push(end),
  );
  const send = async (client: string, query: string) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${sandbox.tokens.full}`,
      'apollographql-client-name': client,
      'apollographql-client-version': '1.0',
    };
    await (await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
  };
  await send('web', `query Title { section(id: "${wellKnown.sectionId}") { title } }`);
  await send('web', `query Title { section(id: "${wellKnown.sectionId}") { title } }`);
  await send(
    'mobile',
    `query Learner { user(id: "${wellKnown.userId}") { enrollments(first: 9) { nodes { certificate { url } } } } }`,
  );
  await send(
    'mobile',
    `query Old { organization(id: "${wellKnown.organizationId}") { subOrganizations { nodes { id } } } }`,
  );
  await send('mobile', '{ nonsense }');
  await eventually(() => expect(gateway.log.filter(({ event }) => event === 'request')).toHaveLength(5));
  log = gateway.text().trimEnd().split('\n');
  for (const end of ends) end();
  await gateway.ended;
  await sandbox.close();
});

const upstreamCalls = (lines: readonly string[]) =>
  lines
    .map((line) => JSON.parse(line))
    .flatMap((entry) => Object.values<number>(entry.upstreamCalls ?? {}))
    .reduce((sum, count) => sum + count, 0);

async function usage(args: string[], input?: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, stdout, stderr };
}

test('ranks the operations and clients of a log, and lists who uses what is deprecated', async () => {
  const { code, stdout } = await usage(['-', '--json'], log.join('\n'));
  const report: Usage = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(report).toMatchObject({ lines: log.length, requests: 5, rankedBy: 'calls' });
  expect(report.operations.map(({ name }) => name).slice(0, 1)).toEqual(['query Learner']);
  const titleCost = log.map((line) => JSON.parse(line)).find(({ operationName }) => operationName === 'Title').cost;
  expect(titleCost).toBeGreaterThan(0);
  expect(report.operations).toContainEqual({
    name: 'query Title',
    requests: 2,
    calls: 2,
    price: 2 * titleCost,
    maxPrice: titleCost,
    errors: 0,
    wouldBeRefused: 0,
    p50Ms: expect.any(Number),
    p95Ms: expect.any(Number),
  });
  expect(report.operations).toContainEqual(
    expect.objectContaining({ name: 'not executed (no name)', requests: 1, calls: 0, errors: 1 }),
  );
  expect(
    report.clients.map(({ name, requests, errors, wouldBeRefused }) => ({ name, requests, errors, wouldBeRefused })),
  ).toEqual([
    { name: 'mobile', requests: 3, errors: 1, wouldBeRefused: 1 },
    { name: 'web', requests: 2, errors: 0, wouldBeRefused: 0 },
  ]);
  expect(report.clients.reduce((sum, { calls }) => sum + calls, 0)).toBe(upstreamCalls(log));
  expect(report.deprecated).toEqual([
    {
      coordinate: 'Organization.subOrganizations',
      client: 'mobile',
      version: '1.0',
      operation: 'query Old',
      requests: 1,
      lastTime: expect.stringMatching(/^\d{4}-/),
    },
  ]);
});

test('reads a file, with lines of other programs and lines that a collector prefixed', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'usage-')), 'gateway.log');
  const others = [
    '',
    '> learning-gateway start',
    '{',
    '{"event":"request"',
    '[1]',
    'null',
    '{"event":"request"}',
    '{"event":1}',
  ];
  writeFileSync(file, [...others, ...log.map((line) => `2026-11-27T08:00:00Z stdout F ${line}`), ...others].join('\n'));
  const { code, stdout } = await usage([file, '--by', 'latency', '--top', '1']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    new RegExp(`^5 requests in ${log.length + 2 * others.length} lines, from 2\\S+ to 2\\S+, ranked by latency`),
  );
  expect(stdout).toMatch(
    /^operation +requests +calls +price +max price +errors +would be refused +p50 ms +p95 ms\n\S+ .+\n\n/m,
  );
  expect(stdout).toMatch(/^Organization.subOrganizations +mobile +1.0 +query Old +1 +2/m);
});

test.each([
  [['/nowhere/gateway.log'], '/nowhere/gateway.log cannot be read'],
  [[], 'Usage: npm run usage'],
  [['-', '--by', 'color'], '--by must be one of: calls, price, errors, latency, requests.'],
  [['-', '--top', '0'], '--top must be a whole number of 1 or more.'],
])('%j is answered with the problem', async (args, message) => {
  const { code, stderr } = await usage(args, '');
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

const requestLine = (fields: object) =>
  JSON.stringify({
    event: 'request',
    time: 't',
    operationName: 'A',
    operationKind: 'query',
    durationMs: 1,
    outcome: 'OK',
    calls: 1,
    ...fields,
  });
const reportFrom = async (lines: Iterable<string>) => {
  const tally = createTally();
  for await (const request of readRequests(Readable.from(lines))) tally.add(request);
  return reportOf(tally, 'calls', 10_000);
};

test('percentiles are those of the durations, within 1 %', async () => {
  const durations = Array.from({ length: 10_000 }, (_, index) => ((index * 7919) % 10_000) + 1);
  const { operations } = await reportFrom(durations.map((durationMs) => `${requestLine({ durationMs })}\n`));
  const [{ p50Ms, p95Ms } = { p50Ms: 0, p95Ms: 0 }] = operations;
  expect(Math.abs(p50Ms / 5000 - 1)).toBeLessThan(0.01);
  expect(Math.abs(p95Ms / 9500 - 1)).toBeLessThan(0.01);
});

test('a log is read as a stream: lines are counted before the log has ended', async () => {
  const input = new PassThrough();
  const requests = readRequests(input);
  input.write(`${requestLine({ durationMs: 3 })}\n`);
  expect((await requests.next()).value).toMatchObject({ durationMs: 3, calls: 1 });
  input.end();
  expect((await requests.next()).done).toBe(true);
});

test('names that callers invent take no memory without end', async () => {
  const lines = function* () {
    for (let index = 0; index < maxNames + 500; index += 1) {
      const names = { operationName: `Invented${index}`, clientName: `client${index}`, documentId: `hash${index}` };
      yield `${requestLine({ ...names, deprecated: ['A.b'], outcome: 'PERSISTED_QUERY_NOT_FOUND' })}\n`;
    }
  };
  const { operations, clients, deprecated, unknownHashes } = await reportFrom(lines());
  for (const groups of [operations, clients]) {
    expect(groups).toHaveLength(maxNames + 1);
    expect(groups[0]).toMatchObject({ name: others, requests: 500, calls: 500 });
  }
  expect(deprecated).toHaveLength(maxNames + 1);
  expect(deprecated[0]).toMatchObject({ client: others, requests: 500 });
  expect(unknownHashes).toHaveLength(maxNames + 1);
  expect(unknownHashes[0]).toMatchObject({ hash: others, requests: 500 });
});

test('lists who sends hashes that the gateway does not know, and no others', async () => {
  const unknown = { outcome: 'PERSISTED_QUERY_NOT_FOUND', clientName: 'web', clientVersion: '2.0', documentId: 'abc' };
  const report = await reportFrom(
    [
      { ...unknown, time: 't1' },
      { ...unknown, time: 't2' },
      { documentId: 'known' },
      { ...unknown, documentId: 'd' },
    ].map((fields) => `${requestLine(fields)}\n`),
  );
  expect(report.unknownHashes).toEqual([
    { hash: 'abc', client: 'web', version: '2.0', requests: 2, lastTime: 't2' },
    { hash: 'd', client: 'web', version: '2.0', requests: 1, lastTime: 't' },
  ]);
  expect(usageText(report)).toMatch(/^unknown hash +client +version +requests +last\nabc +web +2\.0 +2 +t2\nd /m);
  expect(usageText(await reportFrom([requestLine({ documentId: 'known' })]))).not.toContain('unknown hash');
});

test('a log of an earlier release has its calls by operation only', async () => {
  const { operations } = await reportFrom([
    requestLine({ calls: undefined, upstreamCalls: { GetSections: 2, GetCatalog: 1 } }),
  ]);
  expect(operations).toMatchObject([{ calls: 3, price: 0 }]);
});

test('names in a log cannot control the terminal', async () => {
  const report = await reportFrom([requestLine({ operationName: '\u001b[2JA', clientName: 'x\u0007' })]);
  expect(usageText(report).split('\n').join('')).not.toMatch(/\p{C}/u);
});
