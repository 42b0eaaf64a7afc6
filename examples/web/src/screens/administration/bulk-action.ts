import { type AnyVariables, type Client, createRequest, type TypedDocumentNode } from 'urql';
import { textOf } from '../../error-advice.ts';
import { allFailures, type Failure } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import { type FragmentType, readFragment } from '../../graphql/index.ts';
import { withKey } from '../../idempotency.ts';
import type { OutcomeCheck, ReadCheck } from '../../outcome-check.ts';

/** Any error of an item of a bulk mutation. */
export const ItemErrorFields = graphql(`
  fragment ItemErrorFields on Error {
    __typename
    code
    message
    ... on NotAttemptedError {
      reason
      retryAfterSeconds
    }
    ... on OutcomeUnknownError {
      check {
        waitSeconds
        query
        variables
      }
    }
  }
`);

/** The prediction of a dry run for an item. */
const PredictionFields = graphql(`
  fragment PredictionFields on DryRunResult {
    prediction
    message
    failedRead: code
  }
`);

/** The problems with the input of a bulk mutation. */
const InvalidInputFields = graphql(`
  fragment InvalidInputFields on ValidationError {
    message
    problems {
      field
      message
    }
  }
`);

/** Kinds of outcomes, most urgent first. `expected` is the prediction of a dry run. */
export const kinds = ['failed', 'unknown', 'notAttempted', 'undetermined', 'unchanged', 'expected', 'done'] as const;
export type Kind = (typeof kinds)[number];

/** The outcome for one item, or its prediction. */
export interface Outcome {
  /** The id of the item. */
  id: string;
  kind: Kind;
  /** A text for people; empty if the kind says everything. */
  text: string;
  /** How to find out whether the change was made, if it is unknown. */
  check: OutcomeCheck | null;
  /** True if the change was not made and may succeed later. */
  canRepeat: boolean;
}

/** An invalid field of the input. */
export interface InputProblem {
  field: string;
  message: string;
}

/** The answer to a bulk mutation as far as it has arrived. */
export interface BulkAnswer {
  outcomes: readonly Outcome[];
  /** The invalid fields, if nothing was attempted. */
  problems: readonly InputProblem[];
  /** Errors of the mutation. It may then have fewer outcomes than items. */
  failures: readonly Failure[];
  isComplete: boolean;
}

export const noAnswer: BulkAnswer = { outcomes: [], problems: [], failures: [], isComplete: false };

/** Texts for people. */
export interface BulkWords {
  /** "Enroll". */
  verb: string;
  /** "learner" or "enrollment". */
  item: string;
  /** Of a preview: "Cannot be enrolled". */
  impossible: string;
  labels: Record<Kind, string>;
}

interface SendOptions {
  isDryRun: boolean;
  /** Null for a dry run: it writes nothing. */
  key: string | null;
}

/** A change of many items with one mutation. */
export interface BulkAction {
  name: 'enroll' | 'drop' | 'delete' | 'setValue';
  words: BulkWords;
  /** Reads the answer to the check of an item. */
  readCheck: ReadCheck;
  /** Calls `onAnswer` with each outcome that arrives. Returns a function that closes the connection. */
  send(
    client: Client,
    ids: readonly string[],
    options: SendOptions,
    onAnswer: (answer: BulkAnswer) => void,
  ): () => void;
}

/** The result for one item, as the mutations select it. */
export type ItemResult =
  | { __typename: `${string}Success`; warnings: readonly string[] }
  | ({ __typename: 'DryRunResult' } & FragmentType<typeof PredictionFields>)
  | ({ __typename: `${string}Error` } & FragmentType<typeof ItemErrorFields>);

type InvalidInput = { __typename: 'ValidationError' } & FragmentType<typeof InvalidInputFields>;

interface BulkActionOptions<Data, Variables> extends Omit<BulkAction, 'send'> {
  document: TypedDocumentNode<Data, Variables>;
  variables(ids: readonly string[], dryRun: boolean): Variables;
  /** The outcomes so far, or the problems with the input. */
  read(data: Data): readonly { id: string; result: ItemResult }[] | InvalidInput | null;
}

