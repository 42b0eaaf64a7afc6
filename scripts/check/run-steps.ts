import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';

/** A command that checks one thing. */
export interface Step {
  name: string;
  command: string;
  args: readonly string[];
}

interface Result extends Step {
  isOk: boolean;
  output: string;
}

/**
 * Runs all steps, also after one has failed, so that one run reports everything that is wrong.
 *
 * @returns whether all steps succeeded
 */
export async function runSteps(steps: readonly Step[], print: (text: string) => void): Promise<boolean> {
  const atOnce = pLimit(Math.max(2, availableParallelism()));
  const results = await Promise.all(steps.map((step) => atOnce(() => run(step, print))));
  const failed = results.filter(({ isOk }) => !isOk);
  for (const { name, output } of failed) print(`\n--- ${name}\n${output.trim()}`);
  if (failed.length > 0)
    print(`\n${failed.length} of ${steps.length} checks failed: ${failed.map(({ name }) => name).join(', ')}.`);
  return failed.length === 0;
}

async function run(step: Step, print: (text: string) => void): Promise<Result> {
  const start = performance.now();
  const parts: string[] = [];
  const isOk = await new Promise<boolean>((resolve) => {
    const child = spawn(step.command, step.args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => parts.push(part));
    }
    child.on('close', (code) => resolve(code === 0));
    child.on('error', ({ message }) => {
      parts.push(message);
      resolve(false);
    });
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`${isOk ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`);
  return { ...step, isOk, output: parts.join('') };
}
