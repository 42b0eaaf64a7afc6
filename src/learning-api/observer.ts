import type { Drift } from './contract/drift.ts';
import type { OperationName } from './contract/operations.ts';
import type { FailureKind } from './errors.ts';
import type { Unreachable } from './unreachable.ts';

/** Is notified of the client's calls, for metrics. Must not throw. */
export interface Observer {
  /** A call ended. Each retry counts as a call. */
  called(call: ObservedCall): void;
  /** A read failed and is about to be retried. */
  retried(call: { operation: OperationName }): void;
  /** The cache answered a read, or missed. */
  cached(call: { operation: OperationName; result: CacheResult }): void;
  /** The breaker of an operation opened, half-opened or closed. */
  breakerChanged(change: { operation: OperationName; state: BreakerState }): void;
  /** A response that was checked differs from the contract. */
  drifted(drift: ObservedDrift): void;
}

export interface ObservedCall {
  operation: OperationName;
  outcome: Outcome;
  durationMs: number;
  /** Set if the REST API gave no answer. */
  unreachable?: Unreachable | undefined;
}

export interface ObservedDrift {
  operation: OperationName;
  /** At least one. */
  differences: readonly Drift[];
}

export type Outcome = 'OK' | FailureKind;
export type CacheResult = 'hit' | 'stale' | 'miss' | 'shared';
export type BreakerState = 'closed' | 'halfOpen' | 'open';

/** The calls in flight, the queue and the breakers, now. */
export interface ClientState {
  /** Calls without a response yet. */
  inFlight: number;
  /** Calls that wait for a slot. */
  queued: number;
  breakers: Readonly<Record<string, BreakerState>>;
}

/** Ignores all notifications. */
export const noopObserver: Observer = {
  called: () => undefined,
  retried: () => undefined,
  cached: () => undefined,
  breakerChanged: () => undefined,
  drifted: () => undefined,
};
