import { wireOperations } from './contract/generated.ts';
import { type Answer, factsOf, type OperationName, type Parameters } from './contract/operations.ts';
import { type PageFacts, pageFacts } from './contract/pages.ts';
import { type Request, requestFor } from './contract/request.ts';
import { demandAnswer, readBody } from './contract/response.ts';
import { decodeRow, decodeRows } from './contract/rows.ts';
import { type FailureKind, LearningApiError } from './errors.ts';
import { type ClientState, nobody, type Observer } from './observer.ts';
import { type Source, sourceOf } from './redaction.ts';
import { createBreakers } from './resilience/breakers.ts';
import { createBulkhead, OverloadedError } from './resilience/bulkhead.ts';
import type { Cancellation } from './resilience/cancellation.ts';
import { createRetries } from './resilience/retries.ts';
import type { Cache } from './reuse/cache.ts';
import { createKnownAnswers } from './reuse/parse-cache.ts';
import { createSharing } from './reuse/single-flight.ts';
import { createTransport, type TransportOptions, type TransportResponse } from './transport.ts';

export interface LearningApi {
  /**
   * Calls one operation as the holder of a token. Resolves with the answer as rows and with what the answer
   * tells of its page; rejects with a LearningApiError, whatever went wrong.
   */
  call<Name extends OperationName>(
    operation: Name,
    parameters: Parameters<Name>,
    options: CallOptions,
  ): Promise<Answered<Name>>;
  /** What is kept of an answer and still good, at once and without a call; else null. */
  kept<Name extends OperationName>(operation: Name, parameters: Parameters<Name>, owner: string): Answered<Name> | null;
  /** Seconds for which an answer of an operation is reused; 0 if it is not cached. */
  cacheSeconds(operation: OperationName): number;
  /** What the client is doing right now. */
  state(): ClientState;
  close(): Promise<void>;
}

export interface CallOptions {
  token: string;
  /** Whose answers are shared and kept together. Stands in keys, so it must lead back to no token. */
  owner: string;
  /** The GraphQL request that the call is for: calls of one request share its part of the concurrency. */
  request?: object | undefined;
  /** Ends a read; a write that was sent is left to finish. */
  cancellation?: Cancellation | undefined;
  /** When the whole request must be over, as of `performance.now()`; nothing is sent after it. */
  deadline?: number | undefined;
  /** Headers to send along, such as those that carry a trace on. */
  headers?: Readonly<Record<string, string>> | undefined;
}

export interface Answered<Name extends OperationName> {
  data: Answer<Name>;
  page: PageFacts;
  /** How long the answer of the REST API was. */
  bytes: number;
  /** Where it comes from, where no call was made for it: kept and fresh, kept and too old, or another's call. */
  source?: 'hit' | 'stale' | 'shared';
  /** How old it is in milliseconds, where it is too old. */
  staleMs?: number;
}

export interface ClientOptions extends Omit<TransportOptions, 'connections'> {
  /** Most calls under way at once, which is also the most connections. */
  concurrency: number;
  /** Most calls of one request under way at once. */
  concurrencyPerRequest: number;
  /** Most calls that wait for others to end; beyond it they fail at once. */
  queue: number;
  /** Whether reads that fail for a passing reason are sent again. */
  retries: boolean;
  /** Milliseconds for which a class of operations that keeps failing is left alone. */
  breakerProbeAfterMs: number;
  /** Whether requests of one owner that want the same at the same time share a call. */
  sharing?: boolean;
  cache?: Cache | undefined;
  observer?: Observer;
}

