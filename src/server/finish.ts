import { GraphQLError } from 'graphql';
import type { Log } from './log.ts';
import { isUnexpected } from './masking.ts';
import type { RequestRecord } from './request-record.ts';

/** A whole answer, or one part of an answer that comes in parts. */
export interface Result {
  data?: unknown;
  errors?: readonly unknown[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

/** Adds to a result what the caller is told beside the data, and notes in the record what went wrong. */
export function finish(result: Result, record: RequestRecord, log: Log): void {
  if (record.warnings.length > 0 && 'data' in result)
    result.extensions = { ...result.extensions, warnings: record.warnings };
  if (record.stale.size > 0 && 'data' in result) {
    const stale = [...record.stale].map(([operation, ms]) => ({ operation, ageSeconds: Math.round(ms / 1000) }));
    result.extensions = { ...result.extensions, stale };
  }
  for (const error of result.errors ?? []) {
    if (!(error instanceof GraphQLError)) continue;
    error.extensions.code ??= 'BAD_USER_INPUT';
    hideBody(error);
    error.extensions.requestId = record.requestId;
    record.errorCodes.push(String(error.extensions.code));
    if (isUnexpected(error))
      log.error({ event: 'unexpected_error', requestId: record.requestId, err: error.originalError });
  }
}

/** Yoga tells why a body is no JSON, with a part of the body; by that it also knows to answer with HTTP 400. */
function hideBody({ extensions }: GraphQLError): void {
  if (!('originalError' in extensions)) return;
  delete extensions.originalError;
  extensions.http = { status: 400 };
}
