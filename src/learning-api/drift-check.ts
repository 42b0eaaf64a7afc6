import { type Drift, driftOf } from './contract/drift.ts';
import type { OperationName } from './contract/operations.ts';

interface Options {
  /** One response in this many is checked, of each operation. 0 checks none. */
  every: number;
  onDrift(operation: OperationName, differences: readonly Drift[]): void;
}

/** Compares a sample of the responses that can be read with the contract. The first one of each operation is in the sample. */
export interface DriftCheck {
  /** True if the next response is in the sample. */
  isDue(operation: OperationName): boolean;
  /** Counts a response, and compares it if it is in the sample. The body is not needed of one that is not. */
  count(operation: OperationName, body?: unknown): void;
}

export function createDriftCheck({ every, onDrift }: Options): DriftCheck {
  const counts = new Map<OperationName, number>();
  const isDue = (operation: OperationName) => every > 0 && !counts.get(operation);
  return {
    isDue,
    count: (operation, body) => {
      if (every === 0) return;
      const isCompared = isDue(operation);
      counts.set(operation, ((counts.get(operation) ?? 0) + 1) % every);
      if (!isCompared) return;
      const differences = driftOf(operation, body);
      if (differences.length > 0) onDrift(operation, differences);
    },
  };
}
