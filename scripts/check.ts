import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';

interface Step {
  name: string;
  command: string;
  arguments: readonly string[];
}

const steps: readonly Step[] = [
  { name: 'generated files', command: process.execPath, arguments: script('scripts/generate.ts', '--check') },
  { name: 'types', command: 'tsc', arguments: ['--noEmit'] },
  { name: 'lint and format', command: 'biome', arguments: ['check', '.'] },
  { name: 'unused code and dependencies', command: 'knip', arguments: ['--no-progress'] },
  { name: 'breaking changes', command: process.execPath, arguments: script('scripts/check-breaking-changes.ts') },
  { name: 'spelling', command: 'npm', arguments: ['run', '--silent', 'spelling'] },
  { name: 'licenses', command: process.execPath, arguments: script('scripts/check-licenses.ts') },
];

// Every step runs, so that one run tells everything that is wrong.
const atOnce = pLimit(Math.max(2, availableParallelism()));
const results = await Promise.all(steps.map((step) => atOnce(() => run(step))));

for (const { name, output } of results.filter(({ isOk }) => !isOk)) console.error(`\n--- ${name}\n${output.trim()}`);
const failed = results.filter(({ isOk }) => !isOk).map(({ name }) => name);
if (failed.length > 0) {
  console.error(`\n${failed.length} of ${steps.length} checks failed: ${failed.join(', ')}.`);
  process.exitCode = 1;
}

function script(...args: readonly string[]): string[] {
  return ['--import', 'tsx', ...args];
}

async function run({ name, command, arguments: args }: Step): Promise<{ name: string; isOk: boolean; output: string }> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => parts.push(part));
  const isOk = await new Promise<boolean>((resolve) => {
    child.on('close', (code) => resolve(code === 0));
    child.on('error', ({ message }) => {
      parts.push(message);
      resolve(false);
    });
  });
  console.log(`${isOk ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return { name, isOk, output: parts.join('') };
}
