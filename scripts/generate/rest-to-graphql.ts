import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { measureCoverage, noLimits, renderCoverage } from '../../test/support/coverage.ts';
import { startHarness } from '../../test/support/harness.ts';

/** The page that tells where each operation and field of the REST API is in the graph. */
export async function restToGraphqlPage(): Promise<string> {
  const harness = await startHarness({
    documentLimits: noLimits,
    costLimit: Number.POSITIVE_INFINITY,
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, LOG_LEVEL: 'error' },
  });
  try {
    return renderCoverage(await measureCoverage(harness, buildSchema()));
  } finally {
    await harness.close();
  }
}
