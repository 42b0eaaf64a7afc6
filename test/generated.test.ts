import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test.each([
  ['the REST types and the wire table', 'scripts/generate-contract.ts'],
  ['schema.graphql', 'scripts/write-schema.ts'],
  ['docs/reference.html', 'scripts/write-reference.ts'],
  ['docs/architecture.svg', 'scripts/write-architecture.ts'],
  ['the settings in the README', 'scripts/write-readme-settings.ts'],
])('%s are what the code generates', { timeout: 30_000 }, async (_, script) => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', script, '--check']);
  await expect(run).resolves.toMatchObject({ stderr: '' });
});
