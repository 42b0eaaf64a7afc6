import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { goodRequests } from './examples.ts';
import { need, operationNames, type Subject, startSubject } from './support.ts';

let subject: Subject;
beforeAll(async () => {
  subject = await startSubject();
});
afterAll(() => subject.close());

test('every operation of the contract has a good request here', () => {
  expect(Object.keys(goodRequests(subject.sandbox)).sort()).toEqual([...operationNames].sort());
});

test.each(operationNames)(
  '%s answers a good request with what the contract declares, and not with nothing',
  async (name) => {
    subject.sandbox.reset();
    const { status, body } = await subject.ask(name, goodRequests(subject.sandbox)[name]);
    expect(body?.api_error_entity?.error_message).toBeUndefined();
    expect(status).toBe(200);
    const list = Array.isArray(body) ? body : Object.values(body).find(Array.isArray);
    if (list) expect(list.length).toBeGreaterThan(0);
    else expect(Object.values(body).filter((value) => value !== null).length).toBeGreaterThan(0);
    expect(subject.sandbox.violations()).toEqual([]);
  },
);

test('an answer with a field that the contract does not declare is a 500, and is on record as a violation', async () => {
  const faulty = await startSubject();
  Object.assign(need(faulty.sandbox.world.organizations[0]), { motto: 'Onward' });
  const { status, body } = await faulty.ask('GetOrganizations', { query: { org_id: wellKnown.organizationId } });
  expect(status).toBe(500);
  expect(body.api_error_entity.error_message).toContain('motto');
  expect(faulty.sandbox.violations()).toEqual([expect.stringMatching(/GetOrganizations.*motto/)]);
  await faulty.close();
});

test('what is asked is recorded without the token', async () => {
  const { sandbox, ask } = subject;
  sandbox.reset();
  await ask('GetOrganizations', { query: { org_short_name: 'nobody' } });
  await ask('GetSections', { body: { sections: [] }, token: sandbox.tokens.limited });
  await ask('GetSections', { body: { sections: [] }, token: sandbox.tokens.expired });
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
