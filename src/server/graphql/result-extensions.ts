import { GraphQLError } from 'graphql';
import type { RequestRecord } from '../request/request-record.ts';
import type { Log } from '../telemetry/log.ts';
import { isUnexpected, toGraphQLError } from './masking.ts';

/** A whole answer, or one part of an answer that comes in parts. */
export interface Result {
  data?: unknown;
  errors?: readonly unknown[] | undefined;
  extensions?: Record<string, unknown> | undefined;
  /** What `@defer` and `@stream` bring later. */
  incremental?: { errors?: readonly unknown[] | undefined }[] | undefined;
}

interface FinishOptions {
  log: Log;
  /** Whether errors suggest names of the graph. */
  suggests: boolean;
  /** Whether errors that nobody foresaw tell their cause. */
  tellsDetails: boolean;
}

/** Adds to a result what the caller is told beside the data, and notes in the record what went wrong. */
export type Finish = (result: Result, record: RequestRecord) => void;

/** Finishes results in the way that the configuration asks for. */
export function createFinish({ log, suggests, tellsDetails }: FinishOptions): Finish {
  const finishError = (error: GraphQLError, record: RequestRecord) => {
    const { requestId, errorCodes } = record;
    error.extensions.code ??= 'BAD_USER_INPUT';
    hideBody(error);
    error.message = record.hide(error.message);
    nameMethod(error);
    if (!suggests) hideSuggestion(error);
    error.extensions.requestId = requestId;
    errorCodes.push(String(error.extensions.code));
    if (!isUnexpected(error)) return;
    log.error({ event: 'unexpected_error', requestId, err: error.originalError });
    if (tellsDetails) error.extensions.cause = error.originalError?.stack;
  };

  return (result, record) => {
    if ('data' in result || 'hasNext' in result) {
      if (record.warnings.length > 0) addExtension(result, 'warnings', record.warnings);
      if (record.stale.size > 0) addExtension(result, 'stale', staleAnswers(record));
      if (record.tellsCost && record.cost) addExtension(result, 'cost', record.cost);
      if (record.upstreamReport) addExtension(result, 'upstream', record.upstreamReport.costs());
    }
    // Yoga masks the errors of the first part only.
    for (const part of result.incremental ?? []) if (part.errors) part.errors = part.errors.map(toGraphQLError);
    const parts = [result, ...(result.incremental ?? [])];
    for (const error of parts.flatMap(({ errors = [] }) => errors))
      if (error instanceof GraphQLError) finishError(error, record);
  };
}

/** graphql-js ends its messages with names of the graph that look like what was asked for. */
function hideSuggestion(error: GraphQLError): void {
  if (error.originalError === undefined) error.message = error.message.replace(/ Did you mean .*\?$/, '');
}

/** Yoga tells why a body is no JSON, with a part of the body; by that it also knows to answer with HTTP 400. */
function hideBody({ extensions }: GraphQLError): void {
  if (!('originalError' in extensions)) return;
  delete extensions.originalError;
  extensions.http = { status: 400 };
}

/** Yoga calls a wrong method a bad request, with HTTP 405. */
function nameMethod({ extensions }: GraphQLError): void {
  const { status } = (extensions.http ?? {}) as { status?: number };
  if (status === 405) extensions.code = 'METHOD_NOT_ALLOWED';
}

function staleAnswers({ stale }: RequestRecord): object[] {
  return [...stale].map(([operation, ms]) => ({ operation, ageSeconds: Math.round(ms / 1000) }));
}

function addExtension(result: Result, name: string, value: unknown): void {
  result.extensions = { ...result.extensions, [name]: value };
}
