import { Cancellation, type CancellationReason } from '../resilience/cancellation.ts';

/** Single flight per owner: equal work in flight shares one result. */
export interface SingleFlight {
  /** Starts the work, or joins equal work of the same owner that is in flight. */
  run<Result>(
    work: WorkOptions,
    start: (cancellation: Cancellation) => Promise<Result>,
  ): { isShared: boolean; result: Promise<Result> };
  /** After this, no call joins the owner's work that is in flight now. */
  forget(owner: string): void;
}

interface WorkOptions {
  owner: string;
  /** Equal for equal work. */
  key: string;
  /** Ends the waiting of one caller. The work itself is cancelled when all of its callers have left. */
  cancellation?: Cancellation | undefined;
  /** The error for a caller who leaves. */
  errorFor(reason: CancellationReason): Error;
}

interface Flight {
  result: Promise<unknown>;
  startedAt: number;
  waiting: number;
  cancellation: Cancellation;
}

/** @param joinableMs how long after its start work can be joined, in milliseconds */
export function createSingleFlight(joinableMs = Number.POSITIVE_INFINITY): SingleFlight {
  const flightsByOwner = new Map<string, Map<string, Flight>>();

  const begin = (owner: string, key: string, start: (cancellation: Cancellation) => Promise<unknown>): Flight => {
    const flights = flightsByOwner.get(owner) ?? new Map<string, Flight>();
    flightsByOwner.set(owner, flights);
    const cancellation = new Cancellation();
    const flight: Flight = { cancellation, startedAt: performance.now(), waiting: 0, result: start(cancellation) };
    flights.set(key, flight);
    const end = () => {
      if (flights.get(key) === flight) flights.delete(key);
      if (flights.size === 0 && flightsByOwner.get(owner) === flights) flightsByOwner.delete(owner);
    };
    flight.result.then(end, end);
    return flight;
  };
  const isJoinable = ({ cancellation, startedAt }: Flight) =>
    cancellation.reason === null && performance.now() - startedAt < joinableMs;

  return {
    run: <Result>(
      { owner, key, cancellation, errorFor }: WorkOptions,
      start: (cancellation: Cancellation) => Promise<Result>,
    ) => {
      const inFlight = flightsByOwner.get(owner)?.get(key);
      const flight = inFlight && isJoinable(inFlight) ? inFlight : begin(owner, key, start);
      return { isShared: flight === inFlight, result: waitFor<Result>(flight, cancellation, errorFor) };
    },
    forget: (owner) => {
      flightsByOwner.delete(owner);
    },
  };
}

function waitFor<Result>(
  flight: Flight,
  cancellation: Cancellation | undefined,
  errorFor: (reason: CancellationReason) => Error,
): Promise<Result> {
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
