import { expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { harnessForThisTest } from '../support/harness.ts';

const { organizationId, sectionId } = wellKnown;
const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId };

test('without page headers, an organization is found with one call', async () => {
  const harness = await harnessForThisTest({ config });
  harness.sandbox.behave({ pageHeaders: 'none' });
  const { data, calls } = await harness.query(`{ organization(id: "${organizationId}") { name } }`);
  expect(data.organization.name).toEqual(expect.any(String));
  expect(calls).toEqual({ GetOrganizations: 1 });
});

test('without page headers, the end of a short list costs one more call: the server may have lowered its maximum page size since the last request', async () => {
  const harness = await harnessForThisTest({ config });
  const read = async () => {
    const { data, calls } = await harness.query(
      `{ section(id: "${sectionId}") { assignments { nodes { id } pageInfo { hasNextPage } } } }`,
    );
    return { list: data.section.assignments, calls: calls.GetAssignments ?? 0 };
  };
  const whole = await read();
  expect(whole.calls).toBe(1);
  harness.sandbox.behave({ pageHeaders: 'none' });
  expect(await read()).toEqual({ ...whole, calls: 2 });
  harness.sandbox.behave({ maxPerPage: 2 });
  expect((await read()).list).toEqual(whole.list);
});
