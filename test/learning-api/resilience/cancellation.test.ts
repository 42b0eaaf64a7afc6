import { expect, test } from 'vitest';
import { Cancellation, type CancellationReason } from '../../../src/learning-api/resilience/cancellation.ts';

/** A listener that lists the reasons that it is called with. */
function listener() {
  const reasons: CancellationReason[] = [];
  return { reasons, cancel: (reason: CancellationReason) => void reasons.push(reason) };
}

test('every listener is called once, with the first reason', () => {
  const cancellation = new Cancellation();
  const listeners = [listener(), listener(), listener()];
  for (const one of listeners) cancellation.add(one);
  cancellation.cancel('deadline');
  cancellation.cancel('cancelled');
  expect(listeners.map(({ reasons }) => reasons)).toEqual([['deadline'], ['deadline'], ['deadline']]);
  expect(cancellation.reason).toBe('deadline');
});

test.each([0, 1, 2])('listener %d of three is not called after it was removed, and the others are', (index) => {
  const cancellation = new Cancellation();
  const listeners = [listener(), listener(), listener()];
  for (const one of listeners) cancellation.add(one);
  const removed = listeners[index] ?? listener();
  cancellation.remove(removed);
  const late = listener();
  cancellation.add(late);
  cancellation.remove(listener());
  cancellation.cancel('cancelled');
  for (const one of [...listeners, late]) expect(one.reasons).toEqual(one === removed ? [] : ['cancelled']);
});
