import { GraphQLError } from 'graphql';
import type { RequestRecord } from '../request/request-record.ts';
import type { Log } from '../telemetry/log.ts';
import type { Part } from './engine.ts';
import { isUnexpected } from './masking.ts';

interface ResultExtensionsOptions {
  log: Log;
  /** True if errors suggest names from the schema. */
  suggestsNames: boolean;
  /** True if unexpected errors include their cause. */
  includesCause: boolean;
}

/** Adds extensions to a result and to its errors, and records the error codes. */
export type ExtendResult = (result: Part, record: RequestRecord) => void;

export function createResultExtensions({ log, suggestsNames, includesCause }: ResultExtensionsOptions): ExtendResult {
  const extendError = (error: GraphQLError, record: RequestRecord) => {
    const { requestId, errorCodes } = record;
    error.extensions.code ??= 'BAD_USER_INPUT';
    error.message = record.redact(error.message);
    if (!suggestsNames) removeSuggestion(error);
    error.extensions.requestId = requestId;
    errorCodes.push(String(error.extensions.code));
    // A replayed error has no cause: it was logged when it happened.
    if (!isUnexpected(error) || !error.originalError) return;
    log.error({ event: 'unexpected_error', requestId, err: error.originalError });
    if (includesCause) error.extensions.cause = error.originalError.stack;
  };

  return (result, record) => {
    if ('data' in result || 'hasNext' in result) {
      if (record.warnings.length > 0) addExtension(result, 'warnings', record.warnings);
      if (record.stale.size > 0) addExtension(result, 'stale', staleAnswers(record));
      if (record.reportsCost && record.cost) addExtension(result, 'cost', record.cost);
      if (record.upstreamReport) addExtension(result, 'upstream', record.upstreamReport.costs());
    }
    const parts = [result, ...(result.incremental ?? [])];
    for (const error of parts.flatMap(({ errors = [] }) => errors))
      if (error instanceof GraphQLError) extendError(error, record);
  };
}

/** Removes the similar names that graphql-js appends to its messages. */
function removeSuggestion(error: GraphQLError): void {
  if (error.originalError === undefined) error.message = error.message.replace(/ Did you mean .*\?$/, '');
}

function staleAnswers({ stale }: RequestRecord): object[] {
  return [...stale].map(([operation, ms]) => ({ operation, ageSeconds: Math.round(ms / 1000) }));
}

function addExtension(result: Part, name: string, value: unknown): void {
  result.extensions = { ...result.extensions, [name]: value };
}
