/** Measures where the time of a request goes. The three parts add up to the whole time. */
export interface ServerTiming {
  /** A call begins to wait: in the queue, or for an equal call of another request. */
  start(): TimedCall;
  /** Value of the header `Server-Timing` at this moment. */
  header(): string;
}

interface TimedCall {
  /** The call is sent, also if it repeats one. */
  sent(): void;
  end(): void;
}

/**
 * `api` is the time in which at least one call is in flight, `queue` the rest of the time in which at least one call
 * waits, `gateway` the rest.
 *
 * @param now milliseconds of a monotonic clock
 */
export function createServerTiming(startedAt: number, now: () => number = () => performance.now()): ServerTiming {
  const spentMs = { gateway: 0, queue: 0, api: 0 };
  let waiting = 0;
  let inFlight = 0;
  let since = startedAt;

  const account = () => {
    const at = now();
    spentMs[inFlight > 0 ? 'api' : waiting > 0 ? 'queue' : 'gateway'] += at - since;
    since = at;
  };
  return {
    start: () => {
      let state: 'waiting' | 'inFlight' | 'ended' = 'waiting';
      account();
      waiting += 1;
      return {
        sent: () => {
          if (state !== 'waiting') return;
          account();
          state = 'inFlight';
          waiting -= 1;
          inFlight += 1;
        },
        end: () => {
          if (state === 'ended') return;
          account();
          if (state === 'waiting') waiting -= 1;
          else inFlight -= 1;
          state = 'ended';
        },
      };
    },
    header: () => {
      account();
      return Object.entries(spentMs)
        .map(([name, ms]) => `${name};dur=${ms.toFixed(1)}`)
        .join(', ');
    },
  };
}
