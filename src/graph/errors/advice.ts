import { factsOf, type OperationFacts } from '../../learning-api/contract/operations.ts';
import { type Failure, reasonOf } from '../../learning-api/errors.ts';

interface ExplainOptions {
  /** False in the result of a mutation: the vendor's message is enough there. */
  namesOperation?: boolean;
  /** Replaces the usual advice, if more is known than the failure says. */
  advice?: string;
}

/** The failure and what to do next, as one text. Every message about a failed call to the REST API comes from here. */
export function explain(failure: Failure, { namesOperation = true, advice }: ExplainOptions = {}): string {
  const { operation, vendorMessage } = failure;
  const message = namesOperation || !vendorMessage ? `${operation}: ${reasonOf(failure)}` : vendorMessage;
  const next = advice ?? adviceFor(failure);
  return next === null ? message : `${sentence(message)} ${next}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const persists = 'If it persists, give the operator the requestId.';

/** Advice about a failure, in full sentences. Null if the caller left. */
function adviceFor(failure: Failure): string | null {
  const facts = factsOf(failure.operation);
  switch (failure.kind) {
    case 'unauthenticated':
      return 'Sign in again, and send the new token as `Authorization: Bearer <token>`.';
    case 'signInFailed':
      return 'Give the operator the requestId.';
    case 'forbidden':
      return forbidden(facts);
    case 'conflict':
      return conflict(facts);
    case 'invalid':
      return 'Correct the input, then try again.';
    case 'rateLimited':
      return `Wait ${seconds(failure.retryAfterSeconds)}, then try again.`;
    case 'unavailable':
      return 'Try again later.';
    case 'circuitOpen':
    case 'overloaded':
      return 'Try again shortly.';
    case 'callLimit':
      return facts?.effect === 'write'
        ? 'Nothing was sent. Send this change in another request.'
        : 'Select less, or request smaller pages.';
    case 'timeout':
      return manyItems(facts) ? 'Try again, or request fewer items at once.' : 'Try again later.';
    case 'deadline':
      return facts?.effect === 'write' ? 'Try again.' : 'Request less at once.';
    case 'tooLarge':
      return manyItems(facts) ? 'Request fewer items at once.' : 'Give the operator the requestId.';
    case 'malformed':
    case 'failed':
      return `Try again later. ${persists}`;
    case 'outcomeUnknown':
      return 'Query the current state before trying again.';
    case 'cancelled':
      return null;
  }
}

function forbidden(facts: OperationFacts | null): string {
  const requires = facts?.requires === undefined ? '' : `Requires ${facts.requires}. `;
  const choices = facts?.organization === undefined ? '' : `, or choose another organization with ${choicesIn(facts)}`;
  return `${requires}Ask an administrator for access${choices}.`;
}

/** How a caller chooses the organization. The header only decides where to read. */
function choicesIn({ effect, organization }: OperationFacts): string {
  if (effect === 'write') return '`organizationId`';
  const list = organization === 'orgIds' ? '`organizationIds`, ' : '';
  return `${list}\`organizationId\` or the header \`x-organization-id\``;
}

function conflict(facts: OperationFacts | null): string {
  if (facts?.conflict === 'notFoundOrDuplicate')
    return 'Check the ids, and check whether the user is already enrolled.';
  return facts?.bulk ? 'Check the ids.' : 'Check the id.';
}

function seconds(count: number | undefined): string {
  if (count === undefined) return 'a moment';
  return count === 1 ? '1 second' : `${count} seconds`;
}

/** True if the caller decides how many items one call returns. */
function manyItems(facts: OperationFacts | null): boolean {
  return facts?.paging !== undefined || facts?.bulk !== undefined;
}
