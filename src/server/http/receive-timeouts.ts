import type { ServerOptions } from 'node:http';

/** Limits on the time to receive a request, in milliseconds. */
export interface ReceiveTimeouts {
  /** For all headers. */
  headersMs: number;
  /** For the whole request. The time to answer it does not count. */
  requestMs: number;
  /** How often Node checks for connections that exceed these limits. */
  checkMs: number;
}

/** Together with the check interval, these close the connection of a slow sender within 15 s. */
export const defaultReceiveTimeouts: ReceiveTimeouts = { headersMs: 10_000, requestMs: 12_000, checkMs: 2_000 };

/** Makes Node answer slow senders with 408 and close their connections. */
export function receiveTimeoutOptions({ headersMs, requestMs, checkMs }: ReceiveTimeouts): ServerOptions {
  return { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkMs };
}
