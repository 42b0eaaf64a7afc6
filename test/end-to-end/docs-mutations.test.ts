import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
let page: string;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  page = await readFile(new URL('../../docs/mutations.md', import.meta.url), 'utf8');
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
}

test('the form compiles in strict mode', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'form-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'form.ts');
  await writeFile(file, block('ts'));
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
});

test('the form shows what became of an enrollment, in every case', async () => {
  const { outputText } = ts.transpileModule(block('ts'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 },
  });
  const { submit } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  const { world, tokens } = harness.sandbox;
  const taken = new Set(world.enrollments.filter((e) => e.syllabus_id === wellKnown.sectionId).map((e) => e.user_id));
  const [free, other] = world.users.filter(({ user_id }) => !taken.has(user_id));
  const input = {
    organizationId: wellKnown.organizationId,
    userId: free?.user_id,
    syllabusId: wellKnown.sectionId,
    membershipGroupIds: [],
  };
  const send = (change: object = {}, token = tokens.full) => submit(harness.url, token, { ...input, ...change });

  expect(await send({ userId: 'x' })).toMatchObject({ kind: 'wrongFields', problems: [{ field: 'input.userId' }] });
  expect(await send({}, tokens.limited)).toMatchObject({ kind: 'refused' });
  expect(await send()).toMatchObject({ kind: 'done' });
  expect(await send()).toMatchObject({ kind: 'existing', enrollmentId: expect.any(String) });
  expect(await send({}, tokens.expired)).toMatchObject({ kind: 'failed', requestId: expect.any(String) });
  harness.sandbox.addFault({ kind: 'resetBefore', operation: 'CreateEnrollment' });
  expect(await send({ userId: other?.user_id })).toMatchObject({
    kind: 'checkFirst',
    message: expect.stringContaining('send the query in `check`'),
  });
});

test('the class is enrolled as written', async () => {
  const userIds = harness.sandbox.world.users.slice(0, 5).map(({ user_id }) => user_id);
  const { data, errors } = await harness.query(block('graphql'), {
    variables: { organizationId: wellKnown.organizationId, userIds, syllabusId: wellKnown.sectionId },
  });
  expect(errors).toEqual([]);
  expect(data.createEnrollments.outcomes.map(({ userId }: { userId: string }) => userId)).toEqual(userIds);
});
