import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createReadOnlyApi, readOperations } from '../scripts/doctor/read-only-api.ts';
import type { Report } from '../scripts/doctor/report.ts';
import { type OperationName, operations } from '../src/learning-api/contract/operations.ts';
import { type Sandbox, startSandbox, wellKnown } from '../src/sandbox/http/server.ts';
import examples from './support/reference-examples.json' with { type: 'json' };

const script = fileURLToPath(new URL('../scripts/doctor.ts', import.meta.url));
const loader = import.meta.resolve('tsx');
const writes = (Object.keys(operations) as OperationName[]).filter((name) => operations[name].effect === 'write');

let sandbox: Sandbox;
let directory: string;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  directory = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterAll(async () => {
  await sandbox.close();
  await rm(directory, { recursive: true });
});
beforeEach(() => sandbox.reset());

test('the doctor calls every read operation of a deployment and no write, and finds nothing that breaks', async () => {
  const { code, stdout, report, markdown } = await doctor();
  expect(code, stdout).toBe(0);
  expect(new Set(sandbox.calls().map(({ operation }) => operation))).toEqual(new Set(readOperations));
  expect(report.operations.map(({ operation }) => operation)).toEqual(readOperations);
  for (const { operation, calls, statuses, p50Ms, p95Ms } of report.operations) {
    expect({ operation, statuses }).toEqual({ operation, statuses: { 200: calls } });
    expect(p95Ms).toBeGreaterThanOrEqual(p50Ms ?? Number.NaN);
    expect(markdown).toContain(`| ${operation} | 200 | ${calls} |`);
  }
  expect(report.problems).toEqual([]);
  expect(new Set(report.operations.map(({ order }) => order))).toEqual(new Set(['as documented', null]));
  expect(report.facts).toContainEqual({
    question: 'GetSections: 5 known ids, one of them twice, and one unknown id',
    answer: '200, 5 sections',
  });
  expect(report.facts).toContainEqual({ question: 'GetCatalog: an unknown id', answer: '409, error_code 1' });
  expect(report.codes).toContainEqual({ table: 'enrollmentResult', code: 1, name: null });
  expect(report.settings.map(({ name }) => name)).toEqual(['DEFAULT_ORGANIZATION_ID', 'CODES_FILE']);
});

test('docs/doctor-report.md is what the doctor writes about the sandbox', async () => {
  const { markdown } = await doctor();
  const committed = await readFile(new URL('../docs/doctor-report.md', import.meta.url), 'utf8');
  // Dates and durations differ from run to run.
  const structure = (text: string) =>
    text.replace(/^\d{4}-\d\d-\d\d,.*$/m, '').replace(/(\| 200 \| \d+) \| \d+ \| \d+ /g, '$1 ');
  expect(structure(committed)).toBe(structure(markdown));
});

test('the reports hold no names, ids, tokens or URLs of the deployment', async () => {
  const { stdout, stderr, markdown, json } = await doctor();
  const { world } = sandbox;
  const people = world.users.flatMap((user) => Object.values(user).filter((value) => typeof value === 'string'));
  const titles = [...world.sections, ...world.trainingPlans].flatMap(({ title, unique_name }) => [title, unique_name]);
  const names = [...world.catalogs, ...world.categories, ...world.organizations].flatMap(({ name }) => name);
  const secrets = [...people, ...titles, ...names].filter((secret) => typeof secret === 'string' && secret.length > 3);
  expect(secrets.length).toBeGreaterThan(100);
  for (const output of [markdown, json, stdout, stderr]) {
    for (const secret of secrets) expect(output).not.toContain(secret);
    expect(output).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|127\.0\.0\.1|https?:/i);
  }
});

