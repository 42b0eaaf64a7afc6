/** Why work is wanted no more: its caller has left, or its time is over. */
export type CancellationReason = 'cancelled' | 'deadline';

/** Whoever has to stop then. */
export interface CancellationListener {
  cancel(reason: CancellationReason): void;
}

/**
 * Tells that work is wanted no more: what an AbortSignal does, of which a request would need up to four, and which costs
 * so much more that it shows.
 */
export class Cancellation implements CancellationListener {
  #reason: CancellationReason | null = null;
  #listeners: Set<CancellationListener> | null = null;

  /** null as long as the work is wanted. */
  get reason(): CancellationReason | null {
    return this.#reason;
  }

  /** Tells all who listen, once; what is cancelled already stays as it is. */
  cancel(reason: CancellationReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = null;
    for (const listener of listeners ?? []) listener.cancel(reason);
  }

  /** Has somebody told, who is not told of what is over already. */
  add(listener: CancellationListener): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  remove(listener: CancellationListener): void {
    this.#listeners?.delete(listener);
  }
}