/** A change whose mutation selects the results as `ItemResult`. */
export function bulkAction<Data, Variables extends AnyVariables>({
  document,
  variables,
  read,
  ...action
}: BulkActionOptions<Data, Variables>): BulkAction {
  return {
    ...action,
    send: (client, ids, { isDryRun, key }, onAnswer) => {
      const request = createRequest(document, variables(ids, isDryRun));
      const { unsubscribe } = client
        .executeMutation(request, key === null ? {} : withKey(key))
        .subscribe(({ data, error, hasNext }) => {
          const answer = data ? read(data) : null;
          onAnswer({
            outcomes: isList(answer) ? answer.map(({ id, result }) => outcomeOf(id, result)) : [],
            problems: answer && !isList(answer) ? problemsOf(answer) : [],
            failures: allFailures(error),
            isComplete: !hasNext,
          });
        });
      return () => {
        unsubscribe();
        // For a mutation, urql does not close the connection by itself. The gateway would go on.
        client.reexecuteOperation(client.createRequestOperation('teardown', request));
      };
    },
  };
}

function isList<Item>(value: readonly Item[] | InvalidInput | null): value is readonly Item[] {
  return Array.isArray(value);
}

/** The REST API may reject the input without naming a field. */
function problemsOf(invalidInput: InvalidInput): readonly InputProblem[] {
  const { message, problems } = readFragment(InvalidInputFields, invalidInput);
  return problems.length > 0 ? problems : [{ field: '', message }];
}

const defaults = { text: '', check: null, canRepeat: false };

/** The message of the graph if it is about the item, our own text if the message is for programs. */
function outcomeOf(id: string, result: ItemResult): Outcome {
  if (isSuccess(result)) return { ...defaults, id, kind: 'done', text: result.warnings.join(' ') };
  if (isPrediction(result)) {
    const { prediction, message, failedRead } = readFragment(PredictionFields, result);
    if (prediction === 'NO_OBSTACLE_FOUND') return { ...defaults, id, kind: 'expected' };
    return { ...defaults, id, kind: 'undetermined', text: (failedRead && textOf(failedRead)) || message };
  }
  const error = readFragment(ItemErrorFields, result);
  switch (error.__typename) {
    case 'AlreadyEnrolledError':
    case 'AlreadyDroppedError':
    case 'NotDeletedError':
      return { ...defaults, id, kind: 'unchanged' };
    case 'OutcomeUnknownError':
      return { ...defaults, id, kind: 'unknown', check: error.check };
    case 'NotAttemptedError':
      return {
        ...defaults,
        id,
        kind: 'notAttempted',
        text: reasonOf(error),
        canRepeat: true,
      };
    case 'FailedError':
      // The gateway failed with INTERNAL_SERVER_ERROR. The change may have been made.
      return {
        ...defaults,
        id,
        kind: 'failed',
        text: error.message,
        canRepeat: error.code !== 'INTERNAL_SERVER_ERROR',
      };
    case 'ForbiddenError':
      return { ...defaults, id, kind: 'failed', text: `${firstSentence(error.message)} Ask an administrator.` };
    default:
      return { ...defaults, id, kind: 'failed', text: error.message };
  }
}

/** The reason of the REST API. After it, the message of the graph names permissions and arguments. */
function firstSentence(message: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(message)?.[0] ?? message;
}

function isSuccess(result: ItemResult): result is Extract<ItemResult, { warnings: readonly string[] }> {
  return 'warnings' in result;
}

function isPrediction(result: ItemResult): result is Extract<ItemResult, { __typename: 'DryRunResult' }> {
  return result.__typename === 'DryRunResult';
}

function reasonOf({
  reason,
  retryAfterSeconds,
  message,
}: {
  reason: string;
  retryAfterSeconds: number | null;
  message: string;
}): string {
  switch (reason) {
    case 'TIME_LIMIT':
      return 'The time limit was reached first.';
    case 'UNAUTHENTICATED':
      return 'Your session ended first. Sign in again.';
    case 'RATE_LIMITED':
      return retryAfterSeconds === null
        ? 'The learning system allows no more requests for now.'
        : `The learning system asked for a pause. Wait ${retryAfterSeconds} seconds.`;
    case 'CALLER_LEFT':
      return 'You stopped first, or the connection was lost.';
    default:
      return message;
  }
}