test.each<[string, Partial<Sandbox['behavior']>, string]>([
  ['no page headers', { pageHeaders: 'none' }, 'GetCategories: per_page 1: 200, 1 item'],
  ['totals only', { pageHeaders: 'total' }, 'GetCategories: per_page 1: 200, 1 item of 10'],
  ['small pages', { maxPerPage: 2 }, 'GetCategories: per_page 1001: 200, 2 items of 10, page size 2'],
  ['pages ignored', { ignoresPage: true }, 'GetCategories: page 2: repeats page 1: `page` is ignored'],
  ['bad tokens forbidden', { refusedTokenStatus: 403 }, 'A token that is not valid (GetSection): 403, error_code 1'],
])('the doctor sees how a deployment behaves: %s', async (_, behavior, expected) => {
  Object.assign(sandbox.behavior, behavior);
  const { code, report, stdout } = await doctor();
  expect(stdout).toContain(`${expected}\n`);
  expect(code, stdout).toBe(0);
  if (behavior.pageHeaders === 'none') expect(report.operations.flatMap(({ pageHeaders }) => pageHeaders)).toEqual([]);
});

test('a slow operation makes the doctor suggest a longer timeout', async () => {
  sandbox.behavior.latencyMsByOperation = { GetCustomEnrollmentFields: 3600 };
  const { report } = await doctor();
  expect(report.settings).toContainEqual(expect.objectContaining({ name: 'UPSTREAM_TIMEOUT_MS', value: '11000' }));
});

test.each<[string, Parameters<Sandbox['addFault']>[0], string]>([
  ['a status', { kind: 'status', status: 500 }, 'GetCatalog: 3 of its calls ended with 500'],
  ['HTML', { kind: 'html' }, 'GetCatalog: the content type is not JSON'],
  ['broken JSON', { kind: 'malformed' }, 'GetCatalog: the response is not JSON'],
  [
    'a connection lost before the response',
    { kind: 'resetBefore' },
    'GetCatalog: 3 of its calls ended with unavailable',
  ],
  ['a connection lost within the response', { kind: 'resetAfter' }, 'GetCatalog: 3 of its calls ended with malformed'],
  [
    'an error in a response with 200',
    { kind: 'errorCode', code: 3 },
    'GetCatalog: a response with status 200 reports an error',
  ],
  ['a missing field', { kind: 'dropField', field: 'catalog_id' }, 'GetCatalog: catalog_id: missing'],
  ['text', { kind: 'wrongType' }, 'GetCatalog: the content type is not JSON'],
])('the doctor names what breaks the gateway: %s', async (_, fault, expected) => {
  sandbox.addFault({ ...fault, operation: 'GetCatalog' });
  const { code, report } = await doctor();
  expect(report.problems.filter((problem) => problem.startsWith(expected))).not.toEqual([]);
  expect(code).toBe(1);
});

test('the doctor accepts the examples of the reference, byte for byte', async () => {
  const called = new Set<string>();
  const url = await serve(({ url: path = '' }, response) => {
    const operation = /LearningApi\/(\w+)/.exec(path)?.[1] as OperationName;
    called.add(operation);
    response.writeHead(200, { 'content-type': 'application/json' }).end(examples[operation]);
  });
  const { code, stdout, report } = await doctor({ url });
  expect(called).toEqual(new Set(readOperations));
  expect(report.problems, stdout).toEqual([]);
  expect(code).toBe(0);
  expect(
    report.operations.flatMap(({ operation, differences }) => differences.map((text) => `${operation} ${text}`)),
  ).toEqual([]);
});

test('a field of another type is named by its place, and breaks only if it cannot be read', async () => {
  const url = await serve(({ url: path = '' }, response) => {
    const operation = /LearningApi\/(\w+)/.exec(path)?.[1] as OperationName;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      examples[operation]
        .replace('"credit_hours": 5', '"credit_hours": true')
        .replaceAll('"enrollment_duration": 3', '"enrollment_duration": "3"')
        .replaceAll('"utc_date_created": "2015', '"utc_date_created": "year 2015'),
    );
  });
  const { code, report } = await doctor({ url });
  const { breaking, differences } = report.operations.find(({ operation }) => operation === 'GetSections') ?? {};
  expect(breaking).toEqual([
    'sections[].credit_hours: expected number, found boolean',
    'sections[].utc_date_created: the text cannot be read',
  ]);
  expect(differences).toEqual(['sections[].enrollment_duration: expected number, found string']);
  expect(code).toBe(1);
});

