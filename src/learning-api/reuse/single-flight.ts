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
  /** The requests that it is for. */
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
    const flight = new Flight(work, now);
    flight.result = start(flight);
    const flights = flightsByOwner.get(owner) ?? new Map<string, Flight>();
    flightsByOwner.set(owner, flights);
    flights.set(key, flight);
    return flight;
  };

  const end = ({ owner, key }: WorkOptions, flight: Flight) => {
    const flights = flightsByOwner.get(owner);
    // After a write, or when it could not be joined any more, newer work took its place.
    if (flights?.get(key) !== flight) return;
    flights.delete(key);
    if (flights.size === 0) flightsByOwner.delete(owner);
  };

  return {
    run: <Result>(work: WorkOptions, start: (shared: SharedWork) => Promise<Result>) => {
      const inFlight = flightsByOwner.get(work.owner)?.get(work.key);
      const isShared = inFlight?.isJoinable(timeoutMs * joinableShare) ?? false;
      const flight = inFlight && isShared ? inFlight.join(work) : begin(work, start);
      return { isShared, result: flight.waitFor<Result>(work, end) };
    },
    forget: (owner) => {
      flightsByOwner.delete(owner);
    },
  };
}

/** Work in flight, and its own cancellation: one object for each call, as most calls are never joined. */
class Flight extends Cancellation implements SharedWork {
  readonly requests: JoinedRequests;
  result: Promise<unknown> | null = null;
  readonly #now: () => number;
  #beganAt = Number.POSITIVE_INFINITY;
  /** Callers who have not left. */
  #waiting = 0;

  constructor({ request, cancellation }: WorkOptions, now: () => number) {
    super();
    this.requests = new JoinedRequests(request);
    this.deadline = deadlineOf(cancellation);
    this.#now = now;
  }

  get cancellation(): Cancellation {
    return this;
  }

  began(): void {
    this.#beganAt = this.#now();
  }

  isJoinable(withinMs: number): boolean {
    return this.reason === null && this.#now() - this.#beganAt < withinMs;
  }

  join({ request, cancellation }: WorkOptions): this {
    this.deadline = Math.max(this.deadline, deadlineOf(cancellation));
    this.requests.join(request);
    return this;
  }

  /** @param end is called when the work has ended */
  waitFor<Result>(work: WorkOptions, end: (work: WorkOptions, flight: Flight) => void): Promise<Result> {
    const { cancellation, errorFor } = work;
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
      this.result?.then(
        (result) => {
          end(work, this);
          cancellation?.remove(listener);
          resolve(result as Result);
        },
        (error: unknown) => {
          end(work, this);
          cancellation?.remove(listener);
          reject(error);
        },
      );
    });
  }

  #leave(reason: CancellationReason): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.cancel(reason);
  }
}

function deadlineOf(cancellation: Cancellation | undefined): number {
  return cancellation?.deadline ?? Number.POSITIVE_INFINITY;
}
