import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the cache takes as much of the heap as CACHE_MAX_BYTES allows, within 25 %, for results of any size', () => {
  const program = fileURLToPath(new URL('cache-growth.ts', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', 'tsx', program], { encoding: 'utf8' });
  const shares = JSON.parse(printed) as Record<string, number>;
  expect(Object.keys(shares)).toHaveLength(4);
  expect(Object.entries(shares).filter(([, share]) => share < 0.75 || share > 1.25)).toEqual([]);
});
