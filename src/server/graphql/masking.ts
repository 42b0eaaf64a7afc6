import { GraphQLError } from 'graphql';
import { maxResponseBytes, ResponseTooLargeError } from '../../execution/response-size.ts';
import { explain } from '../../graph/errors/advice.ts';
import { codeOfFailure } from '../../graph/errors/error-codes.ts';
import {
  InputError,
  NotFoundError,
  NotReportedError,
  OutcomeUnknownError,
  UnreadableValueError,
} from '../../graph/errors/errors.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import { IncompleteListError } from '../../loaders/page-window.ts';
import { mapErrors, type Part } from './engine.ts';

/**
 * The only place that turns errors into what callers see. Errors of the REST API and of the query keep their message and
 * get a code. All others become "Unexpected error."; only the log has their cause.
 */
export function toGraphQLError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return mask(error);
  const { originalError } = error;
  if (!originalError) return error;
  return copyOf(error, exposed(originalError) ?? mask(originalError));
}

/** A result, or a part of one, with the errors as callers see them. */
export function maskErrors(part: Part): Part {
  return mapErrors(part, toGraphQLError);
}

/** A copy with the same location, path and cause, and another message and extensions. */
export function copyOf(
  { nodes, source, positions, path, originalError }: GraphQLError,
  { message, extensions }: { message: string; extensions: Record<string, unknown> },
): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    originalError: originalError ?? null,
    extensions,
  });
}

/** True if the error was masked as unexpected. */
export function isUnexpected(error: GraphQLError): boolean {
  return error.extensions.code === 'INTERNAL_SERVER_ERROR';
}

/**
 * True if a scalar or an enum could not serialize a value, which the message quotes. Errors of ours have a code, and
 * errors of arguments have the nodes of the arguments.
 */
function isSerializationError(error: Error): boolean {
  return error instanceof GraphQLError && error.extensions.code === undefined && error.nodes === undefined;
}

function mask(error: unknown): GraphQLError {
  return new GraphQLError('Unexpected error.', {
    originalError: error instanceof Error ? error : new Error(String(error)),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

function exposed(error: Error): { message: string; extensions: Record<string, unknown> } | null {
  if (isSerializationError(error)) return exposed(new UnreadableValueError('a value'));
  if (error instanceof GraphQLError) return error;
  if (error instanceof IncompleteListError) return { message: error.message, extensions: { code: 'UPSTREAM_ERROR' } };
  if (error instanceof ResponseTooLargeError) {
    const sizes = { allowed: maxResponseBytes, actual: `more than ${maxResponseBytes}` };
    return {
      message: error.message,
      extensions: { code: 'QUERY_TOO_LARGE', limit: 'responseBytes', ...sizes, http: { status: 400 } },
    };
  }
  if (error instanceof InputError) return { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
  if (error instanceof NotFoundError) return { message: error.message, extensions: { code: 'NOT_FOUND' } };
  if (error instanceof NotReportedError) return { message: error.message, extensions: { code: 'NOT_REPORTED' } };
  if (error instanceof UnreadableValueError) return { message: error.message, extensions: { code: 'UPSTREAM_ERROR' } };
  if (error instanceof OutcomeUnknownError && error.cause instanceof Error) {
    return { message: error.message, extensions: { ...exposed(error.cause)?.extensions, check: error.check } };
  }
  if (!(error instanceof LearningApiError)) return null;
  const { kind, operation, httpStatus, errorCode, vendorMessage, retryAfterSeconds } = error.failure;
  const upstream = { operation, httpStatus, errorCode, message: vendorMessage };
  return {
    message: explain(error.failure),
    extensions: { code: codeOfFailure[kind], upstream, retryAfterSeconds },
  };
}
