import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Answered, type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { queryInParts } from '../support/parts.ts';

const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const { userId, organizationId, sectionId } = wellKnown;
const enrollments = (fields: string) => `user(id: "${userId}") { enrollments(first: 60) { nodes { ${fields} } } }`;
const certificates = `{ ${enrollments('id certificate { url }')} }`;
/** Refuses the calls for the certificates of some enrollments. */
const refuse = (refused: (index: number) => { status: number } | null, { sandbox } = harness) => {
  const ids = sandbox.world.enrollments.filter(({ user_id }) => user_id === userId).map((row) => row.enrollment_id);
  sandbox.override('GetCertificateUrl', ({ enrollment_id }) => {
    const failure = refused(ids.indexOf(String(enrollment_id)));
    return failure ? { ...failure, body: { api_error_entity: { error_code: 9, error_message: 'No.' } } } : undefined;
  });
};
const nullsIn = ({ data }: Pick<Answered, 'data'>) =>
  data.user.enrollments.nodes.flatMap(
    ({ certificate }: { certificate: { url: string | null } | null }, index: number) =>
      certificate?.url == null ? [index] : [],
  );

describe('one cause of errors in a list is told once:', () => {
  test('a token without a permission is one error for each operation that needs it, with its remedy', async () => {
    const query = `{ ${enrollments('id expiresAt completedAt certificate { url }')} }`;
    const { toldErrors: errors, data } = await harness.query(query, { token: demoTokens.limited });
    const { nodes } = data.user.enrollments;
    const causes = errors.map(({ message }) => message);
    expect(new Set(causes).size).toBe(errors.length);
    expect(nodes.length).toBeGreaterThan(10);
    expect(errors.length).toBeLessThan(5);
    for (const { extensions, message } of errors) {
      expect(extensions.code).toBe('FORBIDDEN');
      expect(message).toMatch(/Ask an administrator/);
    }
    expect(JSON.stringify(errors).length).toBeLessThan(12_000);
  });

  test('the error has the number of errors and their paths, in the order of the list', async () => {
    refuse((index) => (index % 2 === 0 ? { status: 403 } : null));
    const { toldErrors: errors, data } = await harness.query(certificates);
    expect(errors).toHaveLength(1);
    const [{ path, extensions } = { path: [], extensions: {} as Record<string, unknown> }] = errors;
    const paths = extensions.paths as (string | number)[][];
    expect(path).toEqual(paths[0]);
    expect(extensions.count).toBe(paths.length);
    const indexes = paths.map(([, , , index]) => Number(index));
    expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
    const { nodes } = data.user.enrollments;
    for (const [index] of nodes.entries()) if (indexes.includes(index)) expect(nullsIn({ data })).toContain(index);
  });

  test('different causes stay different errors', async () => {
    refuse((index) => [{ status: 403 }, { status: 422 }, null][index % 3] ?? null);
    const { toldErrors: errors } = await harness.query(certificates);
    expect(errors.map(({ extensions }) => extensions.code).sort()).toEqual(['BAD_USER_INPUT', 'FORBIDDEN']);
    const paths = errors.flatMap(({ extensions }) => extensions.paths as unknown[]);
    expect(new Set(paths.map((path) => JSON.stringify(path))).size).toBe(paths.length);
  });

  test('lists of different fields have errors of their own', async () => {
    refuse(() => ({ status: 403 }));
    const { toldErrors: errors } = await harness.query(
      `{ a: ${enrollments('certificate { url }')} b: ${enrollments('certificate { url }')} }`,
    );
    expect(errors.map(({ path }) => path?.[0]).sort()).toEqual(['a', 'b']);
  });

  test('an error that stands alone, or in no list, is as before', async () => {
    refuse((index) => (index === 0 ? { status: 403 } : null));
    const { toldErrors: errors } = await harness.query(
      `{ ${enrollments('certificate { url }')} x: section(id: "x") { id } y: section(id: "x") { id } }`,
    );
    expect(errors).toHaveLength(3);
    for (const { extensions } of errors) expect(extensions).not.toHaveProperty('count');
  });

  test('at most 1000 paths are listed, and all are counted', async () => {
    harness.sandbox.override('GetCertificateUrl', () => ({ status: 403, body: {} }));
    const fields = Array.from({ length: 8 }, (_, index) => `c${index}: certificate { url }`).join(' ');
    const { toldErrors: errors } = await harness.query(
      `{ organization(id: "${organizationId}") { enrollments(first: 150) { nodes { ${fields} } } } }`,
    );
    expect(errors.map(({ extensions }) => extensions.count)).toEqual([8 * 150]);
    expect(errors[0]?.extensions.paths).toHaveLength(1000);
  });
});

