import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';

/** When a request is over, whatever its resolvers are still doing. */
export interface RequestEnd {
  /** Aborts when the caller leaves, or with a TimeoutError when the time is over. */
  readonly signal: AbortSignal;
  /** When the time is over, as of `performance.now()`; never, as long as no time was set. */
  readonly deadline: number;
  /** Sets the time that the request may take from now on, in milliseconds. */
  within(durationMs: number): void;
  /** Rejects when the time is over; for what cannot be stopped, only no longer be waited for. */
  timeIsOver<Result>(work: Promise<Result>): Promise<Result>;
}

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
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  deadline = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    setMaxListeners(0, this.signal);
  }

  finish(): void {
    clearTimeout(this.#timer);
  }

  leave(): void {
    this.finish();
    this.#controller.abort();
  }

  within(durationMs: number): void {
    this.finish();
    this.deadline = performance.now() + durationMs;
    const timeIsOver = () => this.#controller.abort(new DOMException('The time is over.', 'TimeoutError'));
    this.#timer = setTimeout(timeIsOver, durationMs);
  }

  timeIsOver<Result>(work: Promise<Result>): Promise<Result> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      const give = () => {
        if (signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError') reject(signal.reason);
      };
      signal.addEventListener('abort', give);
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
    });
  }
}
