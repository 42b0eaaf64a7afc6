import { LearningApiError } from '../../learning-api/errors.ts';
import { builder } from '../builder.ts';
import { Enrollment, type EnrollmentRef } from '../types/enrollment.ts';
import { explain } from './advice.ts';
import { type ErrorCode, errorCodes } from './error-codes.ts';
import { InputError } from './errors.ts';

/** An error that clients are expected to handle. Each subclass is a type in the result unions of mutations. */
export abstract class MutationError extends Error {
  abstract readonly code: ErrorCode;
}
export class NotFoundMutationError extends MutationError {
  readonly code = 'NOT_FOUND';
}
export class ForbiddenMutationError extends MutationError {
  readonly code = 'FORBIDDEN';
}
export class AlreadyDroppedMutationError extends MutationError {
  readonly code = 'ALREADY_DROPPED';
}
export class NotDeletedMutationError extends MutationError {
  readonly code = 'NOT_DELETED';
}
export class UnknownCustomFieldMutationError extends MutationError {
  readonly code = 'UNKNOWN_CUSTOM_FIELD';
}
export class AlreadyEnrolledMutationError extends MutationError {
  readonly code = 'ALREADY_ENROLLED';
  readonly enrollment: EnrollmentRef;

  constructor(message: string, enrollment: EnrollmentRef) {
    super(message);
    this.enrollment = enrollment;
  }
}

export class ConflictMutationError extends MutationError {
  readonly code = 'CONFLICT';
}

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'Machine-readable error code.',
  values: Object.fromEntries(Object.entries(errorCodes).map(([code, description]) => [code, { description }])) as {
    [Code in ErrorCode]: { description: string };
  },
});

export const ErrorInterface = builder.interfaceRef<Error>('Error').implement({
  description: 'An error that a client is expected to handle.',
  fields: (t) => ({
    message: t.exposeString('message', {
      nullable: false,
      description: 'Human-readable reason.',
    }),
    code: t.field({
      type: ErrorCodeEnum,
      nullable: false,
      description: 'Machine-readable error code.',
      resolve: (error) => ('code' in error ? (error as MutationError).code : 'BAD_USER_INPUT'),
    }),
  }),
});

builder.objectType(NotFoundMutationError, {
  name: 'NotFoundError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The REST API did not find an object that the input refers to.',
});
builder.objectType(ForbiddenMutationError, {
  name: 'ForbiddenError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The token does not have the required permission in this organization.',
});
builder.objectType(AlreadyDroppedMutationError, {
  name: 'AlreadyDroppedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The REST API did not drop the enrollment. It may be dropped already.',
});
builder.objectType(NotDeletedMutationError, {
  name: 'NotDeletedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The REST API did not delete the enrollment.',
});
builder.objectType(UnknownCustomFieldMutationError, {
  name: 'UnknownCustomFieldError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The organization has no custom enrollment field with one of the keys.',
});
builder.objectType(AlreadyEnrolledMutationError, {
  name: 'AlreadyEnrolledError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The user is already enrolled in this syllabus.',
  fields: (t) => ({
    enrollment: t.field({
      type: Enrollment,
      description: 'The existing enrollment. It may be finished.',
      resolve: ({ enrollment }) => enrollment,
    }),
  }),
});

builder.objectType(ConflictMutationError, {
  name: 'ConflictError',
  interfaces: [ErrorInterface],
  shareable: true,
  description:
    'The REST API rejected the enrollment because an object was not found or because the user is already enrolled. The gateway could not find out which.',
});

const InputProblem = builder.objectRef<InputError['problems'][number]>('InputProblem').implement({
  shareable: true,
  description: 'One problem with the input.',
  fields: (t) => ({
    field: t.exposeString('field', {
      nullable: false,
      description: 'Path of the invalid input field, such as `input.userId`.',
    }),
    message: t.exposeString('message', {
      nullable: false,
      description: 'Explanation of the problem, to show beside the input field.',
    }),
  }),
});
builder.objectType(InputError, {
  name: 'ValidationError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The input is invalid. The gateway rejected it before sending anything, or the REST API rejected it.',
  fields: (t) => ({
    field: t.string({
      description: 'Path of the first invalid input field. Null if the REST API rejected the input.',
      resolve: ({ problems }) => problems[0]?.field || null,
    }),
    problems: t.field({
      type: [InputProblem],
      nullable: false,
      description: 'All problems with the input. Empty if the REST API rejected the input.',
      resolve: ({ problems }) => problems,
    }),
  }),
});

/** The mutation error for a failed write, or the error itself if clients cannot handle it. */
export function toMutationError(error: unknown): unknown {
  if (!(error instanceof LearningApiError)) return error;
  const { kind } = error.failure;
  const message = explain(error.failure, { namesOperation: false });
  if (kind === 'conflict') return new NotFoundMutationError(message);
  if (kind === 'forbidden') return new ForbiddenMutationError(message);
  if (kind === 'invalid') return new InputError(message);
  return error;
}
