import type { ServerResponse } from 'node:http';
import { Cancellation, type CancellationReason } from '../../learning-api/resilience/cancellation.ts';

/** Ends when the response is complete, the caller leaves, or the deadline passes, even if resolvers still run. */
export interface RequestLifetime {
  /** Cancelled when the caller leaves or the deadline passes. */
  readonly cancellation: Cancellation;
  /** As of `performance.now()`. */
  readonly startedAt: number;
  /** Sets the deadline to this many milliseconds after the start. */
  setDeadline(durationMs: number): void;
  /** Settles as the work does, or rejects with a DeadlineError at the deadline. For work that cannot be cancelled. */
  untilDeadline<Result>(work: Promise<Result>): Promise<Result>;
}

export class DeadlineError extends Error {}

/** A lifetime for its owner, who ends it. */
interface OwnedLifetime extends RequestLifetime {
  /** Ends it because the response is complete. */
  finish(): void;
  /** Ends it because no caller waits for the response. */
  cancel(): void;
}

/** The lifetime of the request that a response belongs to. */
export function lifetimeOf(response: ServerResponse): RequestLifetime {
  const lifetime = createLifetime();
  response.once('close', () => (response.writableFinished ? lifetime.finish() : lifetime.cancel()));
  return lifetime;
}

/** @param startedAt when the request, or the first of several, began */
export function createLifetime(startedAt = performance.now()): OwnedLifetime {
  return new TimedLifetime(startedAt);
}

/** A class because V8 puts object literals with accessors into the old generation, where they retain a request's data. */
class TimedLifetime implements OwnedLifetime {
  readonly cancellation = new Cancellation();
  readonly startedAt: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(startedAt: number) {
    this.startedAt = startedAt;
  }

  finish(): void {
    clearTimeout(this.#timer);
  }

  cancel(): void {
    this.finish();
    this.cancellation.cancel('cancelled');
  }

  setDeadline(durationMs: number): void {
    const { cancellation } = this;
    const deadline = this.startedAt + durationMs;
    if (deadline === cancellation.deadline) return;
    this.finish();
    cancellation.deadline = deadline;
    // Node 24 warns of a negative time, which a busy process has if the body of the request was late.
    const remainingMs = Math.max(0, deadline - performance.now());
    this.#timer = setTimeout(() => cancellation.cancel('deadline'), remainingMs);
  }

  untilDeadline<Result>(work: Promise<Result>): Promise<Result> {
    const { cancellation } = this;
    return new Promise((resolve, reject) => {
      const waiter = {
        cancel: (reason: CancellationReason) => {
          if (reason === 'deadline') reject(new DeadlineError());
        },
      };
      cancellation.add(waiter);
      work.then(resolve, reject).finally(() => cancellation.remove(waiter));
    });
  }
}
