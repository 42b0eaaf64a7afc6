import { CircuitState, CountBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { type OperationName, operationClasses, operations } from '../contract/operations.ts';
import { type FailureKind, LearningApiError } from '../errors.ts';
import type { BreakerState } from '../observer.ts';

/** Stops asking a part of the REST API that is down, and finds out when it is back. */
export interface Breakers {
  /** Makes a read, unless its class is known to be down; what becomes of it is remembered. */
  read<Result>(operation: OperationName, send: () => Promise<Result>): Promise<Result>;
  /** Throws when the class of an operation is known to be down, so that nothing is sent. */
  demandClosed(operation: OperationName): void;
  states(): Record<string, BreakerState>;
}

interface BreakersOptions {
  /** Milliseconds after which an open breaker lets one call through, to see. */
  probeAfterMs: number;
  changed(operationClass: string, state: BreakerState): void;
}

/** Opens when, of the last `size` calls of a class, this share failed. */
const opening = { size: 50, threshold: 0.5, minimumNumberOfCalls: 20 };

const stateNames: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'halfOpen',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
};

/** One breaker for each class of operations. */
export function createBreakers({ probeAfterMs, changed }: BreakersOptions): Breakers {
  const breakers = new Map(operationClasses.map((name) => [name, createBreaker(name)]));

  function createBreaker(name: string) {
    const policy = circuitBreaker(handleWhen(isOutage), {
      halfOpenAfter: probeAfterMs,
      breaker: new CountBreaker(opening),
    });
    const breaker = { policy, openedAt: 0 };
    policy.onStateChange((state) => {
      if (state === CircuitState.Open) breaker.openedAt = performance.now();
      changed(name, stateNames[state]);
    });
    return breaker;
  }

  const breakerOf = (operation: OperationName) => {
    const breaker = breakers.get(operations[operation].class);
    if (!breaker) throw new Error(`${operation} is of no known class.`);
    return breaker;
  };
  const refuse = (operation: OperationName): never => {
    throw new LearningApiError({ kind: 'circuitOpen', operation, wasSent: false });
  };

  return {
    read: (operation, send) => {
      const { policy, openedAt } = breakerOf(operation);
      const isOpen = policy.state === CircuitState.Open && performance.now() - openedAt < probeAfterMs;
      // While one call finds out whether the API is back, the others fail at once rather than wait for it.
      if (isOpen || policy.state === CircuitState.HalfOpen) return refuse(operation);
      return policy.execute(send);
    },
    demandClosed: (operation) => {
      const { policy, openedAt } = breakerOf(operation);
      if (policy.state === CircuitState.Open && performance.now() - openedAt < probeAfterMs) refuse(operation);
    },
    states: () => Object.fromEntries([...breakers].map(([name, { policy }]) => [name, stateNames[policy.state]])),
  };
}

const outages: ReadonlySet<FailureKind> = new Set(['unavailable', 'timeout']);

/** Whether a failure speaks of the REST API's health rather than of this one call. */
function isOutage(error: Error): boolean {
  if (!(error instanceof LearningApiError)) return false;
  const { kind, httpStatus = 0 } = error.failure;
  return outages.has(kind) || httpStatus >= 500;
}
