import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

const config = { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };

/** Has every enrollment of the demo user come with these codes. */
function answerWith(harness: Harness, codes: [phase: number, result: number][]): void {
  harness.sandbox.override('SearchEnrollments', () => ({
    body: {
      total_count: codes.length,
      enrollments: codes.map(([phase, result], index) => ({
        enrollment_id: `33333333-0000-4000-8000-${String(index).padStart(12, '0')}`,
        enrollment_date: '2025-01-01T00:00:00Z',
        syllabus_id: wellKnown.sectionId,
        user_id: wellKnown.userId,
        phase,
        result,
      })),
    },
  }));
}

async function codesShown(harness: Harness) {
  const { data } = await harness.query(
    `{ user(id: "${wellKnown.userId}") { enrollments { nodes { phase phaseCode result resultCode status } } } }`,
  );
  return data.user.enrollments.nodes.map((node: Record<string, unknown>) => Object.values(node));
}

async function codesFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'codes-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'codes.yaml');
  await writeFile(path, text);
  return path;
}

test('codes whose numbers nobody knows are UNKNOWN beside their number, and no status is guessed from them', async () => {
  const harness = await harnessForThisTest({ config });
  answerWith(harness, [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 0],
    [2, 1],
    [2, 2],
    [9, 0],
  ]);
  expect(await codesShown(harness)).toEqual([
    ['NOT_STARTED', 0, 'NOT_GRADED', 0, 'NOT_STARTED'],
    ['NOT_STARTED', 0, 'UNKNOWN', 1, 'NOT_STARTED'],
    ['IN_PROGRESS', 1, 'NOT_GRADED', 0, 'IN_PROGRESS'],
    ['IN_PROGRESS', 1, 'UNKNOWN', 1, null],
    ['IN_PROGRESS', 1, 'UNKNOWN', 2, null],
    ['FINISHED', 2, 'NOT_GRADED', 0, 'FINISHED'],
    ['FINISHED', 2, 'UNKNOWN', 1, null],
    ['FINISHED', 2, 'UNKNOWN', 2, null],
    ['UNKNOWN', 9, 'NOT_GRADED', 0, null],
  ]);
});

test('no code of a field whose numbers are not published is shown under a name', async () => {
  const harness = await harnessForThisTest({ config });
  const { data, errors } = await harness.query(`{
    section(id: "${wellKnown.sectionId}") { assignments { nodes { dueDateStrategy dueDateStrategyCode gradingStrategy gradingStrategyCode } } }
    organization(id: "${wellKnown.organizationId}") { customEnrollmentFields { type typeCode } }
  }`);
  expect(errors).toEqual([]);
  for (const { dueDateStrategy, dueDateStrategyCode, gradingStrategy, gradingStrategyCode } of data.section.assignments
    .nodes) {
    expect([dueDateStrategy, gradingStrategy]).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect([typeof dueDateStrategyCode, typeof gradingStrategyCode]).toEqual(['number', 'number']);
  }
  expect(new Set(data.organization.customEnrollmentFields.map(({ type }: { type: string }) => type))).toEqual(
    new Set(['UNKNOWN']),
  );
});

test("an operator's file gives the deployment's numbers their names", async () => {
  const CODES_FILE = await codesFile('enrollmentResult:\n  1: Failing\n  2: Passing\n');
  const harness = await harnessForThisTest({ config: { ...config, CODES_FILE } });
  answerWith(harness, [
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
  ]);
  expect(await codesShown(harness)).toEqual([
    ['IN_PROGRESS', 1, 'FAILING', 1, 'FAILING'],
    ['IN_PROGRESS', 1, 'PASSING', 2, 'PASSING'],
    ['FINISHED', 2, 'FAILING', 1, 'FAILED'],
    ['FINISHED', 2, 'PASSING', 2, 'PASSED'],
  ]);
});

test('a publishing model without a number cannot be requested, and nothing is sent', async () => {
  const CODES_FILE = await codesFile('publishingModel:\n  0: Hidden\n  1: AvailableToMembers\n');
  const harness = await harnessForThisTest({ config: { ...config, CODES_FILE } });
  const catalogs = (model: string) => `catalogs(groupId: "${wellKnown.organizationId}", publishingModel: ${model})`;
  const all = await harness.query(`{ ${catalogs('FOR_SALE_IN_MARKETPLACE')} { nodes { id } } }`);
  expect(all.errors).toMatchObject([
    {
      message: expect.stringMatching(
        /^publishingModel cannot be this value, because .* has no number for it\. Use another value/,
      ),
      path: ['catalogs', 'nodes'],
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
  expect(all.calls).toEqual({});
  await harness.query(`{ ${catalogs('AVAILABLE_TO_MEMBERS')} { nodes { id } } }`);
  expect(harness.sandbox.calls()).toMatchObject([{ operation: 'GetCatalogs', parameters: { publishing_model: 1 } }]);
});

test('a code that no table knows is logged once', async () => {
  const harness = await harnessForThisTest({ config });
  answerWith(harness, [
    [1, 7],
    [1, 7],
  ]);
  await codesShown(harness);
  await codesShown(harness);
  expect(harness.log.filter(({ event }) => event === 'unknown_code')).toMatchObject([
    { table: 'enrollmentResult', code: 7 },
  ]);
});

test.each([
  ['enrollmentResult:\n  1: Passed\n', 'enrollmentResult.1: must be one of NotGraded, Passing, Failing'],
  ['enrollmentResult:\n  one: Passing\n', 'keys must be numbers'],
  ['enrollmentResult:\n  1: Passing\n  2: Passing\n', 'enrollmentResult: names must be unique'],
  ['results:\n  1: Passing\n', 'unknown table results'],
  ['- 1\n', 'must contain tables'],
  ['{ "enrollmentResult": ', 'cannot be used'],
])('a codes file that says %j is refused at the start', async (text, message) => {
  const CODES_FILE = await codesFile(text);
  expect(() => loadConfig({ LEARNING_API_URL: 'https://learning.example', CODES_FILE })).toThrow(message);
});

test('a codes file that is not there is refused at the start', () => {
  expect(() => loadConfig({ LEARNING_API_URL: 'https://learning.example', CODES_FILE: '/nowhere.yaml' })).toThrow(
    'CODES_FILE cannot be used',
  );
});
