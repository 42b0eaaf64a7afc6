import type { StandardSchemaV1 } from '@pothos/plugin-validation';

/** A query that asks for something that cannot be asked for; the message names the argument and says what to give. */
export class InputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InputError';
  }

  /** One error that lists every rule that the arguments break. */
  static fromIssues(issues: readonly StandardSchemaV1.Issue[]): InputError {
    return new InputError(
      issues.map(({ path, message }) => [pathText(path), message].filter(Boolean).join(': ')).join('; '),
    );
  }
}

/** Something that a link promised and that the REST API does not know, or not any more. */
export class NotFoundError extends Error {
  constructor(what: string, id: string) {
    super(`${what} ${id} was not found.`);
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
