import { GraphQLError } from 'graphql';
import { explain } from '../../graph/errors/advice.ts';
import { codeOfFailure } from '../../graph/errors/error-codes.ts';
import { InputError, NotFoundError, OutcomeUnknownError, UnreadableValueError } from '../../graph/errors/errors.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import { ListTooLongError } from '../../loaders/page-window.ts';

/**
 * The one place where an error becomes what the caller sees. Errors of the REST API and of the query keep their
 * message and get a code; anything unexpected becomes "Unexpected error." and stays in the log.
 */
export function toGraphQLError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return masked(error);
  const { originalError } = error;
  if (!originalError) return error;
  return copyOf(error, shown(originalError) ?? masked(originalError));
}

/** An error of the same place and cause, with a message and extensions of its own. */
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

/** Whether an error that was masked is one that nobody foresaw. */
export function isUnexpected(error: GraphQLError): boolean {
  return error.extensions.code === 'INTERNAL_SERVER_ERROR';
}

/** Whether a scalar was given what it cannot show; its message quotes that. */
function isUnshowable({ message }: Error): boolean {
  return message.includes(' cannot represent ');
}

/** Whether the engine refused what `@stream` was given. */
function isBadStream({ message }: Error): boolean {
  return message === 'initialCount must be a positive integer';
}

function masked(error: unknown): GraphQLError {
  return new GraphQLError('Unexpected error.', {
    originalError: error instanceof Error ? error : new Error(String(error)),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

function shown(error: Error): { message: string; extensions: Record<string, unknown> } | null {
  if (isBadStream(error)) return shown(new InputError('@stream: initialCount must not be negative'));
  if (isUnshowable(error)) return shown(new UnreadableValueError('a value'));
  if (error instanceof GraphQLError) return error;
  if (error instanceof ListTooLongError) return { message: error.message, extensions: { code: 'UPSTREAM_ERROR' } };
  if (error instanceof InputError) return { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
  if (error instanceof NotFoundError) return { message: error.message, extensions: { code: 'NOT_FOUND' } };
  if (error instanceof UnreadableValueError) return { message: error.message, extensions: { code: 'UPSTREAM_ERROR' } };
  if (error instanceof OutcomeUnknownError && error.cause instanceof Error) {
    return { message: error.message, extensions: shown(error.cause)?.extensions ?? {} };
  }
  if (!(error instanceof LearningApiError)) return null;
  const { kind, operation, httpStatus, errorCode, vendorMessage, retryAfterSeconds } = error.failure;
  const upstream = { operation, httpStatus, errorCode, message: vendorMessage };
  return {
    message: explain(error.failure),
    extensions: { code: codeOfFailure[kind], upstream, retryAfterSeconds },
  };
}
