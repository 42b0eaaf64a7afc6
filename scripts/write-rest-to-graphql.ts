import { writeFile } from 'node:fs/promises';
import { buildSchema } from '../src/graph/schema.ts';
import { wellKnown } from '../src/sandbox/http/server.ts';
import { measureCoverage, noLimits, renderCoverage } from '../test/support/coverage.ts';
import { startHarness } from '../test/support/harness.ts';

const harness = await startHarness({
  documentLimits: noLimits,
  costLimit: Number.POSITIVE_INFINITY,
  config: {
    DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
    LOG_LEVEL: 'error',
  },
});
await writeFile(
  new URL('../docs/rest-to-graphql.md', import.meta.url),
  renderCoverage(await measureCoverage(harness, buildSchema())),
);
await harness.close();
