import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { operations } from '../../src/learning-api/contract/operations.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Coverage, exceptions, measureCoverage, noLimits, renderCoverage } from '../support/coverage.ts';
import { startHarness } from '../support/harness.ts';

let coverage: Coverage;
beforeAll(async () => {
  const harness = await startHarness({
    documentLimits: noLimits,
    costLimit: Number.POSITIVE_INFINITY,
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId },
  });
  coverage = await measureCoverage(harness, buildSchema());
  await harness.close();
});

test('every operation of the contract is reached through the graph', () => {
  expect(coverage.operations.map(({ name }) => name).sort()).toEqual(Object.keys(operations).sort());
  expect(coverage.operations.filter(({ isCalled }) => !isCalled).map(({ name }) => name)).toEqual([]);
});

test('every field of every answer comes out of the graph', () => {
  const missing = coverage.operations.flatMap(({ name, leaves }) =>
    leaves.filter(({ shownAs }) => shownAs.length === 0).map(({ path }) => `${name}.${path}`),
  );
  expect(missing.filter((leaf) => !exceptions.some((exception) => exception.leaf.test(leaf)))).toEqual([]);
});

test('docs/rest-to-graphql.md is up to date', async () => {
  const page = await readFile(new URL('../../docs/rest-to-graphql.md', import.meta.url), 'utf8');
  expect(page === renderCoverage(coverage), 'docs/rest-to-graphql.md is stale. Run `npm run generate`.').toBe(true);
});
