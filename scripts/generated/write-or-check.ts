import { readFile, writeFile } from 'node:fs/promises';

/**
 * Writes a generated file; with `--check` on the command line it only looks whether it is up to date, says what to run
 * where it is not, and has the process end with 1.
 *
 * @param stale what is wrong then, and what to run
 */
export async function writeOrCheck(file: URL | string, text: string, stale: string): Promise<void> {
  if (!process.argv.includes('--check')) return writeFile(file, text);
  if (text === (await readFile(file, 'utf8').catch(() => ''))) return;
  console.error(stale);
  process.exitCode = 1;
}
