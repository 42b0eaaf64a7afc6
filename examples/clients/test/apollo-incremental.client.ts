import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../../../test/support/harness.ts';

const { sectionId, userId, organizationId } = wellKnown;

const possibleTypes = { Enrollment: ['SectionEnrollment', 'TrainingPlanEnrollment'] };

/** A query for each way to use the directives. */
const queries: Record<string, string> = {
  'a deferred field': `{ section(id: "${sectionId}") { id title ... @defer { description } } }`,
  'a deferred fragment in a deferred fragment, with labels': `{
    section(id: "${sectionId}") {
      id
      ... @defer(label: "outer") {
        enrollments(first: 3) {
          nodes {
            id
            ... @defer(label: "inner") { phase assignmentStatuses(first: 2) { nodes { id phase } } }
          }
        }
      }
    }
  }`,
  'several deferred fragments of one object': `
    { section(id: "${sectionId}") { id ... @defer { description } ... @defer { objectives } ...Names @defer } }
    fragment Names on Section { title number }
  `,
  'a deferred fragment on one of the possible types': `{
    user(id: "${userId}") {
      id
      enrollments(first: 5) {
        nodes {
          id
          ... on SectionEnrollment @defer { percentAssignmentsComplete }
          ... on TrainingPlanEnrollment @defer { percentRequirementsFulfilled }
        }
      }
    }
  }`,
  'a streamed list': `{ user(id: "${userId}") { id enrollments(first: 5) { nodes @stream(initialCount: 1) { id phase } } } }`,
  'a deferred fragment in a streamed list': `{
    section(id: "${sectionId}") {
      id
      assignments(first: 4) { nodes @stream { id title ... @defer { instructions } } }
    }
  }`,
  'directives that are switched off': `{ section(id: "${sectionId}") { id ... @defer(if: false) { description } } }`,
};

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId } });
});
afterAll(() => harness.close());
beforeEach(() => harness.sandbox.reset());

describe.each([
  ['incrementalSpec=v0.2', GraphQL17Alpha9Handler],
  ['deferSpec=20220824', Defer20220824Handler],
])('Apollo Client with the handler for %s', (form, Handler) => {
  test.each(Object.entries(queries))('%s: the same data as without directives, part by part', async (name, query) => {
    const { states, data, contentType } = await watch(query);
    const whole = await harness.query(query.replaceAll(/@(defer|stream)(\([^)]*\))?/g, ''));
    expect(whole.errors).toEqual([]);
    expect(data).toMatchObject(whole.data);
    if (name === 'directives that are switched off') return;
    expect(contentType).toContain('multipart/mixed');
    expect(contentType?.includes('incrementalSpec=v0.2')).toBe(form === 'incrementalSpec=v0.2');
    expect(states.length).toBeGreaterThan(1);
  });

  test('an error in a deferred fragment comes with its code, and the rest of the data is there', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionDescription' });
    const { data, error } = await watch(queries['a deferred field'] ?? '');
    expect(data).toMatchObject({ section: { id: sectionId, title: expect.any(String) } });
    expect(JSON.stringify(error)).toContain('FORBIDDEN');
  });

  /** Watches a query to its last part. */
  async function watch(query: string) {
    let contentType: string | null = null;
    const link = new HttpLink({
      uri: harness.url,
      headers: { authorization: `Bearer ${harness.sandbox.tokens.full}` },
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        contentType = response.headers.get('content-type');
        return response;
      },
    });
    const client = new ApolloClient({
      link,
      cache: new InMemoryCache({ possibleTypes }),
      incrementalHandler: new Handler(),
    });
    const states: string[] = [];
    const { data, error } = await new Promise<{ data: unknown; error?: unknown }>((resolve) => {
      const watched = client.watchQuery({ query: gql(query), fetchPolicy: 'network-only', errorPolicy: 'all' });
      watched.subscribe((result) => {
        if (result.dataState !== 'empty') states.push(result.dataState);
        if (!result.loading && result.networkStatus >= 7) resolve(result);
      });
    });
    client.stop();
    return { data, error, states, contentType };
  }
});
