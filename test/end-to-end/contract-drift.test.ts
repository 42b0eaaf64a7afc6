import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/learning-api/contract/operations.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type AnswerProxy, startProxy } from '../support/changed-answers/proxy.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { operationQueries } from '../support/operation-queries.ts';

const { sectionId } = wellKnown;
const config = { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, CACHE: 'off', METRICS_PORT: '0' };
const linesOf = ({ log }: Harness) => log.filter(({ event }) => event === 'contract_drift');
const start = (CONTRACT_CHECK_EVERY: string) => harnessForThisTest({ config: { ...config, CONTRACT_CHECK_EVERY } });

async function countsOf({ metricsUrl }: Harness): Promise<Record<string, number>> {
  const text = await (await fetch(metricsUrl)).text();
  const samples = text.matchAll(/^learning_api_contract_drift_total\{operation="(\w+)",kind="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...samples].map(([, operation, kind, count]) => [`${operation} ${kind}`, Number(count)]));
}

test('responses that match the contract are not reported, of any operation', async () => {
  const harness = await start('1');
  for (const query of Object.values(operationQueries(harness.sandbox)))
    expect((await harness.query(query)).data).toBeTruthy();
  expect(linesOf(harness)).toEqual([]);
  expect(await countsOf(harness)).toEqual({});
});

describe('a new field', () => {
  let proxy: AnswerProxy;
  let harness: Harness;
  beforeAll(async () => {
    proxy = await startProxy();
    harness = await startHarness({ config: { ...config, CONTRACT_CHECK_EVERY: '1', LEARNING_API_URL: proxy.url } });
    proxy.target = harness.sandbox.url;
  });
  beforeEach(() => harness.sandbox.reset());
  afterAll(async () => {
    await harness.close();
    await proxy.close();
  });

  test.each(Object.keys(operations) as OperationName[])(
    'of %s is one line, however often it comes, and changes no data',
    async (operation) => {
      let responses = 0;
      const withNewField = (value: unknown): unknown =>
        Array.isArray(value) ? value.map(withNewField) : { ...Object(value), added_field: `secret ${responses}` };
      proxy.change(operation, (answer) => {
        responses += 1;
        return { ...answer, body: Buffer.from(JSON.stringify(withNewField(JSON.parse(String(answer.body))))) };
      });
      const query = operationQueries(harness.sandbox)[operation];
      for (const _ of [1, 2, 3]) expect((await harness.query(query)).data).toBeTruthy();
      expect(linesOf(harness).filter((line) => line.operation === operation)).toEqual([
        expect.objectContaining({ kind: 'new', path: expect.stringMatching(/^(\[\]\.)?added_field$/) }),
      ]);
      expect(JSON.stringify(harness.log)).not.toContain('secret');
      expect((await countsOf(harness))[`${operation} new`]).toBe(responses);
    },
  );
});

test('a field that is gone, new or of another type is named with its type, without values', async () => {
  const harness = await start('1');
  let responses = 0;
  harness.sandbox.override('GetSections', () => {
    responses += 1;
    const sections = [
      { syllabus_id: sectionId, title: 'a secret', credit_hours: 'many', code: 'a secret' },
      { title: 'a secret', credit_hours: 'more' },
    ];
    // The bytes differ each time, because equal responses are not parsed again.
    return { body: { sections, api_error_entity: { error_code: 0, error_message: `${responses}` } } };
  });
  for (const _ of [1, 2, 3]) await harness.query(`{ section(id: "${sectionId}") { title } }`);
  expect(linesOf(harness).map(({ time: _, level, ...line }) => line)).toEqual(
    [
      { kind: 'type', path: 'sections[].credit_hours', expected: 'number', found: 'string' },
      { kind: 'new', path: 'sections[].code', expected: null, found: 'string' },
      { kind: 'gone', path: 'sections[].syllabus_id', expected: 'string', found: null },
    ].map((line) => ({ event: 'contract_drift', operation: 'GetSections', ...line })),
  );
  expect(JSON.stringify(harness.log)).not.toContain('a secret');
  expect(await countsOf(harness)).toEqual({ 'GetSections gone': 3, 'GetSections new': 3, 'GetSections type': 3 });
});

test('one response in N of each operation is checked, beginning with the first', async () => {
  const harness = await start('3');
  const { sandbox } = harness;
  let responses = 0;
  sandbox.override('GetAssignment', () => {
    responses += 1;
    return { body: { assignment_id: sectionId, [`n_${responses}`]: 1 } };
  });
  for (const { assignment_id } of sandbox.world.assignments.slice(0, 7))
    await harness.query(`{ assignment(id: "${assignment_id}") { id } }`);
  expect(linesOf(harness).map(({ path }) => path)).toEqual(['n_1', 'n_4', 'n_7']);
});

test('with 0, no response is checked', async () => {
  const harness = await start('0');
  harness.sandbox.override('GetSections', () => ({ body: { sections: [], added: 1 } }));
  await harness.query(`{ section(id: "${sectionId}") { title } }`);
  expect(linesOf(harness)).toEqual([]);
});