/** A client of the REST API at one origin. */
export function createLearningApi(options: ClientOptions): LearningApi {
  const { concurrency, concurrencyPerRequest, queue, breakerProbeAfterMs, cache, observer = nobody } = options;
  const sharing = options.sharing ? createSharing() : null;
  const transport = createTransport({ ...options, connections: concurrency });
  const knownAnswers = createKnownAnswers();
  const bulkhead = createBulkhead({ concurrency, perRequest: concurrencyPerRequest, queue });
  const retries = createRetries(options.retries);
  const breakers = createBreakers({
    probeAfterMs: breakerProbeAfterMs,
    changed: (operationClass, state) => observer.breakerChanged({ operationClass, state }),
  });

  async function sendAndRead<Name extends OperationName>(
    operation: Name,
    request: Request,
    token: string,
  ): Promise<Answered<Name>> {
    const startedAt = performance.now();
    const tell = (outcome: 'OK' | FailureKind) =>
      observer.called({ operation, outcome, durationMs: performance.now() - startedAt });
    try {
      const answered = readAnswer<Name>(request, sourceOf(operation, token), await transport.send(request));
      tell('OK');
      return answered;
    } catch (error) {
      tell(error instanceof LearningApiError ? error.failure.kind : 'failed');
      throw error;
    }
  }

  function readAnswer<Name extends OperationName>(
    { operation, question }: Request,
    from: Source,
    response: TransportResponse,
  ): Answered<Name> {
    const read = () => toRows(operation, from, readBody(from, response), response.status);
    const readOrRecognize = () => {
      demandAnswer(from, response);
      return knownAnswers.read(question, response.body, read);
    };
    const data = factsOf(operation).cacheSeconds !== undefined ? readOrRecognize() : read();
    return { data: data as never, page: pageFacts(response.headers, data), bytes: response.body.length };
  }

  /** One attempt: a place, an API that is not known to be down, and the call. */
  async function attempt<Name extends OperationName>(
    operation: Name,
    request: Request,
    { token, request: caller = request, deadline = Number.POSITIVE_INFINITY }: CallOptions,
  ): Promise<Answered<Name>> {
    const { effect, cancellation } = request;
    if (cancellation?.reason) throw new LearningApiError({ kind: cancellation.reason, operation, wasSent: false });
    breakers.demandClosed(operation);
    try {
      const turn = bulkhead.enter(caller, cancellation);
      if (turn) await turn;
    } catch (error) {
      const kind = error instanceof OverloadedError ? 'overloaded' : (cancellation?.reason ?? 'cancelled');
      throw new LearningApiError({ kind, operation, wasSent: false });
    }
    try {
      if (performance.now() >= deadline) throw new LearningApiError({ kind: 'deadline', operation, wasSent: false });
      const send = () => sendAndRead(operation, request, token);
      return await (effect === 'read' ? breakers.read(operation, send) : send());
    } finally {
      bulkhead.leave(caller);
    }
  }

  function send<Name extends OperationName>(
    operation: Name,
    parameters: object,
    options: CallOptions,
  ): Promise<Answered<Name>> {
    const request = requestFor(operation, parameters, options);
    return retries.run(() => attempt<Name>(operation, request, options), {
      deadline: options.deadline ?? Number.POSITIVE_INFINITY,
      cancellation: options.cancellation,
      again: () => observer.retried({ operation }),
    });
  }

  function sendOrShare<Name extends OperationName>(
    operation: Name,
    parameters: object,
    options: CallOptions,
  ): Promise<Answered<Name>> {
    if (!sharing) return send(operation, parameters, options);
    const { owner, cancellation } = options;
    const { isShared, result } = sharing.run(
      {
        owner,
        key: `${operation} ${JSON.stringify(parameters)}`,
        cancellation,
        left: (kind) => new LearningApiError({ kind, operation }),
      },
      (whenAllLeft) => send(operation, parameters, { ...options, cancellation: whenAllLeft }),
    );
    return isShared ? result.then((answered) => ({ ...answered, source: 'shared' })) : result;
  }

  function read<Name extends OperationName>(operation: Name, parameters: object, options: CallOptions) {
    return cache || sharing ? readOnce(operation, parameters, options) : send<Name>(operation, parameters, options);
  }

  /** Reads what is neither kept nor under way. */
  async function readOnce<Name extends OperationName>(operation: Name, parameters: object, options: CallOptions) {
    const { token, owner } = options;
    const answered = cache
      ? await cache.answer<Name>({ owner, operation, parameters }, (wanted, isInBackground) =>
          sendOrShare(operation, wanted, isInBackground ? { token, owner } : options),
        )
      : await sendOrShare(operation, parameters, options);
    observer.cached({ operation, result: answered.source ?? 'miss' });
    return answered;
  }

  async function write<Name extends OperationName>(operation: Name, parameters: object, options: CallOptions) {
    const { owner } = options;
    sharing?.forget(owner);
    try {
      return await attempt(operation, requestFor(operation, parameters, options), options);
    } catch (error) {
      throw admitIgnorance(error);
    } finally {
      sharing?.forget(owner);
    }
  }

  return {
    call(operation, parameters, callOptions) {
      const { effect } = factsOf(operation);
      const make = effect === 'read' ? read : write;
      return make(operation, parameters as object, callOptions);
    },
    kept(operation, parameters, owner) {
      const answered = cache?.kept({ owner, operation, parameters: parameters as object }) ?? null;
      if (answered) observer.cached({ operation, result: 'hit' });
      return answered;
    },
    cacheSeconds: (operation) => cache?.secondsOf(operation) ?? 0,
    state: () => ({ inFlight: bulkhead.inFlight, queued: bulkhead.queued, breakers: breakers.states() }),
    close: () => transport.close(),
  };
}

/** A write that was sent and got no answer, or none that can be read, may have taken effect or not. */
function admitIgnorance(error: unknown): unknown {
  if (!(error instanceof LearningApiError)) return error;
  const { kind, httpStatus, wasSent } = error.failure;
  const isUnanswered = ['timeout', 'unavailable', 'cancelled'].includes(kind) && wasSent === true;
  const isUnclear = kind === 'malformed' || kind === 'tooLarge' || (httpStatus !== undefined && httpStatus >= 500);
  return isUnanswered || isUnclear ? new LearningApiError({ ...error.failure, kind: 'outcomeUnknown' }) : error;
}

function toRows(operation: OperationName, from: Source, body: unknown, status: number): unknown {
  const { answer, isArray, isNullable } = wireOperations[operation];
  if (isArray) {
    if (!Array.isArray(body)) throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
    return decodeRows(answer, body, from);
  }
  if (body === null && isNullable) return null;
  const row = decodeRow(answer, body, from);
  if (row instanceof LearningApiError) throw row;
  return row;
}
