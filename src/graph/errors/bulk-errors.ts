import { LearningApiError } from '../../learning-api/errors.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { explain } from './advice.ts';
import { codeOfFailure, type ErrorCode } from './error-codes.ts';
import { InputError, type OutcomeCheck, OutcomeUnknownError } from './errors.ts';
import { ErrorInterface, ForbiddenMutationError, MutationError, NotFoundMutationError } from './mutation-errors.ts';

/** Why a bulk mutation begins no further write. */
export interface BulkObstacle {
  reason: 'CALLER_LEFT' | 'TIME_LIMIT' | 'CALL_LIMIT' | 'UNAUTHENTICATED' | 'RATE_LIMITED';
  retryAfterSeconds: number | null;
}

export class NotAttemptedMutationError extends MutationError {
  readonly code = 'NOT_ATTEMPTED';
  readonly reason: BulkObstacle['reason'];
  readonly retryAfterSeconds: number | null;

  constructor({ reason, retryAfterSeconds }: BulkObstacle) {
    super(`${notAttemptedMessages[reason]} Nothing was sent for this item.`);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
class OutcomeUnknownMutationError extends MutationError {
  readonly code = 'OUTCOME_UNKNOWN';
  readonly check: OutcomeCheck;

  constructor({ message, check }: OutcomeUnknownError) {
    super(message);
    this.check = check;
  }
}
class FailedMutationError extends MutationError {
  readonly code: ErrorCode;

  constructor(message: string, code: ErrorCode) {
    super(message);
    this.code = code;
  }
}

const notAttemptedMessages: Record<BulkObstacle['reason'], string> = {
  CALLER_LEFT: 'The caller left before this item.',
  TIME_LIMIT: 'The time limit was reached before this item. Try the item again.',
  CALL_LIMIT: 'The request made as many REST calls as it may. Send the item in another request.',
  UNAUTHENTICATED: 'The token was refused at an earlier item. Sign in again, then try the item again.',
  RATE_LIMITED: 'The REST API allows no more requests for now. Wait for retryAfterSeconds, then try the item again.',
};

const NotAttemptedReason = builder.enumType('NotAttemptedReason', {
  description: 'Why an item of a bulk mutation was not attempted.',
  values: {
    TIME_LIMIT: { description: 'The bulk mutation reached its time limit.' },
    CALL_LIMIT: { description: 'The request made as many REST calls as it may.' },
    UNAUTHENTICATED: { description: 'The REST API refused the token at an earlier item.' },
    RATE_LIMITED: { description: 'The REST API asked for a longer pause than the time limit allows.' },
    CALLER_LEFT: { description: 'The client closed the connection.' },
  } satisfies Record<BulkObstacle['reason'], object>,
});

builder.objectType(NotAttemptedMutationError, {
  name: 'NotAttemptedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The bulk mutation stopped before this item. Nothing was sent. See `reason`, then try the item again.',
  fields: (t) => ({
    reason: t.expose('reason', {
      type: NotAttemptedReason,
      nullable: false,
      description: 'Why the item was not attempted.',
    }),
    retryAfterSeconds: t.exposeInt('retryAfterSeconds', {
      nullable: true,
      description: 'How long to wait before trying the item again, in seconds. Null if there is no need to wait.',
    }),
  }),
});
const OutcomeCheckType = builder.objectRef<OutcomeCheck>('OutcomeCheck').implement({
  shareable: true,
  description: 'A query that finds out whether a change of unknown outcome took effect.',
  fields: (t) => ({
    waitSeconds: t.exposeInt('waitSeconds', {
      nullable: false,
      description:
        'How long to wait before sending the query, in seconds. The change may still be under way until then.',
    }),
    query: t.exposeString('query', { nullable: false, description: 'GraphQL document to send.' }),
    variables: t.field({
      type: 'JSON',
      nullable: false,
      description: 'Variables of the query.',
      resolve: ({ variables }) => variables,
    }),
    meaning: t.exposeString('meaning', {
      nullable: false,
      description: 'Explanation of the response.',
    }),
  }),
});
builder.objectType(OutcomeUnknownMutationError, {
  name: 'OutcomeUnknownError',
  interfaces: [ErrorInterface],
  shareable: true,
  description:
    'The change was sent, but no readable response arrived. `check` has the query to send before trying again.',
  fields: (t) => ({
    check: t.expose('check', {
      type: OutcomeCheckType,
      nullable: false,
      description: 'Query that finds out whether the change took effect.',
    }),
  }),
});
builder.objectType(FailedMutationError, {
  name: 'FailedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description:
    'The REST API failed for this item, so the change did not take effect. See `code` for the reason. With INTERNAL_SERVER_ERROR the gateway failed: query the enrollment before trying again.',
});

/** The errors that any item of a bulk mutation can have. */
export const bulkErrors = [
  NotFoundMutationError,
  ForbiddenMutationError,
  InputError,
  NotAttemptedMutationError,
  OutcomeUnknownMutationError,
  FailedMutationError,
] as const;

/** The error of one item of a bulk mutation. An unexpected error is logged and shown as such. */
export function toItemError(error: unknown, context: GraphContext): MutationError | InputError {
  if (error instanceof MutationError || error instanceof InputError) return error;
  if (error instanceof OutcomeUnknownError) return new OutcomeUnknownMutationError(error);
  if (error instanceof LearningApiError) {
    if (error.failure.kind === 'callLimit')
      return new NotAttemptedMutationError({ reason: 'CALL_LIMIT', retryAfterSeconds: null });
    return new FailedMutationError(explain(error.failure), codeOfFailure[error.failure.kind]);
  }
  context.logUnexpected(error);
  return new FailedMutationError(
    'Unexpected error. The change may have taken effect. Give the operator the requestId.',
    'INTERNAL_SERVER_ERROR',
  );
}
