import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const late = 'The final drop date has passed.';

test.each([
  ['GetSections', 0, `{ section(id: "${wellKnown.sectionId}") { title number } }`, ['section']],
  [
    'GetSectionDescription',
    undefined,
    `{ section(id: "${wellKnown.sectionId}") { description } }`,
    ['section', 'description'],
  ],
  [
    'GetAssignments',
    1,
    `{ section(id: "${wellKnown.sectionId}") { assignments { nodes { title } } } }`,
    ['section', 'assignments', 'nodes', 1],
  ],
  [
    'GetAssignments',
    0,
    `{ section(id: "${wellKnown.sectionId}") { assignments { edges { node { title } } } } }`,
    ['section', 'assignments', 'edges', 0, 'node'],
  ],
  [
    'SearchEnrollments',
    undefined,
    `{ user(id: "${wellKnown.userId}") { enrollments(first: 2) { nodes { id } } } }`,
    ['user', 'enrollments'],
  ],
  [
    'GetCertificateUrl',
    undefined,
    `{ enrollment(id: "${wellKnown.enrollmentId}") { certificate { isReady url } } }`,
    ['enrollment', 'certificate'],
  ],
  [
    'GetCustomEnrollmentFieldValues',
    0,
    `{ enrollment(id: "${wellKnown.enrollmentId}") { customFieldValues { key } } }`,
    ['enrollment', 'customFieldValues', 0],
  ],
])('a warning of %s (item %s) comes with the path it belongs to, once', async (operation, item, query, path) => {
  harness.sandbox.addFault({ kind: 'warnings', messages: [late], operation, ...(item !== undefined && { item }) });
  const { errors, extensions } = await harness.query(query);
  expect(errors).toEqual([]);
  expect(extensions?.warnings).toEqual([{ path, message: late }]);
});

test('without warnings there is no list of them', async () => {
  const { extensions } = await harness.query(`{ section(id: "${wellKnown.sectionId}") { title } }`);
  expect(extensions).toBeUndefined();
});
