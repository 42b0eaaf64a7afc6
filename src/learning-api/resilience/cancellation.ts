/** Why work was cancelled: its caller left, or the deadline of the request passed. */
export type CancellationReason = 'cancelled' | 'deadline';

/** Is called when the work is cancelled. */
export interface CancellationListener {
  cancel(reason: CancellationReason): void;
}

/**
 * A minimal AbortSignal. A request would need up to four AbortSignals, and each costs enough to show in the benchmark.
 */
export class Cancellation implements CancellationListener {
  #reason: CancellationReason | null = null;
  /** Of a call, the only one. */
  #listener: CancellationListener | null = null;
  #more: Set<CancellationListener> | null = null;
  /** When the work will be cancelled for the reason `deadline`, as of `performance.now()`. */
  deadline = Number.POSITIVE_INFINITY;

  /** Null until the work is cancelled. */
  get reason(): CancellationReason | null {
    return this.#reason;
  }

  /** Calls all listeners, once. Further calls have no effect. */
  cancel(reason: CancellationReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    const listeners = [this.#listener, ...(this.#more ?? [])];
    this.#listener = null;
    this.#more = null;
    for (const listener of listeners) listener?.cancel(reason);
  }

  /** Adds a listener. It is not called if the work is cancelled already: check `reason` first. */
  add(listener: CancellationListener): void {
    if (this.#listener === null) {
      this.#listener = listener;
      return;
    }
    this.#more ??= new Set();
    this.#more.add(listener);
  }

  remove(listener: CancellationListener): void {
    if (this.#listener === listener) this.#listener = null;
    else this.#more?.delete(listener);
  }
}

/** Resolves with false as soon as the work is cancelled, else with true after the delay. */
export function waitUnlessCancelled(delayMs: number, cancellation: Cancellation | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (cancellation?.reason) return resolve(false);
    const listener = {
      cancel: () => {
        clearTimeout(timer);
        resolve(false);
      },
    };
    const timer = setTimeout(() => {
      cancellation?.remove(listener);
      resolve(true);
    }, delayMs);
    cancellation?.add(listener);
  });
}
