import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startHarness } from '../../../test/support/harness.ts';
import { wellKnown } from './support.ts';

// Clients that send hashes only, to a gateway that accepts nothing else.

const { sectionId, organizationId } = wellKnown;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Written as clients send it: with `__typename`, printed by graphql-js. */
const text = print(parse('query Title($id: ID!) { section(id: $id) { id title __typename } }'));
const folder = mkdtempSync(join(tmpdir(), 'persisted-'));
const file = join(folder, 'persisted-documents.json');
writeFileSync(file, JSON.stringify({ [sha256(text)]: text }));

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({
    config: { DEFAULT_ORGANIZATION_ID: organizationId, PERSISTED_OPERATIONS_FILE: file, PERSISTED_ONLY: 'true' },
  });
});
afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true });
});

const headers = () => ({ authorization: `Bearer ${harness.sandbox.tokens.full}` });
const section = { id: sectionId, title: expect.any(String) };

test.each([true, false])('Apollo Client sends the hash of an operation (by GET: %s)', async (isGet) => {
  const client = new ApolloClient({
    link: new PersistedQueryLink({ sha256, useGETForHashedQueries: isGet }).concat(
      new HttpLink({ uri: harness.url, headers: headers() }),
    ),
    cache: new InMemoryCache(),
  });
  const { data } = await client.query({ query: gql(text), variables: { id: sectionId } });
  expect(data).toMatchObject({ section });
  await expect(client.query({ query: gql(`{ section(id: "${sectionId}") { id number } }`) })).rejects.toThrow(
    /operation/,
  );
  client.stop();
});

test.each([true, false])('urql sends the hash of an operation (by GET: %s)', async (isGet) => {
  const client = new Client({
    url: harness.url,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: headers() }),
    exchanges: [
      persistedExchange({
        enforcePersistedQueries: true,
        preferGetForPersistedQueries: isGet,
        generateHash: async (query) => sha256(query),
      }),
      fetchExchange,
    ],
  });
  const { data, error } = await client.query(text, { id: sectionId });
  expect(error).toBeUndefined();
  expect(data).toMatchObject({ section });
});
