import { expect, test } from 'vitest';
import type { Outcome } from '../../src/learning-api/observer.ts';
import type { UnreachableCause } from '../../src/learning-api/unreachable.ts';
import { createLog } from '../../src/server/telemetry/log.ts';
import { createReachabilityLog, quietMs } from '../../src/server/telemetry/reachability-log.ts';

/** A log of reachability with a clock that the test moves. */
function reachabilityLog() {
  let now = 0;
  const lines: Record<string, unknown>[] = [];
  const report = createReachabilityLog(createLog('info', { write: (line) => lines.push(JSON.parse(line)) }), () => now);
  const operation = 'GetSections';
  return {
    lines: () => lines.map(({ event, cause, code }) => (cause ? `${cause} ${code}` : event)),
    fail: (cause: UnreachableCause, code: string) =>
      report({ operation, outcome: 'unavailable', unreachable: { cause, code } }),
    succeed: (outcome: Outcome = 'OK') => report({ operation, outcome }),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('as long as calls succeed, or fail with an answer, nothing is logged', () => {
  const { lines, succeed } = reachabilityLog();
  succeed();
  succeed('forbidden');
  expect(lines()).toEqual([]);
});

test('each cause is one line, no matter how many calls fail and how many succeed between them', () => {
  const { lines, fail, succeed, pass } = reachabilityLog();
  for (let call = 0; call < 100; call += 1) {
    fail('refused', 'ECONNREFUSED');
    succeed();
    fail('lost', 'ECONNRESET');
    pass(quietMs / 2);
  }
  expect(lines()).toEqual(['refused ECONNREFUSED', 'lost ECONNRESET']);
});

test('calls that succeed again are one line, once no call has failed for a while', () => {
  const { lines, fail, succeed, pass } = reachabilityLog();
  fail('refused', 'ECONNREFUSED');
  pass(1);
  fail('dns', 'ENOTFOUND');
  pass(quietMs - 1);
  succeed();
  expect(lines()).toHaveLength(2);
  pass(1);
  succeed();
  succeed();
  expect(lines()).toEqual(['refused ECONNREFUSED', 'dns ENOTFOUND', 'learning_api_reachable']);
  fail('refused', 'ECONNREFUSED');
  expect(lines().at(-1)).toBe('refused ECONNREFUSED');
});

test('a cause that returns after a while is a line again, even if no call succeeded meanwhile', () => {
  const { lines, fail, pass } = reachabilityLog();
  fail('refused', 'ECONNREFUSED');
  pass(quietMs - 1);
  fail('refused', 'ECONNREFUSED');
  pass(quietMs);
  fail('refused', 'ECONNREFUSED');
  expect(lines()).toEqual(['refused ECONNREFUSED', 'refused ECONNREFUSED']);
});

test.each<Outcome>(['cancelled', 'deadline'])('a call that ended as %s says nothing', (outcome) => {
  const { lines, fail, succeed, pass } = reachabilityLog();
  fail('refused', 'ECONNREFUSED');
  pass(quietMs);
  succeed(outcome);
  expect(lines()).toHaveLength(1);
});
