import type { OperationName } from '../../learning-api/contract/operations.ts';

/** Calls for one reason. */
export interface EstimatedCalls {
  /** The operations that can make them. */
  operations: readonly OperationName[];
  /** Maximum number of calls, of all these operations together. */
  calls: number;
  /** Maximum number of objects that they are made for. */
  objects: number;
  /**
   * `PAGE`: pages of a list. `FIELD`: the field needs a separate call. `LOOK_UP`: of an object only the id is known, and
   * the fields need more. `TYPE`: the concrete type of an object has to be found out. `ENTITY`: a router asks for it.
   */
  reason: 'PAGE' | 'FIELD' | 'LOOK_UP' | 'TYPE' | 'ENTITY';
  /** Coordinates of the fields that need the calls. */
  fields: readonly string[];
}

/** The calls that a part of an operation can cause. A tree, because parts are estimated once and counted often. */
export interface Estimate {
  /** Maximum number of calls. */
  calls: number;
  /** Maximum number of rounds: calls that wait for the answers of others are a round after them. */
  rounds: number;
  own: readonly EstimatedCalls[];
  parts: readonly Estimate[];
  /** True if only one of the parts comes true for each object. */
  isOneOf?: boolean;
}

export const noCallsAtAll: Estimate = { calls: 0, rounds: 0, own: [], parts: [] };

/** The estimate of a part with too many ways to execute it. */
export const notEstimated: Estimate = { ...noCallsAtAll, calls: Number.POSITIVE_INFINITY };

/** Calls that take this many rounds. */
export function inRounds(own: readonly EstimatedCalls[], rounds: number): Estimate {
  const calls = own.reduce((sum, one) => sum + one.calls, 0);
  return calls === 0 ? noCallsAtAll : { calls, rounds, own, parts: [] };
}

/** Parts that do not wait for each other. */
export function inParallel(parts: readonly Estimate[]): Estimate {
  return combined(parts, Math.max(0, ...parts.map(({ rounds }) => rounds)));
}

/** Parts that wait for the one before. */
export function inSequence(...parts: readonly Estimate[]): Estimate {
  return combined(
    parts,
    parts.reduce((sum, { rounds }) => sum + rounds, 0),
  );
}

/** Parts of which only one comes true for each object: the most expensive one counts. */
export function oneOf(parts: readonly Estimate[]): Estimate {
  const { rounds } = inParallel(parts);
  return { calls: Math.max(0, ...parts.map(({ calls }) => calls)), rounds, own: [], parts, isOneOf: true };
}

function combined(parts: readonly Estimate[], rounds: number): Estimate {
  const causing = parts.filter(({ calls }) => calls > 0);
  if (causing.length === 0) return noCallsAtAll;
  const [only] = causing;
  if (only && causing.length === 1 && only.rounds === rounds) return only;
  return { calls: causing.reduce((sum, { calls }) => sum + calls, 0), rounds, own: [], parts: causing };
}

/** How many entries of the parts' lists are merged at most. */
const maxMerged = 200_000;

/** All calls of an estimate: those for the same reason together. Null if there are too many to list. */
export function listCalls(estimate: Estimate): EstimatedCalls[] | null {
  const memo = new Map<Estimate, ReadonlyMap<string, EstimatedCalls>>();
  let merged = 0;

  const listOf = (part: Estimate): ReadonlyMap<string, EstimatedCalls> => {
    const memoized = memo.get(part);
    if (memoized) return memoized;
    const merge = part.isOneOf ? Math.max : (one: number, other: number) => one + other;
    const list = new Map<string, EstimatedCalls>();
    const add = (key: string, one: EstimatedCalls) => {
      merged += 1;
      const { calls, objects } = list.get(key) ?? { calls: 0, objects: 0 };
      list.set(key, { ...one, calls: merge(calls, one.calls), objects: merge(objects, one.objects) });
    };
    for (const one of part.own) add(JSON.stringify([one.reason, one.fields, one.operations]), one);
    for (const below of part.parts) {
      if (merged > maxMerged) break;
      for (const [key, one] of listOf(below)) add(key, one);
    }
    memo.set(part, list);
    return list;
  };
  const list = listOf(estimate);
  return merged > maxMerged ? null : [...list.values()];
}
