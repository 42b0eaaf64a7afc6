import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createServerTiming } from '../../src/server/request/server-timing.ts';

function timingAt() {
  let at = 100;
  const timing = createServerTiming(100, () => at);
  const pass = (ms: number) => {
    at += ms;
  };
  return { timing, pass, at: () => at };
}

test('calls in flight at once count once, and a call that waits beside them is not counted', () => {
  const { timing, pass } = timingAt();
  pass(1);
  const [first, second, third] = [timing.start(), timing.start(), timing.start()];
  pass(2);
  first.sent();
  pass(4);
  second.sent();
  pass(8);
  first.end();
  pass(16);
  second.end();
  pass(32);
  third.end();
  pass(64);
  expect(timing.header()).toBe('gateway;dur=65.0, queue;dur=34.0, api;dur=28.0');
});

test('a call that is repeated is in flight until it ends, and ends once', () => {
  const { timing, pass } = timingAt();
  const call = timing.start();
  call.sent();
  pass(5);
  call.sent();
  pass(5);
  call.end();
  call.end();
  pass(1);
  expect(timing.header()).toBe('gateway;dur=1.0, queue;dur=0.0, api;dur=10.0');
});

test('the parts add up to the time since the start, whatever happens', () => {
  const steps = fc.array(fc.record({ step: fc.constantFrom('start', 'sent', 'end'), call: fc.nat(5), ms: fc.nat(50) }));
  fc.assert(
    fc.property(steps, (sequence) => {
      const { timing, pass, at } = timingAt();
      const calls: ReturnType<typeof timing.start>[] = [];
      for (const { step, call, ms } of sequence) {
        pass(ms);
        if (step === 'start') calls.push(timing.start());
        else calls[call % Math.max(1, calls.length)]?.[step as 'sent' | 'end']();
      }
      const parts = [...timing.header().matchAll(/dur=([\d.]+)/g)].map(([, ms]) => Number(ms));
      expect(parts.reduce((sum, ms) => sum + ms, 0)).toBe(at() - 100);
    }),
  );
});
