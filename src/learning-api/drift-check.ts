import { type Drift, driftOf } from './contract/drift.ts';
import type { OperationName } from './contract/operations.ts';

interface Options {
  /** One response in this many is checked, of each operation. 0 checks none. */
  every: number;
  onDrift(operation: OperationName, differences: readonly Drift[]): void;
}

/** Compares a sample of the responses with the contract. The first response of each operation is in the sample. */
export interface DriftCheck {
  /** Counts a response. True if it is in the sample. */
  isDue(operation: OperationName): boolean;
  compare(operation: OperationName, body: unknown): void;
}

export function createDriftCheck({ every, onDrift }: Options): DriftCheck {
  const counts = new Map<OperationName, number>();
  return {
    isDue: (operation) => {
      if (every === 0) return false;
      const count = counts.get(operation) ?? 0;
      counts.set(operation, (count + 1) % every);
      return count === 0;
    },
    compare: (operation, body) => {
      const differences = driftOf(operation, body);
      if (differences.length > 0) onDrift(operation, differences);
    },
  };
}
