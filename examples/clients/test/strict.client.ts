import { Client, fetchExchange } from '@urql/core';
import { introspectionFromSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createApolloClient } from '../src/apollo.ts';
import { createGraphQLClient, send } from '../src/graphql-request.ts';
import { phasesIn, roster } from '../src/strict/roster.ts';
import { throwOnError } from '../src/strict/strict.ts';
import { createUrqlClient } from '../src/urql.ts';
import { gateway, schema, wellKnown } from './support.ts';

const { sectionId } = wellKnown;
const harness = gateway();
const url = () => harness.current.url;
const getToken = () => harness.current.sandbox.tokens.full;

const clients = {
  'graphql-request': () => send(createGraphQLClient(url(), getToken), roster, { sectionId }),
  'urql without graphcache': async () => {
    const headers = { authorization: `Bearer ${getToken()}` };
    const client = new Client({
      url: url(),
      exchanges: [fetchExchange],
      preferGetMethod: false,
      fetchOptions: { headers },
    });
    const { data, error } = await client.query(roster, { sectionId }).toPromise();
    return { data, errors: error?.graphQLErrors };
  },
};

describe.each(Object.entries(clients))('%s', (_, read) => {
  test('fields that are null only with an error are read without a check', async () => {
    expect(phasesIn(throwOnError(await read()))).toHaveLength(4);
  });

  test('reading an item that failed throws its error, and the others can be read', async () => {
    harness.current.sandbox.addFault({ kind: 'errorCode', code: 5, item: 1, operation: 'GetSectionEnrollments' });
    const data = throwOnError(await read());
    expect(data.section?.title).toBe('Workplace Safety Orientation');
    expect(data.section?.enrollments.nodes[0]?.phase).toEqual(expect.any(String));
    expect(() => phasesIn(data)).toThrow(/Something went wrong/);
  });

  test('each of several items that failed throws, although they are one error', async () => {
    harness.current.sandbox.addFault({ kind: 'errorCode', code: 5, operation: 'GetSectionEnrollments' });
    const { section } = throwOnError(await read());
    for (const index of [0, 1, 2, 3]) expect(() => section?.enrollments.nodes[index]).toThrow(/Something went wrong/);
  });

  test('reading a list that failed throws its error', async () => {
    harness.current.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionEnrollments' });
    const data = throwOnError(await read());
    expect(data.section?.title).toBe('Workplace Safety Orientation');
    expect(() => phasesIn(data)).toThrow(/permission/i);
  });
});

test('urql with graphcache and relayPagination leaves out the items that failed: no item is null, and the error says so', async () => {
  harness.current.sandbox.addFault({ kind: 'errorCode', code: 5, item: 1, operation: 'GetSectionEnrollments' });
  const client = createUrqlClient(url(), getToken, introspectionFromSchema(schema));
  const { data, error } = await client.query(roster, { sectionId }).toPromise();
  expect(data && phasesIn(data)).toHaveLength(3);
  expect(error?.graphQLErrors).toHaveLength(1);
});

describe('Apollo Client', () => {
  const read = () =>
    createApolloClient(url(), getToken).query({ query: roster, variables: { sectionId }, errorPolicy: 'none' });

  test('with errorPolicy none, the data of a response without errors has no null in these fields', async () => {
    const { data } = await read();
    expect(data && phasesIn(data)).toHaveLength(4);
  });

  test('with errorPolicy none, a response with an error is an error as a whole', async () => {
    harness.current.sandbox.addFault({ kind: 'errorCode', code: 5, item: 1, operation: 'GetSectionEnrollments' });
    await expect(read()).rejects.toThrow(/Something went wrong/);
  });
});
