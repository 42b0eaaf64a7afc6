import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textOf } from './support/documents.ts';

test('the system clock, which may be set at any time, is read only where the time of day is meant', () => {
  const paths = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('sandbox/'),
  );
  const readers = paths.flatMap((path) => {
    const code = textOf(`src/${path}`).replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
    return [...code.matchAll(/\bDate\.now\b|\bnew Date\(\)/g)].map(() => path);
  });
  expect(readers.sort()).toEqual([
    // What expires or is due soon.
    'graph/types/enrollment-dates.ts',
    // What has expired.
    'graph/types/enrollment-summary.ts',
    // Retry-After may be a date.
    'learning-api/contract/response.ts',
    // Gateways agree on the age of an entry in Redis.
    'learning-api/reuse/cache.ts',
    // Spans begin at a time of day.
    'server/telemetry/tracing.ts',
  ]);
});
