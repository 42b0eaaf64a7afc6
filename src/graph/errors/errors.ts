import type { StandardSchemaV1 } from '@pothos/plugin-validation';

/** One rule that the input breaks. */
export interface InputProblem {
  /** The path of the argument or input field. */
  field: string;
  message: string;
}

/** A query that asks for something that cannot be asked for; the message names the argument and says what to give. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(message: string, problems: readonly InputProblem[] = []) {
    super(message);
    this.name = 'InputError';
    this.problems = problems;
    // The caller's doing, wherever in the code it shows. graphql-js writes out the stack of each of a thousand.
    this.stack = `${this.name}: ${message}`;
  }

  /** One error that lists every rule that the arguments break. */
  static fromIssues(issues: readonly StandardSchemaV1.Issue[]): InputError {
    const problems = issues.map(({ path, message }) => ({ field: pathText(path), message }));
    return new InputError(
      problems.map(({ field, message }) => [field, message].filter(Boolean).join(': ')).join('; '),
      problems,
    );
  }
}

/** Something that a link promised and that the REST API does not know, or not any more. */
export class NotFoundError extends Error {
  constructor(what: string, id: string) {
    super(`${what} ${id} was not found. It may have been deleted; check the id.`);
    this.name = 'NotFoundError';
  }
}

function pathText(path: StandardSchemaV1.Issue['path']): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

/** A value of the REST API that cannot be shown as the type that it should have. */
export class UnreadableValueError extends Error {
  constructor(what: string) {
    super(`The LearningApi sent ${what} that cannot be read.`);
    this.name = 'UnreadableValueError';
  }
}

/** A write of which nobody can tell whether it took effect. */
export class OutcomeUnknownError extends Error {
  /**
   * @param what the write, in words
   * @param advice how to find out
   */
  constructor(what: string, advice: string, cause: unknown) {
    super(`It is not known whether ${what} took effect: the LearningApi gave no readable answer. ${advice}`, { cause });
    this.name = 'OutcomeUnknownError';
  }
}
