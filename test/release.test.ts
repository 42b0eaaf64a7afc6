import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/release.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
const changelog =
  '# Changelog\n\n## Unreleased\n\n- Sections have a number.\n\n## 0.1.0 (2026-01-01)\n\n- Everything.\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  write('CHANGELOG.md', changelog);
  write('package.json', JSON.stringify({ name: 'x', version: '0.1.0', scripts: { check: 'true', test: 'true' } }));
  write('Dockerfile', 'LABEL org.opencontainers.image.version="0.1.0"\n');
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Somebody');
  git('config', 'user.email', 'somebody@example.com');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Begin');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a release moves what is unreleased under its version, commits and tags', async () => {
  await release('0.2.0');
  const today = new Date().toISOString().slice(0, 10);
  expect(read('CHANGELOG.md')).toBe(changelog.replace('## Unreleased\n', `## Unreleased\n\n## 0.2.0 (${today})\n`));
  expect(JSON.parse(read('package.json')).version).toBe('0.2.0');
  expect(read('Dockerfile')).toBe('LABEL org.opencontainers.image.version="0.2.0"\n');
  expect(git('tag', '--list')).toBe('v0.2.0');
  expect(git('status', '--porcelain')).toBe('');
});

test.each<[string, string[], () => void, RegExp]>([
  ['no version', [], () => undefined, /Pass the version to release/],
  ['a version that is none', ['next'], () => undefined, /Pass the version to release/],
  ['a version that is released', ['0.1.0'], () => git('tag', 'v0.1.0'), /v0\.1\.0 is already released/],
  ['another branch', ['0.2.0'], () => git('switch', '--quiet', '--create', 'other'), /Release from main/],
  ['changes that are not committed', ['0.2.0'], () => write('new.txt', ''), /Commit or stash/],
  [
    'nothing to release',
    ['0.2.0'],
    () => commit('CHANGELOG.md', '# Changelog\n\n## Unreleased\n'),
    /no unreleased changes/,
  ],
  ['a check that fails', ['0.2.0'], () => commit('package.json', '{"scripts":{"check":"false"}}'), /npm run check/],
])('%s is refused, and nothing is changed', async (_, args, prepare, message) => {
  prepare();
  const before = git('rev-parse', 'HEAD');
  await expect(release(...args)).rejects.toThrow(message);
  expect(git('rev-parse', 'HEAD')).toBe(before);
});

function release(...args: string[]) {
  return promisify(execFile)(process.execPath, ['--import', tsx, script, ...args], { cwd: folder });
}

function commit(name: string, text: string): void {
  write(name, text);
  git('commit', '--quiet', '--all', '--message', 'Change');
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
}
