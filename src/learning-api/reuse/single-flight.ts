import { Cancellation, type CancellationReason } from '../resilience/cancellation.ts';
import { JoinedRequests } from '../resilience/joined-requests.ts';

/** Single flight per owner: equal work in flight shares one result. */
export interface SingleFlight {
  /** Starts the work, or joins equal work of the same owner that is in flight. */
  run<Result>(
    work: WorkOptions,
    start: (shared: SharedWork) => Promise<Result>,
  ): { isShared: boolean; result: Promise<Result> };
  /** After this, no call joins the owner's work that is in flight now. */
  forget(owner: string): void;
}

interface WorkOptions {
  owner: string;
  /** Equal for equal work. */
  key: string;
  /** The GraphQL request that the work is for. */
  request: object;
  /** Ends the waiting of one caller. */
  cancellation?: Cancellation | undefined;
  /** The error for a caller who leaves. */
  errorFor(reason: CancellationReason): Error;
}

/** Work for which several requests may wait. */
export interface SharedWork {
  /** Cancelled when all of its callers have left. Its deadline is the latest of theirs. */
  readonly cancellation: Cancellation;
  readonly requests: JoinedRequests;
  /** Must be called when the timeout of the work starts, and again at each restart. Until the first call, the work can be joined. */
  began(): void;
}

/** Work that has used more of its timeout cannot be joined: joining may cost a caller at most this share of their own timeout. */
export const joinableShare = 0.1;

/**
 * @param timeoutMs timeout of the work, in milliseconds
 * @param now milliseconds of a monotonic clock
 */
export function createSingleFlight(timeoutMs: number, now: () => number = () => performance.now()): SingleFlight {
  const flightsByOwner = new Map<string, Map<string, Flight>>();

  const begin = (work: WorkOptions, start: (shared: SharedWork) => Promise<unknown>): Flight => {
    const { owner, key } = work;
    const flight = new Flight(work, now, () => {
      if (flights.get(key) === flight) flights.delete(key);
      if (flights.size === 0 && flightsByOwner.get(owner) === flights) flightsByOwner.delete(owner);
    });
    flight.result = start(flight);
    const flights = flightsByOwner.get(owner) ?? new Map<string, Flight>();
    flightsByOwner.set(owner, flights);
    flights.set(key, flight);
    return flight;
  };

  return {
    run: <Result>(work: WorkOptions, start: (shared: SharedWork) => Promise<Result>) => {
      const inFlight = flightsByOwner.get(work.owner)?.get(work.key);
      const isShared = inFlight?.isJoinable(timeoutMs * joinableShare) ?? false;
      const flight = inFlight && isShared ? inFlight.join(work) : begin(work, start);
      return { isShared, result: flight.waitFor<Result>(work) };
    },
    forget: (owner) => {
      flightsByOwner.delete(owner);
    },
  };
}

/** Work in flight. A class, since closures for each call would be more garbage to collect. */
class Flight implements SharedWork {
  readonly cancellation = new Cancellation();
  readonly requests: JoinedRequests;
  result: Promise<unknown> = Promise.resolve();
  readonly #now: () => number;
  readonly #end: () => void;
  #beganAt = Number.POSITIVE_INFINITY;
  /** Callers who have not left. */
  #waiting = 0;

  /** @param end called when the work has ended */
  constructor({ request, cancellation }: WorkOptions, now: () => number, end: () => void) {
    this.requests = new JoinedRequests(request);
    this.cancellation.deadline = deadlineOf(cancellation);
    this.#now = now;
    this.#end = end;
  }

  readonly began = (): void => {
    this.#beganAt = this.#now();
  };

  isJoinable(withinMs: number): boolean {
    return this.cancellation.reason === null && this.#now() - this.#beganAt < withinMs;
  }

  join({ request, cancellation }: WorkOptions): this {
    this.cancellation.deadline = Math.max(this.cancellation.deadline, deadlineOf(cancellation));
    this.requests.join(request);
    return this;
  }

  waitFor<Result>({ cancellation, errorFor }: WorkOptions): Promise<Result> {
    this.#waiting += 1;
    return new Promise((resolve, reject) => {
      const listener = {
        cancel: (reason: CancellationReason) => {
          reject(errorFor(reason));
          this.#leave(reason);
        },
      };
      if (cancellation?.reason) listener.cancel(cancellation.reason);
      else cancellation?.add(listener);
      this.result.then(
        (result) => {
          this.#end();
          cancellation?.remove(listener);
          resolve(result as Result);
        },
        (error: unknown) => {
          this.#end();
          cancellation?.remove(listener);
          reject(error);
        },
      );
    });
  }

  #leave(reason: CancellationReason): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.cancellation.cancel(reason);
  }
}

function deadlineOf(cancellation: Cancellation | undefined): number {
  return cancellation?.deadline ?? Number.POSITIVE_INFINITY;
}
