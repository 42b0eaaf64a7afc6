import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { factsOf, type OperationName, operations } from '../../src/learning-api/contract/operations.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { changesOf } from '../support/changed-answers/changes.ts';
import { findWrongData } from '../support/changed-answers/compare.ts';
import { fullQuery } from '../support/changed-answers/full-query.ts';
import { type AnswerProxy, startProxy } from '../support/changed-answers/proxy.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { operationQueries } from '../support/operation-queries.ts';
import { unexplainedNulls } from '../support/unexplained-nulls.ts';

let harness: Harness;
let proxy: AnswerProxy;
beforeAll(async () => {
  proxy = await startProxy();
  harness = await startHarness({
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, LEARNING_API_URL: proxy.url },
  });
  proxy.target = harness.sandbox.url;
});
afterAll(async () => {
  await harness.close();
  await proxy.close();
});

const reads = (Object.keys(operations) as OperationName[]).filter((name) => factsOf(name).effect === 'read');
const neighbor = `neighbor: user(id: "${wellKnown.userId}") { id }`;

/** Other ways to the data of an operation, which need its responses for something else. */
const otherQueries = (few: string): Partial<Record<OperationName, string[]>> => ({
  SearchEnrollments: [
    `{ organization(id: "${wellKnown.organizationId}") { enrollments(first: 4) { edges { node { __typename id } } } } }`,
  ],
  GetSectionEnrollments: [
    `{ enrollment(id: "${wellKnown.enrollmentId}") { __typename id enrolledAt lastActivityAt subscriptionId } }`,
    `{ user(id: "${wellKnown.userId}") { enrollments(first: 4) { nodes { id lastActivityAt } } } }`,
  ],
  GetTrainingPlanEnrollments: [
    `{ enrollment(id: "${wellKnown.trainingPlanEnrollmentId}") { __typename id enrolledAt lastActivityAt } }`,
    `{ user(id: "${wellKnown.userId}") { enrollments(${few}) { nodes { id lastActivityAt } } } }`,
  ],
  GetSections: [
    `{ user(id: "${wellKnown.userId}") { enrollments(${few}) { nodes { __typename id syllabus { __typename id title } } } } }`,
  ],
  GetTrainingPlan: [
    `{ user(id: "${wellKnown.userId}") { enrollments(${few}) { nodes { __typename id syllabus { __typename id title } } } } }`,
  ],
  GetCategories: [
    `{ category(id: "${wellKnown.categoryId}", catalogId: "${wellKnown.catalogId}") { name parent { name } children { name } } }`,
  ],
  GetCatalogSyllabi: [`{ catalog(id: "${wellKnown.catalogId}") { syllabi { edges { productId syllabusType } } } }`],
  GetOrganizations: [`{ organization(id: "${wellKnown.organizationId}") { subOrganizations { nodes { name } } } }`],
});

/** Arguments for the enrollments of a learner in some sections and training plans. */
function fewEnrollments({ enrollments, sections }: Harness['sandbox']['world']): string {
  const own = enrollments.filter(({ user_id }) => user_id === wellKnown.userId).map(({ syllabus_id }) => syllabus_id);
  const isSection = (id: string) => sections.some(({ syllabus_id }) => syllabus_id === id);
  const few = [...own.filter(isSection).slice(0, 3), ...own.filter((id) => !isSection(id)).slice(0, 2)];
  return `first: 8, filter: { syllabusIds: ${JSON.stringify(few)} }`;
}

test('the README of the contract says how many changes are generated', async () => {
  const readme = await readFile(new URL('../../src/learning-api/contract/README.md', import.meta.url), 'utf8');
  const count = reads.reduce((sum, operation) => sum + changesOf(operation).length, 0);
  expect(readme).toContain(`generates ${count} changes of the ${reads.length} read operations`);
});

test.each(reads)('%s: a changed response gives the same data, or an error at its place', async (operation) => {
  const schema = buildSchema();
  const others = otherQueries(fewEnrollments(harness.sandbox.world));
  const queries = [operationQueries(harness.sandbox)[operation], ...(others[operation] ?? [])];
  const problems: string[] = [];
  for (const short of queries) {
    const query = fullQuery(schema, short).replace(/^\s*\{/, `{ ${neighbor} `);
    proxy.restore();
    const unchanged = await harness.query(query);
    expect(unchanged.errors).toEqual([]);
    expect(unchanged.calls[operation]).toBeGreaterThan(0);
    for (const change of changesOf(operation)) {
      proxy.change(operation, change.apply);
      const changed = await harness.query(query);
      const found = findWrongData(changed, {
        data: unchanged.data,
        mayBeNull: change.meansNone ?? false,
        listsStay: change.isOfOneItem ?? false,
      });
      found.push(...unexplainedNulls(query, changed));
      if (found.length > 0) problems.push(`${change.name}: ${found.slice(0, 3).join('; ')} [${short.slice(0, 60)}]`);
    }
  }
  expect(problems).toEqual([]);
});
