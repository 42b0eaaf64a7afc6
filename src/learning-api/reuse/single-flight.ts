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

interface Flight extends Pick<SharedWork, 'cancellation' | 'requests'> {
  result: Promise<unknown>;
  /** Callers who have not left. */
  waiting: number;
  isJoinable(): boolean;
}

/** Work that has used more of its timeout cannot be joined: joining may cost a caller at most this share of their own timeout. */
export const joinableShare = 0.1;

/**
 * @param timeoutMs timeout of the work, in milliseconds
 * @param now milliseconds of a monotonic clock
 */
export function createSingleFlight(timeoutMs: number, now: () => number = () => performance.now()): SingleFlight {
  const flightsByOwner = new Map<string, Map<string, Flight>>();

  const begin = (
    { owner, key, request, cancellation: own }: WorkOptions,
    start: (shared: SharedWork) => Promise<unknown>,
  ): Flight => {
    const cancellation = new Cancellation();
    cancellation.deadline = deadlineOf(own);
    const requests = new JoinedRequests(request);
    let beganAt = Number.POSITIVE_INFINITY;
    const began = () => {
      beganAt = now();
    };
    const flight: Flight = {
      cancellation,
      requests,
      waiting: 0,
      isJoinable: () => cancellation.reason === null && now() - beganAt < timeoutMs * joinableShare,
      result: start({ cancellation, requests, began }),
    };
    const flights = flightsByOwner.get(owner) ?? new Map<string, Flight>();
    flightsByOwner.set(owner, flights);
    flights.set(key, flight);
    const end = () => {
      if (flights.get(key) === flight) flights.delete(key);
      if (flights.size === 0 && flightsByOwner.get(owner) === flights) flightsByOwner.delete(owner);
    };
    flight.result.then(end, end);
    return flight;
  };
  const join = (flight: Flight, { request, cancellation }: WorkOptions): Flight => {
    flight.cancellation.deadline = Math.max(flight.cancellation.deadline, deadlineOf(cancellation));
    flight.requests.join(request);
    return flight;
  };

  return {
    run: <Result>(work: WorkOptions, start: (shared: SharedWork) => Promise<Result>) => {
      const inFlight = flightsByOwner.get(work.owner)?.get(work.key);
      const isShared = inFlight?.isJoinable() ?? false;
      const flight = inFlight && isShared ? join(inFlight, work) : begin(work, start);
      return { isShared, result: waitFor<Result>(flight, work) };
    },
    forget: (owner) => {
      flightsByOwner.delete(owner);
    },
  };
}

function deadlineOf(cancellation: Cancellation | undefined): number {
  return cancellation?.deadline ?? Number.POSITIVE_INFINITY;
}

function waitFor<Result>(flight: Flight, { cancellation, errorFor }: WorkOptions): Promise<Result> {
  flight.waiting += 1;
  return new Promise((resolve, reject) => {
    const listener = {
      cancel: (reason: CancellationReason) => {
        flight.waiting -= 1;
        reject(errorFor(reason));
        if (flight.waiting === 0) flight.cancellation.cancel(reason);
      },
    };
    if (cancellation?.reason) return listener.cancel(cancellation.reason);
    cancellation?.add(listener);
    const stopListening = () => cancellation?.remove(listener);
    flight.result.then(
      (result) => {
        stopListening();
        resolve(result as Result);
      },
      (error: unknown) => {
        stopListening();
        reject(error);
      },
    );
  });
}
