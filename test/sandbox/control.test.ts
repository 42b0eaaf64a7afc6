import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
beforeEach(() => subject.sandbox.reset());
afterAll(() => subject.close());

const callOnce = () => subject.call('GetSections', { body: { sections: [wellKnown.sectionId] } });

test('a test in another process can read and clear the calls', async () => {
  await callOnce();
  const { body } = await subject.control('GET', 'calls');
  expect(body).toMatchObject([
    { operation: 'GetSections', parameters: { sections: [wellKnown.sectionId] }, status: 200 },
  ]);
  expect(JSON.stringify(body)).not.toContain(subject.sandbox.tokens.full);
  expect((await subject.control('DELETE', 'calls')).body).toEqual([]);
  expect((await subject.control('GET', 'calls')).body).toEqual([]);
});

test('it can add, list and clear faults', async () => {
  const fault = { kind: 'status', status: 503, operation: 'GetSections', times: 2 };
  expect(await subject.control('POST', 'faults', fault)).toMatchObject({ status: 201, body: [fault] });
  expect((await callOnce()).status).toBe(503);
  expect((await subject.control('GET', 'faults')).body).toMatchObject([{ ...fault, times: 1 }]);
  expect((await subject.control('DELETE', 'faults')).body).toEqual([]);
  expect((await callOnce()).status).toBe(200);
});

test('it can change how the sandbox behaves, and reset everything', async () => {
  const changed = await subject.control('PATCH', 'behavior', { maxPerPage: 2, pageHeaders: 'none' });
  expect(changed).toMatchObject({ status: 200, body: { maxPerPage: 2, pageHeaders: 'none', latencyMs: 0 } });
  const { body, headers } = await subject.call('GetCategories', { query: { catalog_id: wellKnown.catalogId } });
  expect(body).toHaveLength(2);
  expect(headers.has('x-total-count')).toBe(false);
  expect((await subject.control('POST', 'reset')).status).toBe(200);
  expect((await subject.control('GET', 'behavior')).body).toMatchObject({ maxPerPage: 1000, pageHeaders: 'all' });
  expect((await subject.control('GET', 'calls')).body).toEqual([]);
});

test('it can check that the sandbox is running', async () => {
  expect((await subject.control('GET', 'health')).status).toBe(200);
});

test.each([
  ['POST', 'faults', { kind: 'explode' }, /kind/],
  ['POST', 'faults', 'nonsense', /kind/],
  ['POST', 'faults', { kind: 'status' }, /^status: /],
  ['POST', 'faults', { kind: 'hang', operation: 'GetNothing' }, /^operation: must be the name of an operation/],
  ['POST', 'faults', { kind: 'hang', times: 0 }, /^times: /],
  ['POST', 'faults', { kind: 'hang', token: 'expired', often: 1 }, /token: .*often/],
  ['PATCH', 'behavior', { maxPerPage: 'x', latencyMs: -1 }, /latencyMs: .*maxPerPage: /],
  ['PATCH', 'behavior', { speed: 1 }, /latencyMs/],
  ['PATCH', 'behavior', 'nonsense', /latencyMs/],
])('%s %s of %j answers 400 and says what is wrong', async (method, path, body, advice) => {
  const answer = await subject.control(method, path, body);
  expect(answer.status).toBe(400);
  expect(answer.body.message).toMatch(advice);
});

test('an unknown control request answers with the list of known ones', async () => {
  const { status, body } = await subject.control('GET', 'weather');
  expect(status).toBe(404);
  expect(body.message).toContain('GET /_sandbox/calls');
});
