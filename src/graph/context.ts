import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { AheadRunner } from '../execution/run-ahead.ts';
import type { Codes } from '../learning-api/contract/codes.ts';
import type { WriteOperation } from '../learning-api/contract/operations.ts';
import type { Cancellation } from '../learning-api/resilience/cancellation.ts';
import type { Loaders } from '../loaders/loaders.ts';

/** The time of the request, from which `overdue` and `expiring` count. */
export interface Clock {
  /**
   * Negative if a date is before the time so many days from now, positive if it is after it, else 0.
   *
   * @param days default: 0
   */
  compare(date: string, days?: number): number;
}

/** The context of resolvers. It belongs to one request. */
export interface GraphContext {
  loaders: Loaders;
  /** Milliseconds after which a bulk mutation starts no more writes. */
  bulkBudgetMs: number;
  /** Cancelled when the caller leaves or the deadline of the request passes. */
  cancellation: Cancellation;
  /** The bulk mutations of this document that began. The next mutation waits for all of them. */
  bulkRuns: Promise<unknown>[];
  /** Records in the audit log that a write was not begun. */
  auditNotAttempted(operation: WriteOperation, parameters: object, reason: string): void;
  /** Logs an unexpected error that the response shows only in part. */
  logUnexpected(error: unknown): void;
  codes: Codes;
  clock: Clock;
  /** Targets of links by kind and id, so that equal links share one object. */
  links: Map<string, { id: string }>;
  /** Reports a warning about the value at a path of the response. */
  warn(path: readonly (string | number)[], message: string): void;
  /** The runner of a field, for executors whose `info` has none. */
  aheadRunners: ((info: GraphQLResolveInfo) => AheadRunner) | null;
  /** True for resolvers that run ahead of a confirmation: what they return is dropped. */
  isAhead: boolean;
  /** The names of the nodes that a field was run ahead of. */
  knownNodes: Map<readonly FieldNode[], Set<string>>;
  /** How many references of the request were used before they were confirmed. */
  unconfirmed: { count: number };
  /** The organization to search if the REST API requires one and the query names none. Null if there is no default. */
  defaultOrganizationId: string | null;
}
