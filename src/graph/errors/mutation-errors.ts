import { LearningApiError } from '../../learning-api/errors.ts';
import { builder } from '../builder.ts';
import type { EnrollmentRef } from '../types/enrollment.ts';
import { Enrollment } from '../types/enrollment.ts';
import { explain } from './advice.ts';
import { type ErrorCode, errorCodes } from './error-codes.ts';
import { InputError } from './errors.ts';

/** A "no" that a caller is expected to handle; becomes a type in the result of a mutation. */
export abstract class Refusal extends Error {
  abstract readonly code: ErrorCode;
}
export class NotFoundRefusal extends Refusal {
  readonly code = 'NOT_FOUND';
}
export class ForbiddenRefusal extends Refusal {
  readonly code = 'FORBIDDEN';
}
export class AlreadyDroppedRefusal extends Refusal {
  readonly code = 'ALREADY_DROPPED';
}
export class NotDeletedRefusal extends Refusal {
  readonly code = 'NOT_DELETED';
}
export class UnknownCustomFieldRefusal extends Refusal {
  readonly code = 'UNKNOWN_CUSTOM_FIELD';
}
export class AlreadyEnrolledRefusal extends Refusal {
  readonly code = 'ALREADY_ENROLLED';
  readonly enrollment: EnrollmentRef;

  constructor(message: string, enrollment: EnrollmentRef) {
    super(message);
    this.enrollment = enrollment;
  }
}

const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'What kind of error it is, and so what to do.',
  values: Object.fromEntries(Object.entries(errorCodes).map(([code, description]) => [code, { description }])) as {
    [Code in ErrorCode]: { description: string };
  },
});

export const ErrorInterface = builder.interfaceRef<Error>('Error').implement({
  description: 'A refusal that a caller is expected to handle.',
  fields: (t) => ({
    message: t.exposeString('message', {
      nullable: false,
      description: 'What was refused and why, for people to read.',
    }),
    code: t.field({
      type: ErrorCodeEnum,
      nullable: false,
      description: 'What kind of refusal it is.',
      resolve: (error) => ('code' in error ? (error as Refusal).code : 'BAD_USER_INPUT'),
    }),
  }),
});

builder.objectType(NotFoundRefusal, {
  name: 'NotFoundError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'Something that the input names does not exist.',
});
builder.objectType(ForbiddenRefusal, {
  name: 'ForbiddenError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The token does not permit this in this organization.',
});
builder.objectType(AlreadyDroppedRefusal, {
  name: 'AlreadyDroppedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The REST API did not drop the enrollment; as a rule it is dropped already.',
});
builder.objectType(NotDeletedRefusal, {
  name: 'NotDeletedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The REST API did not delete the enrollment.',
});
builder.objectType(UnknownCustomFieldRefusal, {
  name: 'UnknownCustomFieldError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The organization has no custom enrollment field with one of the keys. No value was set.',
});
builder.objectType(AlreadyEnrolledRefusal, {
  name: 'AlreadyEnrolledError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The user has an enrollment in this syllabus that is not finished.',
  fields: (t) => ({
    enrollment: t.field({
      type: Enrollment,
      description: 'The enrollment that there is.',
      resolve: ({ enrollment }) => enrollment,
    }),
  }),
});

const InputProblem = builder.objectRef<InputError['problems'][number]>('InputProblem').implement({
  shareable: true,
  description: 'One rule that the input breaks.',
  fields: (t) => ({
    field: t.exposeString('field', {
      nullable: false,
      description: 'The path of the input field: `input.userId`. Empty where a rule is about all of it.',
    }),
    message: t.exposeString('message', { nullable: false, description: 'What to give instead.' }),
  }),
});
builder.objectType(InputError, {
  name: 'ValidationError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The input breaks a rule: one that the gateway checks before anything is sent, or one of the REST API.',
  fields: (t) => ({
    field: t.string({
      description: 'The path of the first input field that is wrong. Null where the REST API does not tell.',
      resolve: ({ problems }) => problems[0]?.field || null,
    }),
    problems: t.field({
      type: [InputProblem],
      nullable: false,
      description: 'Every rule that is broken. Empty where the REST API does not tell.',
      resolve: ({ problems }) => problems,
    }),
  }),
});

/** The refusal in what the REST API answered to a write; the error itself where a caller cannot handle it. */
export function refusalIn(error: unknown): unknown {
  if (!(error instanceof LearningApiError)) return error;
  const { kind } = error.failure;
  const message = explain(error.failure, { namesOperation: false });
  if (kind === 'conflict') return new NotFoundRefusal(message);
  if (kind === 'forbidden') return new ForbiddenRefusal(message);
  if (kind === 'invalid') return new InputError(message);
  return error;
}
