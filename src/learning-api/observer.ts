import type { OperationName } from './contract/operations.ts';
import type { FailureKind } from './errors.ts';

/** Told of what the client does, so that it can be counted. Must not throw. */
export interface Observer {
  /** A call went out and came to its end; a retried one is told of each time. */
  called(call: { operation: OperationName; outcome: Outcome; durationMs: number }): void;
  /** A read failed and is about to be sent again. */
  retried(call: { operation: OperationName }): void;
  /** What became of a read that the cache was asked for. */
  cached(call: { operation: OperationName; result: CacheResult }): void;
  /** The breaker of a class of operations opened, lets a probe through, or closed again. */
  breakerChanged(change: { operationClass: string; state: BreakerState }): void;
}

export type Outcome = 'OK' | FailureKind;
export type CacheResult = 'hit' | 'stale' | 'miss' | 'shared';
export type BreakerState = 'closed' | 'halfOpen' | 'open';

/** What the client is doing right now. */
export interface ClientState {
  /** Calls that were sent and are not answered yet. */
  inFlight: number;
  /** Calls that wait for others to end before they are sent. */
  queued: number;
  breakers: Readonly<Record<string, BreakerState>>;
}

/** Takes no notice of anything. */
export const nobody: Observer = {
  called: () => undefined,
  retried: () => undefined,
  cached: () => undefined,
  breakerChanged: () => undefined,
};
