import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('idempotency keys, parsed responses and repeated queries take as much memory as their limits allow, within 25 %', () => {
  const program = fileURLToPath(new URL('store-growth.ts', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', 'tsx', program], { encoding: 'utf8' });
  const shares = JSON.parse(printed) as Record<string, number>;
  expect(Object.keys(shares)).toHaveLength(8);
  expect(Object.entries(shares).filter(([, share]) => share < 0.75 || share > 1.25)).toEqual([]);
});
