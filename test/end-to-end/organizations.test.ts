import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', UPSTREAM_RETRIES: 'false' } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const { organizationId } = wellKnown;
const unknownId = '99999999-9999-4999-8999-999999999999';

/** Every part of an organization that another operation tells. */
const parts = `
  id
  enrollments(first: 2) { nodes { id } }
  catalogs(first: 2) { nodes { name } }
  customEnrollmentFields { key }
  customEnrollmentFieldDefault(fieldId: "${wellKnown.customFieldId}") { value }
`;

test('an organization is a reference: its id costs no call, its name one', async () => {
  const query = (fields: string) => harness.query(`{ organization(id: "${organizationId}") { ${fields} } }`);
  expect(await query('id')).toMatchObject({ calls: {}, errors: [], data: { organization: { id: organizationId } } });
  expect((await query('customEnrollmentFields { key }')).calls).toEqual({ GetCustomEnrollmentFields: 1 });
  expect((await query('id name shortName')).calls).toEqual({ GetOrganizations: 1 });
});

test.each([404, 410, 500, 403])('when GetOrganizations answers %i, only the names are missing', async (status) => {
  const query = `{ organization(id: "${organizationId}") { ${parts} name } }`;
  const before = await harness.query(query);
  expect(before.errors).toEqual([]);
  harness.sandbox.addFault({ kind: 'status', status, operation: 'GetOrganizations' });
  const { data, errors } = await harness.query(query);
  expect(data.organization).toEqual({ ...before.data.organization, name: null });
  expect(errors.map(({ path }) => path?.join('.'))).toEqual(['organization.name']);
});

test('an organization that does not exist is an error at each field that needs it, and null by its short name', async () => {
  const { data, errors } = await harness.query(`{
    byId: organization(id: "${unknownId}") { id name shortName customEnrollmentFields { key } catalogs { nodes { id } } }
    byName: organization(shortName: "unknown") { id }
  }`);
  expect(data).toEqual({
    byId: { id: unknownId, name: null, shortName: null, customEnrollmentFields: null, catalogs: { nodes: null } },
    byName: null,
  });
  expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]).sort()).toEqual([
    ['byId.catalogs.nodes', 'NOT_FOUND'],
    ['byId.customEnrollmentFields', 'NOT_FOUND'],
    ['byId.name', 'NOT_FOUND'],
    ['byId.shortName', 'NOT_FOUND'],
  ]);
});

/** An organization with 2999 below it, in the order of their names, on pages of 20 without totals. */
function overrideOrganizations(position: number): void {
  const rows = Array.from({ length: 3000 }, (_, index) => ({
    org_id: index === position ? organizationId : `55555555-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: `Organization ${String(index).padStart(4, '0')}`,
    short_name: index === position ? 'WANTED' : `O${index}`,
  }));
  harness.sandbox.override('GetOrganizations', ({ page, per_page }) => {
    const size = Math.min(20, Number(per_page));
    return { body: rows.slice((Number(page) - 1) * size, Number(page) * size) };
  });
}

test.each([
  [0, 1],
  [19, 1],
  // Without totals, one more call shows that a page of 20 is full.
  [20, 3],
  [45, 4],
  [395, 21],
])('looking for the organization at position %i takes at most %i calls', async (position, maxCalls) => {
  for (const argument of [`id: "${organizationId}"`, 'shortName: "wanted"']) {
    overrideOrganizations(position);
    const { data, errors, calls } = await harness.query(`{ organization(${argument}) { name shortName } }`);
    expect(errors).toEqual([]);
    expect(data.organization.shortName).toBe('WANTED');
    expect(calls.GetOrganizations).toBeLessThanOrEqual(maxCalls);
  }
});

test('catalogs of an organization are its own and those shared with it, unless one kind is chosen', async () => {
  const list = (name: string, argument: string) => `${name}: catalogs(first: 1000${argument}) { nodes { id } }`;
  const { data, errors } = await harness.query(`{
    organization(id: "${organizationId}") {
      ${list('all', '')} ${list('none', ', access: null')} ${list('both', ', access: BOTH')}
      ${list('owned', ', access: OWNED')} ${list('shared', ', access: SHARED')}
    }
    group: catalogs(groupId: "${organizationId}", first: 1000) { nodes { id } }
  }`);
  expect(errors).toEqual([]);
  const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id).sort();
  const { all, none, both, owned, shared } = data.organization;
  const own = harness.sandbox.world.catalogs.filter(({ org_id }) => org_id === organizationId);
  expect(ids(all)).toEqual(expect.arrayContaining(own.map(({ catalog_id }) => catalog_id)));
  expect(ids(all)).toEqual([...new Set([...ids(owned), ...ids(shared)])].sort());
  expect([ids(none), ids(both), ids(data.group)]).toEqual([ids(all), ids(all), ids(all)]);
});
