import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { gatewayProcess } from '../support/gateway-process.ts';
import { type Harness, type HarnessOptions, harnessForThisTest } from '../support/harness.ts';

const first = { first: 'query First { __typename }' };
const second = { second: 'query Second { __typename }' };
const apollo = (texts: Record<string, string>) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: Object.entries(texts).map(([id, body]) => ({ id, name: id, type: 'query', body })),
});

function folderForThisTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const write = (path: string, content: unknown) => writeFileSync(path, JSON.stringify(content));
const replace = (path: string, content: unknown) => {
  write(`${path}.new`, content);
  renameSync(`${path}.new`, path);
};

const start = (path: string, options: HarnessOptions['config'] = {}) =>
  harnessForThisTest({
    operationsPollMs: 10,
    config: { PERSISTED_OPERATIONS_FILE: path, METRICS_PORT: '0', CACHE: 'off', ...options },
  });

/** Which of the hashes are answered. */
async function known({ query }: Harness): Promise<string[]> {
  const answers = await Promise.all(
    ['first', 'second'].map(async (documentId) => ({
      documentId,
      isKnown: (await query(undefined, { parameters: { documentId } })).errors.length === 0,
    })),
  );
  return answers.filter(({ isKnown }) => isKnown).map(({ documentId }) => documentId);
}

const events = ({ log }: Harness, name: string) => log.filter(({ event }) => event === name);

/** A ConfigMap as Kubernetes mounts it: files are links into `..data`, which is a link to a version. */
function configMap(folder: string) {
  let version = 0;
  return (files: Record<string, unknown>) => {
    version += 1;
    const name = `..2026_${version}`;
    mkdirSync(join(folder, name));
    for (const [file, content] of Object.entries(files)) write(join(folder, name, file), content);
    symlinkSync(name, join(folder, '..data_tmp'));
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    if (version > 1) return rmSync(join(folder, `..2026_${version - 1}`), { recursive: true });
    for (const file of Object.keys(files)) symlinkSync(join('..data', file), join(folder, file));
  };
}

/** Ways to keep manifests: each prepares the first operation, and returns the setting and how to add the second. */
const layouts: Record<string, (folder: string) => { path: string; change: () => void }> = {
  'a file that is written again': (folder) => {
    const path = join(folder, 'a.json');
    write(path, first);
    return { path, change: () => write(path, { ...first, ...second }) };
  },
  'a file that is replaced': (folder) => {
    const path = join(folder, 'a.json');
    write(path, first);
    return { path, change: () => replace(path, { ...first, ...second }) };
  },
  'a folder that gets a file': (folder) => {
    write(join(folder, 'a.json'), first);
    writeFileSync(join(folder, 'README.md'), 'not a manifest');
    return { path: folder, change: () => write(join(folder, 'b.json'), apollo(second)) };
  },
  'several files, one of which changes': (folder) => {
    const paths = ['a.json', 'b.json'].map((name) => join(folder, name));
    write(paths[0] ?? '', first);
    write(paths[1] ?? '', apollo(first));
    return { path: paths.join(', '), change: () => replace(paths[1] ?? '', apollo({ ...first, ...second })) };
  },
  'the folder of a ConfigMap': (folder) => {
    const update = configMap(folder);
    update({ 'a.json': first, 'b.json': {} });
    return { path: folder, change: () => update({ 'a.json': first, 'b.json': second }) };
  },
  'a file of a ConfigMap': (folder) => {
    const update = configMap(folder);
    update({ 'a.json': first });
    return { path: join(folder, 'a.json'), change: () => update({ 'a.json': { ...first, ...second } }) };
  },
};

test.each(Object.entries(layouts))('%s is read again when it changes', async (_, prepare) => {
  const { path, change } = prepare(folderForThisTest());
  const harness = await start(path);
  expect(await known(harness)).toEqual(['first']);
  change();
  await eventually(async () => expect(await known(harness)).toEqual(['first', 'second']));
  expect(events(harness, 'persisted_operations_loaded')).toMatchObject([
    { operations: 1, added: 1, removed: 0 },
    { operations: 2, added: 1, removed: 0 },
  ]);
});

test('an operation that is no longer in any file is not answered any more', async () => {
  const folder = folderForThisTest();
  write(join(folder, 'a.json'), first);
  write(join(folder, 'b.json'), second);
  const harness = await start(folder);
  expect(await known(harness)).toEqual(['first', 'second']);
  unlinkSync(join(folder, 'a.json'));
  await eventually(async () => expect(await known(harness)).toEqual(['second']));
});

const unusable: [string, (path: string) => void, string][] = [
  ['text that is not JSON', (path) => writeFileSync(path, '{ "first":'), 'must be a JSON object of texts by hash'],
  ['another format', (path) => write(path, { ...apollo(first), format: 'other' }), 'must be a JSON object'],
  ['another version', (path) => write(path, { ...apollo(first), version: 2 }), 'must be a JSON object'],
  [
    'a field that the graph does not have',
    (path) => write(path, { second: '{ gone }' }),
    'second: Cannot query field "gone"',
  ],
  ['a text with a syntax error', (path) => write(path, { second: '{' }), 'second: Syntax Error'],
  [
    'another text for a hash',
    (path) => write(`${path}2.json`, { first: '{ __typename }' }),
    'another text for the hash first',
  ],
  ['no file', (path) => unlinkSync(path), 'has no .json file'],
];

