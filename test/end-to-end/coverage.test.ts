import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
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
}, 60_000);

test('all 32 operations are reached through the graph', () => {
  expect(coverage.operations).toHaveLength(32);
  expect(coverage.operations.filter(({ isCalled }) => !isCalled).map(({ name }) => name)).toEqual([]);
});

test('every field of every answer comes out of the graph', () => {
  const missing = coverage.operations.flatMap(({ name, leaves }) =>
    leaves.filter(({ shownAs }) => shownAs.length === 0).map(({ path }) => `${name}.${path}`),
  );
  expect(missing.filter((leaf) => !exceptions.some((exception) => exception.leaf.test(leaf)))).toEqual([]);
});

test('docs/rest-to-graphql.md says where', async () => {
  const page = await readFile(new URL('../../docs/rest-to-graphql.md', import.meta.url), 'utf8');
  expect(page).toBe(renderCoverage(coverage));
});
