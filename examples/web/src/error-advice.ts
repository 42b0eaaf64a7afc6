import type { Failure } from './failures.ts';

interface Advice {
  /** What happened and what to do, for people. */
  text: string;
  /** True if the same request can succeed later. Only then a screen offers to try again. */
  canRetry: boolean;
}

const advice: Readonly<Record<string, Advice>> = {
  NO_CONNECTION: retry('No answer arrived. Check the connection, then try again.'),
  RATE_LIMITED: retry('Too many requests. Wait a moment, then try again.'),
  OVERLOADED: retry('The system is busy. Try again in a moment.'),
  UPSTREAM_ERROR: retry('The learning system has a problem. Try again later.'),
  UPSTREAM_TIMEOUT: retry('The learning system took too long. Try again.'),
  UPSTREAM_UNAVAILABLE: retry('The learning system is not available. Try again later.'),
  IDEMPOTENCY_UNAVAILABLE: retry('The system cannot accept changes now. Try again later.'),
  INTERNAL_SERVER_ERROR: retry('Something went wrong. Try again.'),
  UNAUTHENTICATED: permanent('The system did not accept your sign-in. Sign in again.'),
  FORBIDDEN: permanent('You do not have permission. Ask an administrator.'),
  NOT_FOUND: permanent('It was not found. Show the details to support.'),
  NOT_REPORTED: permanent('The learning system does not report it.'),
  BAD_USER_INPUT: permanent('The system did not accept the request. Check the address of this page.'),
  CALL_LIMIT_REACHED: permanent('It is too much to read at once.'),
  OUTCOME_UNKNOWN: permanent('It is not known if the change took effect. Check before you send it again.'),
};

/** For an answer that is incomplete without an error. */
const incomplete = retry('The response was incomplete. Try again.');

/** All other codes refuse the request of this application, which a person cannot change. */
const refused = permanent('The system does not accept this request. Show the details to support.');

/** What to do about an error code; undefined if people can do nothing about it. */
export function textOf(code: string): string | undefined {
  return advice[code]?.text;
}

/** What to do about the failures of a part of a screen. */
export function adviceFor(failures: readonly Failure[]): Advice {
  if (failures.length === 0) return incomplete;
  const all = failures.map(({ code }) => advice[code] ?? refused);
  return { text: [...new Set(all.map(({ text }) => text))].join(' '), canRetry: all.some((one) => one.canRetry) };
}

function retry(text: string): Advice {
  return { text, canRetry: true };
}

function permanent(text: string): Advice {
  return { text, canRetry: false };
}
