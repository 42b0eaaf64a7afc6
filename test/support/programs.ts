import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'vitest';

/** The programs that some tests need beside Node, with the names that they are installed under. */
const programs = {
  'redis-server': ['redis-server'],
  promtool: ['promtool'],
  kubectl: ['kubectl'],
  nginx: ['nginx'],
  Chromium: [process.env.CHROMIUM_PATH ?? 'chromium', 'chromium-browser', 'google-chrome'],
};

/** `test` and `describe` for tests that need a program. Where it is missing they are skipped, and a line says so. */
export function withProgram(program: keyof typeof programs): {
  path: string;
  test: ReturnType<typeof test.skipIf>;
  describe: ReturnType<typeof describe.skipIf>;
} {
  const path = findInPath(programs[program]);
  if (path === undefined) console.warn(`Skipped: the tests that need ${program}, which is not installed.`);
  return { path: path ?? '', test: test.skipIf(!path), describe: describe.skipIf(!path) };
}

function findInPath(names: readonly string[]): string | undefined {
  // Debian installs servers where only root's PATH looks.
  const folders = [...(process.env.PATH?.split(':') ?? []), '/usr/sbin'];
  return names.flatMap((name) => folders.map((folder) => resolve(folder, name))).find((path) => existsSync(path));
}
