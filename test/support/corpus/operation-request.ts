import type { Fault } from '../../../src/sandbox/http/server.ts';

/** A request to execute an operation. It can be sent by POST and, unless it is a mutation, by GET. */
export interface OperationRequest {
  title: string;
  /** The members of the JSON body. */
  parameters: Record<string, unknown>;
  headers?: Record<string, string>;
  /** True if only JSON can express the parameters, or if the operation is a mutation. */
  isPostOnly?: boolean;
  /** True if the result can come in parts, which gives its fields another order. */
  isDivided?: boolean;
  /** True if the REST API starts anew before each request. Gateways with a cache do not get it: their cache would be outdated. */
  isWrite?: boolean;
  /** Faults of the REST API. Gateways with a cache do not get such a request, because they may not notice. */
  faults?: readonly Fault[];
  /** What every response must have. */
  expected?: Expected;
}

export interface Expected {
  /** The status with `Accept: application/json`. */
  status?: number;
  /** The codes of the errors; empty if there must be none. */
  codes?: string[];
  data?: unknown;
  extensions?: unknown;
  /** What the message of the first error contains. */
  message?: string;
  /** The number of REST calls of the first request. */
  calls?: number;
}
