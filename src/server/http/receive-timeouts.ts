import type { ServerOptions } from 'node:http';

/** How long a caller may take to send a request, in milliseconds. */
export interface ReceiveTimeouts {
  /** All headers. */
  headersMs: number;
  /** The request as a whole. The time to answer it does not count. */
  requestMs: number;
  /** How often Node looks for connections that exceed these. */
  checkMs: number;
}

/** Including the time between two checks, every slow sender is cut within 15 s. */
export const defaultReceiveTimeouts: ReceiveTimeouts = { headersMs: 10_000, requestMs: 12_000, checkMs: 2_000 };

/** The options that make Node answer slow senders with 408 and close their connections. */
export function receiveTimeoutOptions({ headersMs, requestMs, checkMs }: ReceiveTimeouts): ServerOptions {
  return { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkMs };
}
