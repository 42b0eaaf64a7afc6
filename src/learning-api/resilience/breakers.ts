import { CircuitState, CountBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { type OperationName, operationClasses, operations } from '../contract/operations.ts';
import { type FailureKind, LearningApiError } from '../errors.ts';
import type { BreakerState } from '../observer.ts';

/** Circuit breakers: stop calling a part of the REST API that is down, and probe until it is back. */
export interface Breakers {
  /** Sends a read and counts its outcome. Throws without sending if the breaker of its class is open. */
  read<Result>(operation: OperationName, send: () => Promise<Result>): Promise<Result>;
  /** Throws if the breaker of an operation's class is open. */
  assertClosed(operation: OperationName): void;
  states(): Record<string, BreakerState>;
}

interface BreakersOptions {
  /** Milliseconds that an open breaker waits before it lets a probe through. */
  probeAfterMs: number;
  onChange(operationClass: string, state: BreakerState): void;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/** A breaker opens when this share of the last `size` calls of its class failed. */
export const opening = { size: 50, threshold: 0.5, minimumNumberOfCalls: 20 };

const stateNames: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'halfOpen',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
};

/** Creates one breaker for each class of operations. */
export function createBreakers({ probeAfterMs, onChange, now }: BreakersOptions): Breakers {
  const breakers = new Map(operationClasses.map((name) => [name, createBreaker(name)]));

  function createBreaker(name: string) {
    const policy = circuitBreaker(handleWhen(isOutage), {
      // cockatiel measures by Date.now(), which can jump. How long a breaker stays open is decided below.
      halfOpenAfter: Number.NEGATIVE_INFINITY,
      breaker: new CountBreaker(opening),
    });
    const breaker = { policy, openedAt: 0 };
    policy.onStateChange((state) => {
      if (state === CircuitState.Open) breaker.openedAt = now();
      onChange(name, stateNames[state]);
    });
    return breaker;
  }

  const breakerOf = (operation: OperationName) => {
    const breaker = breakers.get(operations[operation].class);
    if (!breaker) throw new Error(`${operation} has no breaker.`);
    return breaker;
  };
  const refuse = (operation: OperationName): never => {
    throw new LearningApiError({ kind: 'circuitOpen', operation, wasSent: false });
  };

  return {
    read: (operation, send) => {
      const { policy, openedAt } = breakerOf(operation);
      const isOpen = policy.state === CircuitState.Open && now() - openedAt < probeAfterMs;
      // While the probe runs, other calls fail at once instead of waiting for it.
      if (isOpen || policy.state === CircuitState.HalfOpen) return refuse(operation);
      return policy.execute(send);
    },
    assertClosed: (operation) => {
      const { policy, openedAt } = breakerOf(operation);
      if (policy.state === CircuitState.Open && now() - openedAt < probeAfterMs) refuse(operation);
    },
    states: () => Object.fromEntries([...breakers].map(([name, { policy }]) => [name, stateNames[policy.state]])),
  };
}

const outages: ReadonlySet<FailureKind> = new Set(['unavailable', 'timeout']);

/** True if a failure is about the health of the REST API and not about this one call. */
function isOutage(error: Error): boolean {
  if (!(error instanceof LearningApiError)) return false;
  const { kind, httpStatus = 0 } = error.failure;
  return outages.has(kind) || httpStatus >= 500;
}
