import { expect } from 'vitest';
import { withoutMerging } from '../merged-errors.ts';
import { type Lane, type Outcome, sorted } from './lanes.ts';
import type { Expected } from './operation-request.ts';
import { ofGraphql, plain, type Variant } from './variants.ts';

/** A request that was sent to one of the gateways. */
export interface Sent {
  lane: Lane;
  variant: Variant;
  outcome: Outcome;
}

/** Checks what a response must have. */
export function checkExpected(sent: Sent, { status, codes, message, extensions, calls, ...others }: Expected): void {
  const { outcome } = sent;
  const body = outcome.body as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
    extensions?: unknown;
  };
  const about = describeSent(sent);
  const { errors = [] } = body;
  if (status !== undefined) expect(outcome.status, about).toBe(status);
  if (codes)
    expect(
      errors.map((error) => error.extensions.code),
      about,
    ).toEqual(codes);
  if (message) expect(errors[0]?.message, about).toContain(message);
  if (extensions) expect(body.extensions, about).toEqual(extensions);
  if (calls !== undefined) expect(outcome.calls.length, about).toBe(calls);
  if ('data' in others) expect(body.data, about).toEqual(others.data);
}

interface Sameness {
  /** True if the fields of the results may have different orders, because they came in parts. */
  isDivided?: boolean | undefined;
  /** True if results contain the time of the request. */
  isDated?: boolean | undefined;
}

/** Checks that two requests have the same result, and the status that belongs to it. */
export function expectSameResult(a: Sent, b: Sent, { isDivided, isDated }: Sameness = {}): void {
  expectSame(b.outcome.status, statusFor(a.outcome, b.outcome), a, b);
  if (isNullByOneError(a, b)) return;
  const [textOfA, textOfB] = [a, b].map(({ outcome: { body } }) => {
    const text = JSON.stringify(isDivided ? sorted(withoutRepeatedErrors(body)) : body);
    return isDated ? text.replaceAll(/"20[^"]*Z"/g, '"date"') : text;
  });
  expectSame(textOfB, textOfA, a, b);
}

/** A result with each error once: a field that several deferred fragments select can fail in each of them. */
function withoutRepeatedErrors(body: unknown): unknown {
  const { errors = [], ...others } = body as { errors?: { path?: unknown; message: string }[] };
  const seen = withoutMerging(errors).map(({ path, message }) => `${JSON.stringify(path)} ${message}`);
  return { ...others, errors: [...new Set(seen)].sort() };
}

/** Checks that two requests, sent in the same way, have the same headers. */
export function expectSameHeaders(a: Sent, b: Sent): void {
  if (!isNullByOneError(a, b)) expectSame(JSON.stringify(b.outcome.headers), JSON.stringify(a.outcome.headers), a, b);
}

/** Checks that two requests made the same calls. */
export function expectSameCalls(a: Sent, b: Sent): void {
  if (!isNullByOneError(a, b)) expectSame(callsText(b, a), callsText(a, b), a, b);
}

function expectSame(actual: unknown, expected: unknown, a: Sent, b: Sent): void {
  if (actual !== expected) expect(actual, `${describeSent(a)}\n\ndiffers from\n\n${describeSent(b)}`).toBe(expected);
}

/**
 * True if an error made all of `data` null in both executors. The specification does not say which of several errors is
 * reported then, nor whether the other fields are still executed.
 */
function isNullByOneError(a: Sent, b: Sent): boolean {
  const isNull = ({ outcome: { body } }: Sent) => (body as { data?: unknown } | null)?.data === null;
  return a.lane.usesPlans !== b.lane.usesPlans && isNull(a) && isNull(b);
}

/**
 * A result without data is 4xx (GraphQL over HTTP, section 6.4.2), but for callers that accept `application/json`. The
 * response to a caller that accepts parts may have begun.
 */
function statusFor({ status }: Outcome, { headers, body, status: actual }: Outcome): number {
  const hasData = typeof body === 'object' && body !== null && 'data' in body;
  const type = String(headers['content-type']);
  if (status !== 200 || hasData || type.startsWith(plain)) return status;
  const mayHaveBegun = !type.startsWith(ofGraphql) && actual === status;
  return mayHaveBegun || (actual >= 400 && actual < 500) ? actual : 400;
}

/**
 * The calls of a request, to compare with those of another. Plans know which objects may still come, so they load more
 * of them in one call than graphql-js: between the two, the objects count.
 */
function callsText({ lane, outcome: { calls } }: Sent, other: Sent): string {
  if (lane.usesPlans === other.lane.usesPlans) return calls.join('\n');
  const objects = calls.flatMap((call) => {
    const [list, ids = ''] = /"(?:sections|enrollment_ids)":\[([^\]]+)\]/.exec(call) ?? [];
    return list ? ids.split(',').map((id) => call.replace(list, id)) : [call];
  });
  return [...new Set(objects)].sort().join('\n');
}

/** A request and its response, for people to read. */
export function describeSent({ lane, variant: { request, isWarm }, outcome }: Sent): string {
  const { method, search = '', headers, body = '' } = request;
  const { authorization, ...shown } = headers;
  return [
    `${lane.name}, ${isWarm ? 'warm' : 'cold'}: ${method} /graphql${search} ${JSON.stringify(shown)}`,
    String(body),
    `→ ${outcome.status} ${JSON.stringify(outcome.headers)}`,
    JSON.stringify(outcome.body).slice(0, 2_000),
    `calls: ${outcome.calls.join(' | ') || 'none'}`,
  ].join('\n');
}
