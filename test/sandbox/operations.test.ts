import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { exampleRequests } from './examples.ts';
import { operationNames, required, startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
afterAll(() => subject.close());

test('every operation of the contract has an example request', () => {
  expect(Object.keys(exampleRequests(subject.sandbox)).sort()).toEqual([...operationNames].sort());
});

test.each(operationNames)(
  '%s answers its example request as the contract declares, and the answer is not empty',
  async (name) => {
    subject.sandbox.reset();
    const { status, body } = await subject.call(name, exampleRequests(subject.sandbox)[name]);
    expect(body?.api_error_entity?.error_message).toBeUndefined();
    expect(status).toBe(200);
    const list = Array.isArray(body) ? body : Object.values(body).find(Array.isArray);
    if (list) expect(list.length).toBeGreaterThan(0);
    else expect(Object.values(body).filter((value) => value !== null).length).toBeGreaterThan(0);
    expect(subject.sandbox.violations()).toEqual([]);
  },
);

test('an answer with a field that the contract does not declare is a 500 and recorded as a violation', async () => {
  const faulty = await startTestSandbox();
  Object.assign(required(faulty.sandbox.world.organizations[0]), { motto: 'Onward' });
  const { status, body } = await faulty.call('GetOrganizations', { query: { org_id: wellKnown.organizationId } });
  expect(status).toBe(500);
  expect(body.api_error_entity.error_message).toContain('motto');
  expect(faulty.sandbox.violations()).toEqual([expect.stringMatching(/GetOrganizations.*motto/)]);
  await faulty.close();
});

test('calls are recorded without the token', async () => {
  const { sandbox, call } = subject;
  sandbox.reset();
  await call('GetOrganizations', { query: { org_short_name: 'nobody' } });
  await call('GetSections', { body: { sections: [] }, token: sandbox.tokens.limited });
  await call('GetSections', { body: { sections: [] }, token: sandbox.tokens.expired });
  expect(sandbox.calls()).toMatchObject([
    {
      operation: 'GetOrganizations',
      method: 'GET',
      parameters: { org_short_name: 'nobody' },
      caller: 'full',
      status: 409,
    },
    { operation: 'GetSections', method: 'POST', parameters: { sections: [] }, caller: 'limited', status: 200 },
    { operation: 'GetSections', caller: null, status: 401 },
  ]);
  for (const token of Object.values(sandbox.tokens)) expect(JSON.stringify(sandbox.calls())).not.toContain(token);
  sandbox.clearCalls();
  expect(sandbox.calls()).toEqual([]);
});
