import { existsSync } from 'node:fs';
import { runSteps, type Step } from './check/run-steps.ts';

// The slowest first, since as many run at once as there are cores.
const steps: readonly Step[] = [
  script('generated files', 'scripts/generate.ts', '--check'),
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'lint and format', command: 'biome', args: ['check', '.'] },
  { name: 'unused code and dependencies', command: 'knip', args: ['--no-progress'] },
  { name: 'spelling', command: 'npm', args: ['run', '--silent', 'spelling'] },
  script('licenses', 'scripts/check-licenses.ts'),
  script('breaking changes', 'scripts/check-breaking-changes.ts'),
  ...['web', 'supergraph', 'clients'].filter(isInstalled).map(typesOfExample),
];

if (!(await runSteps(steps, console.log))) process.exitCode = 1;

/** Each example has its own packages. */
function isInstalled(example: string): boolean {
  return existsSync(`examples/${example}/node_modules`);
}

function typesOfExample(example: string): Step {
  const args = ['--prefix', `examples/${example}`, 'run', '--silent', 'check'];
  return { name: `types of examples/${example}`, command: 'npm', args };
}

function script(name: string, ...args: readonly string[]): Step {
  return { name, command: process.execPath, args: ['--import', 'tsx', ...args] };
}
