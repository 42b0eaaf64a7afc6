import { factsOf, type OperationName, operations } from '../contract/operations.ts';
import { LearningApiError } from '../errors.ts';
import type { BreakerState } from '../observer.ts';
import { unreachableFor } from '../unreachable.ts';

/** Circuit breakers: stop reading what the REST API cannot answer, and probe until it can. One for each read operation. */
export interface Breakers {
  /** Starts a read. Its end must be reported to the function that is returned. Throws if the breaker is open. */
  start(operation: OperationName, owner: string): EndRead;
  /** Throws if the breaker of an operation is open. Never throws for a write. */
  assertClosed(operation: OperationName): void;
  states(): Record<string, BreakerState>;
}

/** Counts the outcome of a read: its error if it failed. */
export type EndRead = (error?: unknown) => void;

interface BreakersOptions {
  /** Milliseconds that an open breaker waits before it lets a probe through. */
  probeAfterMs: number;
  onChange(operation: OperationName, state: BreakerState): void;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/**
 * A breaker opens when more than `share` of the last `size` reads of its operation were outages. They must affect at least
 * `callers` callers, and half of those who called: most reads of one caller may fail because of their parameters.
 */
export const opening = { size: 50, share: 0.5, minimumReads: 20, callers: 2 };

/** `outage`: no answer of the REST API. `unknown`: the read ended for a reason that says nothing about the REST API. */
type ReadOutcome = 'answered' | 'outage' | 'unknown';

interface Breaker {
  readonly state: BreakerState;
  isRefusing(): boolean;
  /** Starts a read, as the probe if the breaker is open. Returns the function that counts its outcome. */
  start(owner: string): (outcome: ReadOutcome) => void;
}

export function createBreakers({ probeAfterMs, onChange, now }: BreakersOptions): Breakers {
  const reads = (Object.keys(operations) as OperationName[]).filter((name) => factsOf(name).effect === 'read');
  const breakers = new Map(
    reads.map((name) => [name, createBreaker({ probeAfterMs, now, onChange: (state) => onChange(name, state) })]),
  );
  const assertClosed = (operation: OperationName) => {
    if (breakers.get(operation)?.isRefusing())
      throw new LearningApiError({ kind: 'circuitOpen', operation, wasSent: false });
  };

  return {
    start: (operation, owner) => {
      assertClosed(operation);
      const count = breakers.get(operation)?.start(owner);
      return (error) => count?.(error === undefined ? 'answered' : outcomeOf(error));
    },
    assertClosed,
    states: () => Object.fromEntries([...breakers].map(([name, { state }]) => [name, state])),
  };
}

interface BreakerOptions {
  probeAfterMs: number;
  onChange(state: BreakerState): void;
  now(): number;
}

function createBreaker({ probeAfterMs, onChange, now }: BreakerOptions): Breaker {
  let state: BreakerState = 'closed';
  let openedAt = 0;
  let window = createWindow();
  /** Counts the changes of the state. A read that began before a change says nothing about what follows. */
  let period = 0;

  const change = (next: BreakerState) => {
    state = next;
    period += 1;
    onChange(next);
  };
  const open = () => {
    openedAt = now();
    change('open');
  };
  const close = () => {
    window = createWindow();
    change('closed');
  };
  const countProbe = (outcome: ReadOutcome) => {
    if (outcome === 'answered') close();
    else if (outcome === 'outage') open();
    // Its caller left. The next read is the next probe.
    else change('open');
  };
  const countRead = (owner: string, outcome: ReadOutcome) => {
    if (outcome === 'unknown') return;
    window.add({ owner, isOutage: outcome === 'outage' });
    if (outcome === 'outage' && window.showsOutage()) open();
  };

  return {
    get state() {
      return state;
    },
    // While the probe runs, other calls fail at once instead of waiting for it.
    isRefusing: () => state === 'halfOpen' || (state === 'open' && now() - openedAt < probeAfterMs),
    start: (owner) => {
      if (state === 'open') change('halfOpen');
      const startedIn = period;
      const isProbe = state === 'halfOpen';
      return (outcome) => {
        if (period !== startedIn) return;
        if (isProbe) countProbe(outcome);
        else countRead(owner, outcome);
      };
    },
  };
}

interface CountedRead {
  owner: string;
  isOutage: boolean;
}

/** The last reads of an operation. */
function createWindow() {
  const reads: CountedRead[] = [];
  let position = 0;
  let outages = 0;

  /** Counts the callers who called, and those of whom most reads were outages. */
  const callers = () => {
    const balances = new Map<string, number>();
    for (const { owner, isOutage } of reads) balances.set(owner, (balances.get(owner) ?? 0) + (isOutage ? 1 : -1));
    const affected = [...balances.values()].filter((balance) => balance > 0);
    return { all: balances.size, affected: affected.length };
  };

  return {
    add: (read: CountedRead) => {
      if (reads[position]?.isOutage) outages -= 1;
      reads[position] = read;
      position = (position + 1) % opening.size;
      if (read.isOutage) outages += 1;
    },
    showsOutage: () => {
      if (reads.length < opening.minimumReads || outages <= reads.length * opening.share) return false;
      const { all, affected } = callers();
      return affected >= opening.callers && affected * 2 >= all;
    },
  };
}

function outcomeOf(error: unknown): ReadOutcome {
  if (!(error instanceof LearningApiError)) return 'unknown';
  const { failure } = error;
  if (failure.kind === 'cancelled' || failure.kind === 'deadline') return 'unknown';
  return unreachableFor(failure) ? 'outage' : 'answered';
}
