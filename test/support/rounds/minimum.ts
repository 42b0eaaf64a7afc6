import { idsOf, nameOf } from './calls.ts';
import { idsIn } from './ids.ts';
import type { RecordedCall } from './recorder.ts';

/** A call, and the earlier calls whose answers it needs. */
export interface Needs {
  call: RecordedCall;
  /** Each entry is met by any of its calls. */
  needs: readonly (readonly RecordedCall[])[];
}

/** For each call, the earliest round in which it can be sent: one after the answers that it needs. */
export function earliestRounds(calls: readonly Needs[]): Map<RecordedCall, number> {
  const rounds = new Map<RecordedCall, number>();
  const answered = (any: readonly RecordedCall[]) => Math.min(...any.map((call) => rounds.get(call) ?? 0));
  for (const { call, needs } of calls.toSorted((a, b) => a.call.round - b.call.round))
    rounds.set(call, 1 + Math.max(0, ...needs.map(answered)));
  return rounds;
}

/**
 * For each call, the earlier answers that contain the ids in its parameters. What the query names needs none. No
 * gateway needs fewer rounds than these values demand.
 *
 * @throws Error if an id comes from nowhere
 */
export function needsByValues(calls: readonly RecordedCall[], query: string): Needs[] {
  const named = idsIn(query);
  const answers = calls.map((call) => [call, idsIn(call.answer)] as const);
  return calls.map((call) => {
    const needs = [...idsOf(call)].flatMap((id) => {
      if (named.has(id)) return [];
      const sources = answers.flatMap(([one, ids]) => (one.round < call.round && ids.has(id) ? [one] : []));
      if (sources.length === 0) throw new Error(`${id} of ${nameOf(call)} is in no answer of an earlier round.`);
      return [sources];
    });
    return { call, needs };
  });
}
