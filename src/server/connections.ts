import type { ServerOptions } from 'node:http';

/** For how many milliseconds a caller may take to send. */
export interface SendingTimes {
  /** All headers. */
  headersMs: number;
  /** The request as a whole. How long its answer takes does not count. */
  requestMs: number;
  /** How often that is looked at. */
  checkMs: number;
}

/** Together with the time between two looks, everything is cut within 15 s. */
export const sendingTimes: SendingTimes = { headersMs: 10_000, requestMs: 12_000, checkMs: 2_000 };

/** Has Node answer callers who send too slowly with 408 and cut their connections. */
export function timesOf({ headersMs, requestMs, checkMs }: SendingTimes): ServerOptions {
  return { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkMs };
}
