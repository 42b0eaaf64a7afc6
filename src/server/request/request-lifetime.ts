import type { ServerResponse } from 'node:http';
import { Cancellation, type CancellationReason } from '../../learning-api/resilience/cancellation.ts';

/** When a request is over, whatever its resolvers are still doing. */
export interface RequestEnd {
  /** Tells when the caller has left or the time is over. */
  readonly cancellation: Cancellation;
  /** When the time is over, as of `performance.now()`; never, as long as no time was set. */
  readonly deadline: number;
  /** Sets the time that the request may take from now on, in milliseconds. */
  within(durationMs: number): void;
  /** Rejects with a TimeIsOverError when the time is over; for what cannot be stopped, only no longer be waited for. */
  timeIsOver<Result>(work: Promise<Result>): Promise<Result>;
}

export class TimeIsOverError extends Error {}

/** The same, for whoever knows when that is. */
interface OwnRequestEnd extends RequestEnd {
  /** The answer is complete. */
  finish(): void;
  /** Nobody waits for the answer any more. */
  leave(): void;
}

/** Follows a response until it is sent or its caller is gone. */
export function requestEndOf(response: ServerResponse): RequestEnd {
  const end = createRequestEnd();
  response.once('close', () => (response.writableFinished ? end.finish() : end.leave()));
  return end;
}

export function createRequestEnd(): OwnRequestEnd {
  return new TimedEnd();
}

/** A class and no object with accessors of its own: V8 puts those among what is old, where they hold a request's data. */
class TimedEnd implements OwnRequestEnd {
  readonly cancellation = new Cancellation();
  deadline = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  finish(): void {
    clearTimeout(this.#timer);
  }

  leave(): void {
    this.finish();
    this.cancellation.cancel('cancelled');
  }

  within(durationMs: number): void {
    this.finish();
    this.deadline = performance.now() + durationMs;
    this.#timer = setTimeout(() => this.cancellation.cancel('deadline'), durationMs);
  }

  timeIsOver<Result>(work: Promise<Result>): Promise<Result> {
    const { cancellation } = this;
    return new Promise((resolve, reject) => {
      const waiter = {
        cancel: (reason: CancellationReason) => {
          if (reason === 'deadline') reject(new TimeIsOverError());
        },
      };
      cancellation.add(waiter);
      work.then(resolve, reject).finally(() => cancellation.remove(waiter));
    });
  }
}
