import { hash } from 'node:crypto';
import { ReadableStream } from 'node:stream/web';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import { fingerprintOf } from '../idempotency/fingerprint.ts';
import { idempotencyKeyIn } from '../idempotency/idempotency-key.ts';
import { type AnswerText, collectAnswer, type KeptAnswer } from '../idempotency/kept-answer.ts';
import { type ClaimedRun, type IdempotencyStore, StoreUnavailableError } from '../idempotency/store.ts';
import { DeadlineError } from '../request/request-lifetime.ts';
import type { RequestRecord } from '../request/request-record.ts';
import type { ServerContext } from './context.ts';
import type { Outcome } from './engine.ts';
import type { PendingOperation } from './execution-checks.ts';
import { maskErrors } from './masking.ts';
import { requestError } from './request-error.ts';

export interface IdempotencyOptions {
  store: IdempotencyStore;
  /** Maximum size of an answer that is kept, in bytes. */
  maxAnswerBytes: number;
}

type Execute = () => Outcome | Promise<Outcome>;

/** The headers of a response that replays a kept answer. */
export function replayHeaders({ idempotency }: RequestRecord): Record<string, string> {
  return idempotency === 'replayed' || idempotency === 'waited' ? { 'idempotent-replayed': 'true' } : {};
}

/**
 * Executes an operation. A mutation with the header `Idempotency-Key` is carried out once for each caller and key, and
 * its answer is replayed to repeated requests, as draft-ietf-httpapi-idempotency-key-header-07 says. Queries ignore the
 * header. Comes after the execution checks, so that a request that they refuse claims no key.
 */
export function executeOnce(
  operation: PendingOperation,
  execute: Execute,
  options: IdempotencyOptions,
): Outcome | Promise<Outcome> {
  const { contextValue } = operation;
  const header = contextValue.headers['idempotency-key'];
  if (header === undefined || contextValue.record.operationKind !== 'mutation') return execute();
  return carryOutOnce(String(header), operation, execute, options);
}

async function carryOutOnce(
  header: string,
  operation: PendingOperation,
  execute: Execute,
  { store, maxAnswerBytes }: IdempotencyOptions,
): Promise<Outcome> {
  const { contextValue, document, operationName, variableValues } = operation;
  const { identity, record, lifetime, defaultOrganizationId } = contextValue;
  // Without a caller, nothing is sent.
  if (identity.caller === null) return execute();
  const refuse = (status: number, code: ErrorCode, message: string) => {
    record.idempotency = 'refused';
    return { errors: [requestError(code, message, { http: { status } })] };
  };
  const key = idempotencyKeyIn(header);
  if (key === null) return refuse(400, 'BAD_REQUEST', invalidKey);
  const { owner } = identity.credentials;
  const id = hash('sha256', JSON.stringify([owner, key]));
  const fingerprint = fingerprintOf({
    text: document.loc?.source.body ?? '',
    operationName: operationName ?? null,
    variables: variableValues ?? null,
    organizationId: defaultOrganizationId,
  });

  let hasWaited = false;
  try {
    for (;;) {
      const claim = await store.claim({ id, owner }, fingerprint);
      if (claim.state === 'new') return await carryOut(contextValue, execute, claim.run, maxAnswerBytes);
      if (claim.fingerprint !== fingerprint) return refuse(422, 'IDEMPOTENCY_KEY_REUSED', reusedKey);
      if (claim.state === 'interrupted') return refuse(409, 'OUTCOME_UNKNOWN', interrupted);
      if (claim.state === 'ended') {
        if (claim.answer === null) return refuse(409, 'OUTCOME_UNKNOWN', notKept);
        record.idempotency = hasWaited ? 'waited' : 'replayed';
        return replay(JSON.parse(claim.answer) as KeptAnswer, operation);
      }
      hasWaited = true;
      await lifetime.untilDeadline(claim.ended(() => lifetime.cancellation.reason !== null));
      // No caller waits for the answer, so nothing may be started for it.
      if (lifetime.cancellation.reason) return refuse(409, 'UPSTREAM_TIMEOUT', stillRunning);
    }
  } catch (error) {
    if (error instanceof DeadlineError) return refuse(409, 'UPSTREAM_TIMEOUT', stillRunning);
    if (!(error instanceof StoreUnavailableError)) throw error;
    return refuse(503, 'IDEMPOTENCY_UNAVAILABLE', `${error.message} Nothing was sent. Try again later.`);
  }
}

/** Carries the request out, and keeps its answer if a write was sent. */
async function carryOut(
  { record }: ServerContext,
  execute: Execute,
  run: ClaimedRun,
  maxAnswerBytes: number,
): Promise<Outcome> {
  const answer = collectAnswer(maxAnswerBytes, record.redact);
  const end = async () => {
    if (record.writesSent === 0) return run.release();
    record.idempotency = 'stored';
    const { warnings, requestId } = record;
    await run.keep(answer.whole({ warnings, requestId }));
  };
  let outcome: Outcome;
  try {
    outcome = await execute();
    if (!isAsyncIterable(outcome)) answer.add(maskErrors(outcome));
  } catch (error) {
    // Keeps no answer if something was sent: a repeated request must not send it again.
    await (record.writesSent === 0 ? run.release() : run.keep(null));
    throw error;
  }
  if (isAsyncIterable(outcome)) return collectParts(outcome, answer, end);
  await end();
  return outcome;
}

/** Passes the parts on as they come, and collects them to the end, even if the caller leaves. */
function collectParts(parts: AsyncIterable<ExecutionResult>, answer: AnswerText, end: () => Promise<void>): Outcome {
  const [toCaller, toKeep] = ReadableStream.from<ExecutionResult>(parts).tee();
  const collect = async () => {
    try {
      for await (const part of toKeep) answer.add(maskErrors(part));
    } finally {
      await end();
    }
  };
  const kept = collect();
  // The caller's own parts tell it of the failure.
  kept.catch(() => undefined);
  return untilKept(toCaller, kept);
}

/** Ends after the answer is kept, so that a request that follows the last part finds it. */
async function* untilKept(parts: AsyncIterable<ExecutionResult>, kept: Promise<void>) {
  yield* parts;
  await kept;
}

/** The answer to the first request, with the id of this one in its errors. */
function replay({ data, errors, warnings, requestId }: KeptAnswer, operation: PendingOperation): ExecutionResult {
  const { record } = operation.contextValue;
  record.sharedWith = requestId;
  record.warnings.push(...warnings);
  const source = operation.document.loc?.source ?? null;
  return {
    data: data as ExecutionResult['data'] & object,
    ...(errors.length > 0 && {
      errors: errors.map(
        ({ message, path, positions, extensions }) =>
          new GraphQLError(message, { source, path: path ?? null, positions: positions ?? null, extensions }),
      ),
    }),
    extensions: { idempotency: { replayed: true, requestId } },
  };
}

const invalidKey =
  'Idempotency-Key is not valid. Send one string of 1 to 255 printable ASCII characters, such as "8e03978e-40d5-43dd-bc93-6894a57f9324", with its quotes.';
const reusedKey =
  'This Idempotency-Key belongs to a request with another query, other variables or another organization. Nothing was sent. Use a new key for a new request.';
const interrupted =
  'The gateway stopped while it carried out the request with this Idempotency-Key. Its changes may have taken effect. Query the affected data, then send what is missing with a new key.';
const notKept =
  'The request with this Idempotency-Key was carried out, but its answer was too large to keep. Query the affected data.';
const stillRunning =
  'The first request with this Idempotency-Key did not end in time. Nothing was sent for this one. Send it again with the same key.';