test('unexpected errors are not merged, as only the log tells their causes', async () => {
  const broken = await harnessForThisTest({ config });
  const call = broken.api.call.bind(broken.api);
  broken.api.call = ((operation: string, ...rest: never[]) => {
    if (operation === 'GetCertificateUrl') throw new Error('Unforeseen');
    return (call as (...all: unknown[]) => unknown)(operation, ...rest);
  }) as never;
  const { toldErrors: errors } = await broken.query(`{ ${enrollments('certificate { url }')} }`);
  expect(errors.length).toBeGreaterThan(1);
  for (const { extensions } of errors) expect(extensions).not.toHaveProperty('count');
});

test('a router gets an error for each entity and for each item below it', async () => {
  harness.sandbox.override('GetCertificateUrl', () => ({ status: 403, body: {} }));
  const variables = { of: [{ __typename: 'User', id: userId }] };
  const { toldErrors: errors, data } = await harness.query(
    'query ($of: [_Any!]!) { again: _entities(representations: $of) { ... on User { enrollments(first: 5) { nodes { certificate { url } } } } } }',
    { variables },
  );
  expect(data.again[0].enrollments.nodes).toHaveLength(5);
  expect(errors).toHaveLength(5);
});

describe('every way of execution tells the same:', () => {
  const query = `query Q { ${enrollments('id certificate { url }')} section(id: "${sectionId}") { title } }`;
  const refusals = () => refuse((index) => (index % 2 === 0 ? { status: 403 } : { status: 422 }));
  const told = ({
    toldErrors: errors,
  }: {
    toldErrors?: { extensions: object; path?: unknown; message: string }[] | undefined;
  }) =>
    (errors ?? [])
      .map(({ message, path, extensions }) => JSON.stringify({ message, path, ...extensions, requestId: null }))
      .sort();

  test('plans, graphql-js, again, and with x-debug', async () => {
    refusals();
    const planned = await harness.query(query);
    expect(told(planned)).toHaveLength(2);
    expect(told(await harness.query(query))).toEqual(told(planned));
    // Null for `@include` has no plan.
    const unplanned = await harness.query(
      query.replace('Q {', 'Q($yes: Boolean = true) { __typename @include(if: $yes)'),
      {
        variables: { yes: true },
      },
    );
    expect(told(unplanned)).toEqual(told(planned));
    expect(told(await harness.query(query, { headers: { 'x-debug': 'upstream' } }))).toEqual(told(planned));
    const deferred = query.replace('{ title }', '{ ... @defer { title } }');
    const whole = await harness.query(deferred, { headers: { accept: 'application/json' } });
    expect(told(whole)).toEqual(told(planned));
  });

  test('@defer, in the part that has the errors', async () => {
    refusals();
    const planned = await harness.query(query);
    const parts = [];
    for await (const part of queryInParts(harness, `{ ... @defer { ${enrollments('certificate { url }')} } }`))
      parts.push(part);
    const errors = parts.flatMap(({ incremental = [] }) => incremental.flatMap((increment) => increment.errors ?? []));
    expect(errors.map(({ extensions }) => extensions.count).sort()).toEqual(
      planned.toldErrors.map(({ extensions }) => extensions.count).sort(),
    );
  });
});
