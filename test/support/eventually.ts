import { vi } from 'vitest';

/** Tries a check again until it holds. The time allowed only matters to a test that fails, so a slow machine has plenty. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 60_000, interval: 20 });
}
