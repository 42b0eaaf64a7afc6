import type { StandardSchemaV1 } from '@pothos/plugin-validation';

/** One problem with the input. */
export interface InputProblem {
  /** The path of the argument or input field; empty if the problem concerns the whole input. */
  field: string;
  message: string;
}

/** Invalid input. The message names the argument or input field and says what is allowed. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(message: string, problems: readonly InputProblem[] = []) {
    super(message);
    this.name = 'InputError';
    this.problems = problems;
    // A stack says nothing about a caller's mistake, and graphql-js would format one for each of a thousand errors.
    this.stack = `${this.name}: ${message}`;
  }

  /** One error that lists every problem with the arguments. */
  static fromIssues(issues: readonly StandardSchemaV1.Issue[]): InputError {
    const problems = issues.map(({ path, message }) => ({ field: pathText(path), message }));
    return new InputError(problems.map(sentenceOf).join(' '), problems);
  }
}

/** A link refers to an object that the REST API did not find. Why it did not is not known. */
export class NotFoundError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotFoundError';
  }

  static of(what: string, id: string, advice = 'Check the id.'): NotFoundError {
    return new NotFoundError(`${what} ${id} was not found. ${advice}`);
  }
}

/** The REST API does not report a value on the path of the query. The message says how to query it. */
export class NotReportedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotReportedError';
  }
}

/** A problem as a sentence about its field: "first" and "Must be 1 or greater." become "first must be 1 or greater." */
function sentenceOf({ field, message }: InputProblem): string {
  if (!field) return message;
  return message.startsWith('Must ') ? `${field} m${message.slice(1)}` : `${field}: ${message}`;
}

function pathText(path: StandardSchemaV1.Issue['path']): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

/** A value from the REST API that cannot be represented as the type of its field. */
export class UnreadableValueError extends Error {
  constructor(what: string) {
    super(`The LearningApi returned ${what} that cannot be read. Give the operator the requestId.`);
    this.name = 'UnreadableValueError';
  }
}

/** How a caller finds out whether a write of unknown outcome took effect. */
export interface OutcomeCheck {
  /** How long to wait before the query, because the write may still be under way. 0 if there is no need to wait. */
  waitSeconds: number;
  query: string;
  variables: Readonly<Record<string, unknown>>;
  /** Meaning of the response. */
  meaning: string;
}

/** A write was sent, but it is unknown whether it took effect. */
export class OutcomeUnknownError extends Error {
  readonly check: OutcomeCheck;

  /** @param operation the name of the REST operation */
  constructor(operation: string, check: OutcomeCheck, cause: unknown) {
    const { waitSeconds, meaning } = check;
    const wait = waitSeconds === 0 ? 'Send' : `Wait ${waitSeconds} seconds, then send`;
    super(
      `${operation} was sent, but its outcome is unknown: the LearningApi returned no readable response. ${wait} the query in \`check\` before trying again. ${meaning}`,
      { cause },
    );
    this.name = 'OutcomeUnknownError';
    this.check = check;
  }
}