test.each(unusable)(
  '%s: the operations that were there stay, until there are usable ones',
  async (_, spoil, problem) => {
    const folder = folderForThisTest();
    const path = join(folder, 'a.json');
    write(path, first);
    const harness = await start(folder);
    spoil(path);
    await eventually(() => expect(events(harness, 'persisted_operations_kept')).toHaveLength(1));
    expect(events(harness, 'persisted_operations_kept')).toMatchObject([
      { operations: 1, problems: [expect.stringContaining(problem)], advice: expect.any(String) },
    ]);
    const where = problem.startsWith('second: ') ? /^second: / : new RegExp(`^${folder}`);
    expect(events(harness, 'persisted_operations_kept')).toMatchObject([{ problems: [expect.stringMatching(where)] }]);
    expect(await known(harness)).toEqual(['first']);
    const metrics = await (await fetch(harness.metricsUrl)).text();
    expect(metrics).toContain('persisted_operations_loads_total{result="refused"} 1');
    expect(metrics).toContain('persisted_operations 1');

    rmSync(`${path}2.json`, { force: true });
    write(path, { ...first, ...second });
    await eventually(async () => expect(await known(harness)).toEqual(['first', 'second']));
  },
);

test.each(unusable)('%s: the gateway does not start', async (_, spoil, problem) => {
  const folder = folderForThisTest();
  const path = join(folder, 'a.json');
  write(path, first);
  spoil(path);
  await expect(start(folder)).rejects.toThrow(/^The configuration is not valid:\n- PERSISTED_OPERATIONS_FILE/);
  await expect(start(folder)).rejects.toThrow(problem);
});

test('SIGHUP reads the files again, and ends nothing', async () => {
  const path = join(folderForThisTest(), 'a.json');
  write(path, first);
  const {
    log,
    process: child,
    url,
  } = await gatewayProcess({
    LEARNING_API_URL: 'http://127.0.0.1:1',
    PERSISTED_OPERATIONS_FILE: path,
  });
  const loads = () => log.filter(({ event }) => event === 'persisted_operations_loaded');
  expect(loads()).toHaveLength(1);
  child.kill('SIGHUP');
  await eventually(() => expect(loads()).toMatchObject([{ added: 1 }, { operations: 1, added: 0, removed: 0 }]));
  expect((await fetch(new URL('/health', url))).status).toBe(200);
});

test('PERSISTED_ONLY=log runs every text, and logs which requests would be refused', async () => {
  const path = join(folderForThisTest(), 'a.json');
  const secret = 'a secret of the router, long enough';
  write(path, first);
  const harness = await start(path, { PERSISTED_ONLY: 'log', ROUTER_SECRET: secret });
  const answers = [
    await harness.query('{ __typename }'),
    await harness.query(undefined, { parameters: { documentId: 'first' } }),
    await harness.query('{ __typename }', { headers: { 'x-router-secret': secret } }),
  ];
  expect(answers.map(({ errors }) => errors)).toEqual([[], [], []]);
  const lines = await eventually(() => {
    const found = events(harness, 'request');
    expect(found).toHaveLength(3);
    return found;
  });
  expect(lines.map(({ wouldRefuse, documentId }) => ({ wouldRefuse, documentId }))).toEqual([
    { wouldRefuse: ['PERSISTED_QUERY_REQUIRED'], documentId: undefined },
    { wouldRefuse: undefined, documentId: 'first' },
    { wouldRefuse: undefined, documentId: undefined },
  ]);
  const metrics = await (await fetch(harness.metricsUrl)).text();
  expect(metrics).toContain('graphql_would_refuse_total{code="PERSISTED_QUERY_REQUIRED"} 1');
});

test('a hash that no manifest has is in the log, so that its manifest can be found, unless it may be a secret', async () => {
  const path = join(folderForThisTest(), 'a.json');
  write(path, first);
  const harness = await start(path);
  const token = harness.sandbox.tokens.full;
  const sha256 = 'ab'.repeat(32);
  const cases: readonly [sent: Record<string, unknown>, logged: string | undefined][] = [
    [{ documentId: `sha256:${sha256}` }, sha256],
    [{ extensions: { persistedQuery: { version: 1, sha256Hash: sha256 } } }, sha256],
    [{ documentId: 'getSection_v2' }, 'getSection_v2'],
    [{ documentId: `line\n${'x'.repeat(500)}` }, `line${'x'.repeat(124)}`],
    [{ documentId: token }, '(not shown)'],
    [{ documentId: `sha256:${token.replaceAll('-', '')}` }, '(not shown)'],
    [{ documentId: Buffer.from(token).toString('hex') }, '(not shown)'],
    [{ documentId: '' }, undefined],
  ];
  for (const [parameters] of cases) {
    const { errors } = await harness.query(undefined, { parameters });
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
  }
  await eventually(() =>
    expect(events(harness, 'request').map(({ documentId }) => documentId)).toEqual(cases.map(([, logged]) => logged)),
  );
  expect(JSON.stringify(harness.log)).not.toContain(token);
});