test('fields that the contract does not have are named, but not if their names may be data', async () => {
  const url = await serve(({ url: path = '' }, response) => {
    const operation = /LearningApi\/(\w+)/.exec(path)?.[1] as OperationName;
    const body = JSON.parse(examples[operation]);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(Array.isArray(body) ? body : { ...body, RowVersion: 1, 'Ann Lee': 2 }));
  });
  const { code, report } = await doctor({ url });
  const differences = report.operations.find(({ operation }) => operation === 'GetCatalog')?.differences;
  expect(differences).toEqual(['(not shown): a new field', 'RowVersion: a new field']);
  expect(code).toBe(0);
});

test.each(writes)('%s cannot be called by the doctor', async (operation) => {
  let requests = 0;
  const url = await serve((_, response) => {
    requests += 1;
    response.end('{}');
  });
  const api = createReadOnlyApi({ origin: url, token: 'token', timeoutMs: 1000, onCall: () => undefined });
  for (const call of [api.read, api.probe])
    await expect(call(operation as never, { enrollmentId: wellKnown.enrollmentId } as never)).rejects.toThrow(
      `${operation} is not a read operation. It is not called.`,
    );
  await api.close();
  expect(requests).toBe(0);
});

test('the doctor signs in with an account', async () => {
  const { code, stdout } = await doctor({
    credentials: ['--username', 'gateway', '--password-stdin'],
    secret: 'not-a-secret-in-the-sandbox',
  });
  expect(code, stdout).toBe(0);
});

test('--json prints the report that is written', async () => {
  const { stdout, report } = await doctor({ more: ['--json'] });
  expect(JSON.parse(stdout)).toEqual(report);
});

const closed = 'http://127.0.0.1:1';
test.each<[string, Run, string]>([
  ['no deployment', { url: closed }, 'The deployment gives no response (unavailable).'],
  ['a token that is refused', { secret: 'a0000000-0000-4000-8000-00000000000a' }, 'The token was refused (HTTP 401).'],
  ['an empty token', { secret: '\n' }, 'Standard input is empty. Pass the token or the password there.'],
  ['a URL with a path', { url: 'https://a.example/api' }, '--url must be scheme, host and port only'],
  ['a URL with credentials', { url: 'https://ann:secret@a.example' }, '--url must be scheme, host and port only'],
  [
    'an organization that is not an id',
    { organization: 'acme' },
    '--organization must be the UUID of an organization.',
  ],
  ['no credentials', { credentials: [] }, 'Pass either --token-stdin, or --username and --password-stdin.'],
  ['a timeout that is not a number', { more: ['--timeout', 'soon'] }, '--timeout must be a number of milliseconds.'],
  [
    'a wrong password',
    { credentials: ['--username', 'gateway', '--password-stdin'], secret: 'wrong' },
    'Signing in failed',
  ],
  ['no organization', { organization: null }, 'GetOrganizations names no organization (422). Pass --organization.'],
])('the doctor ends with a line that says what to do: %s', async (_, run, expected) => {
  const { code, stdout, stderr } = await doctorProcess(run);
  expect(stderr).toContain(expected);
  expect(stderr).not.toContain('    at ');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

interface Run {
  url?: string;
  organization?: string | null;
  credentials?: string[];
  secret?: string;
  more?: string[];
}

/** Runs the doctor, and reads the reports that it wrote. */
async function doctor(run: Run = {}) {
  const out = join(directory, `${performance.now()}`);
  const result = await doctorProcess({ ...run, more: [...(run.more ?? []), '--out', out] });
  const json = await readFile(`${out}.json`, 'utf8').catch(() => {
    throw new Error(`The doctor wrote no report: ${result.stderr}`);
  });
  return { ...result, json, report: JSON.parse(json) as Report, markdown: await readFile(`${out}.md`, 'utf8') };
}

async function doctorProcess({
  url = sandbox.url,
  organization = wellKnown.organizationId,
  credentials = ['--token-stdin'],
  secret = sandbox.tokens.full,
  more = [],
}: Run) {
  const place = organization === null ? [] : ['--organization', organization];
  const child = spawn(process.execPath, ['--import', loader, script, '--url', url, ...credentials, ...place, ...more], {
    cwd: directory,
    stdio: 'pipe',
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(secret);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number, stdout, stderr: stderr.replaceAll(directory, '') };
}

/** A deployment of its own. It is gone after the test. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
