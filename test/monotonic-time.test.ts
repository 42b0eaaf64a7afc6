import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textOf } from './support/documents.ts';

test('the system clock, which may be set at any time, is read only where the time of day is meant', () => {
  const readers = readersOfTheClock('src').filter((path) => !path.startsWith('sandbox/'));
  expect(readers).toEqual([
    // Retry-After may be a date.
    'learning-api/contract/response.ts',
    // Gateways agree on the age of an entry in Redis.
    'learning-api/reuse/cache.ts',
    // What has expired, and what expires or is due soon.
    'server/http/server.ts',
    // Spans begin at a time of day.
    'server/telemetry/tracing.ts',
  ]);
});

test('the sandbox and the example application show the same on every day', () => {
  // Both are about the life of a token.
  expect(readersOfTheClock('src/sandbox')).toEqual(['operations/authentication.ts', 'operations/tokens.ts']);
  // Both are about the seconds until an outcome is known.
  expect(readersOfTheClock('examples/web/src')).toEqual([
    'parts/check-button.tsx',
    'screens/administration/use-bulk.ts',
  ]);
});

/** The files of a folder that read the system clock. */
function readersOfTheClock(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
  return paths
    .filter((path) => {
      const code = textOf(`${folder}/${path}`).replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
      return /\bDate\.now\b|\bnew Date\(\)/.test(code);
    })
    .sort();
}
