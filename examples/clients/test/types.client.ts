import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const folder = new URL('..', import.meta.url);

test('the settings of all clients compile with their libraries', () => {
  expect(tsc()).toBe('');
});

/** What the TypeScript compiler reports. */
function tsc(): string {
  try {
    return execFileSync('node_modules/.bin/tsc', ['-p', '.'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
