import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { moveUnreleased } from './release/changelog.ts';

const [version = ''] = process.argv.slice(2);

try {
  demandVersion();
  demandCleanMain();
  const changelog = moveUnreleased(readFileSync('CHANGELOG.md', 'utf8'), version, new Date());
  for (const script of ['check', 'test']) {
    console.log(`Running npm run ${script}`);
    execFileSync('npm', ['run', script], { stdio: 'inherit' });
  }
  writeFileSync('CHANGELOG.md', changelog);
  run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version');
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  writeFileSync('Dockerfile', dockerfile.replaceAll(/(image\.version=)"[^"]*"/g, `$1"${version}"`));
  run('git', 'commit', '--quiet', '--all', '--message', `Release ${version}`);
  run('git', 'tag', '--annotate', `v${version}`, '--message', `Release ${version}`);
  console.log(`Committed and tagged v${version}. Nothing is published. To publish, run git push --follow-tags.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function demandVersion(): void {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('Pass the version to release: npm run release -- 1.2.0');
  if (run('git', 'tag', '--list', `v${version}`) !== '') throw new Error(`v${version} is already released.`);
}

function demandCleanMain(): void {
  if (run('git', 'branch', '--show-current') !== 'main') throw new Error('Release from main.');
  if (run('git', 'status', '--porcelain') !== '') throw new Error('Commit or stash your changes first.');
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
