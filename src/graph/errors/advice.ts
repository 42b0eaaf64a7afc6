import type { Failure, FailureKind } from '../../learning-api/errors.ts';

/** What to do next about a failure of the REST API; nothing where its own words are all there is to say. */
const advice: Partial<Record<FailureKind, string>> = {
  unauthenticated: 'Sign in again, and send the new token as `Authorization: Bearer <token>`.',
  forbidden:
    'Ask an administrator of the organization for the permission, or look in an organization where you have it.',
  conflict: 'Check the id.',
  invalid: 'Change what it names, then try again.',
  unavailable: 'Try again later.',
  circuitOpen: 'Try again in a moment.',
  overloaded: 'Try again in a moment.',
  timeout: 'Try again, or ask for less at once.',
  deadline: 'Ask for less at once.',
  malformed: 'Try again later; if it stays, tell the operator the requestId.',
  tooLarge: 'Ask for less at once.',
  failed: 'Try again later; if it stays, tell the operator the requestId.',
};

/** A message with what to do next behind it. */
export function withAdvice(message: string, { kind, retryAfterSeconds }: Failure): string {
  const next = kind === 'rateLimited' ? waiting(retryAfterSeconds) : advice[kind];
  return next === undefined ? message : `${/[.!?]$/.test(message) ? message : `${message}.`} ${next}`;
}

function waiting(seconds: number | undefined): string {
  return `Wait ${seconds === undefined ? 'a moment' : `${seconds} s`}, then try again.`;
}
