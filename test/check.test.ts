import { expect, test } from 'vitest';
import { runSteps, type Step } from '../scripts/check/run-steps.ts';

const step = (name: string, code: string): Step => ({ name, command: process.execPath, args: ['-e', code] });
const failing = (name: string) => step(name, `console.log("what ${name} found"); process.exitCode = 1`);

test('the checks run to the end after a failure, and report every failure', async () => {
  const printed: string[] = [];
  const steps = [failing('one'), step('two', 'console.log("nothing to see")'), failing('three')];
  expect(await runSteps(steps, (text) => printed.push(text))).toBe(false);
  const report = printed.join('\n');
  expect(report).toContain('what one found');
  expect(report).toContain('what three found');
  expect(report).not.toContain('nothing to see');
  expect(report).toContain('2 of 3 checks failed: one, three.');
});

test('the checks succeed if every step does', async () => {
  expect(await runSteps([step('one', ''), step('two', '')], () => undefined)).toBe(true);
});

test('a command that does not exist is a failure', async () => {
  const printed: string[] = [];
  const steps = [{ name: 'one', command: 'no-such-command', args: [] }];
  expect(await runSteps(steps, (text) => printed.push(text))).toBe(false);
  expect(printed.join('\n')).toContain('ENOENT');
});
