import { wireOperations } from './contract/generated.ts';
import { factsOf, type OperationName, type Parameters, type ResponseOf } from './contract/operations.ts';
import { type PageFacts, pageFacts } from './contract/pages.ts';
import { checkRepeatedParameters } from './contract/repeated-parameters.ts';
import { type Request, requestFor } from './contract/request.ts';
import { assertResponse, readBody } from './contract/response.ts';
import { decodeRow, decodeRows } from './contract/rows.ts';
import { tookEffect } from './contract/write-outcome.ts';
import { createDriftCheck } from './drift-check.ts';
import { LearningApiError } from './errors.ts';
import { type ClientState, noopObserver, type ObservedCall, type Observer } from './observer.ts';
import { type ResponseContext, responseContext } from './redaction.ts';
import { createBreakers, type EndRead } from './resilience/breakers.ts';
import { createBulkhead, OverloadedError, reserveOf } from './resilience/bulkhead.ts';
import type { Cancellation } from './resilience/cancellation.ts';
import { createRetries } from './resilience/retries.ts';
import type { Cache } from './reuse/cache.ts';
import { createParseCache } from './reuse/parse-cache.ts';
import { createSingleFlight, type SharedWork } from './reuse/single-flight.ts';
import { createTransport, type TransportOptions, type TransportResponse } from './transport.ts';
import { unreachableFor } from './unreachable.ts';

export interface LearningApi {
  /** Calls one operation with a token. Rejects with a LearningApiError, no matter how the call fails. */
  call<Name extends OperationName>(
    operation: Name,
    parameters: Parameters<Name>,
    options: CallOptions,
  ): Promise<CallResult<Name>>;
  /** The cached result of a read, synchronously and without a call. Null if it is missing or stale. */
  cached<Name extends OperationName>(
    operation: Name,
    parameters: Parameters<Name>,
    owner: string,
  ): CallResult<Name> | null;
  /** Seconds for which a result of an operation is reused. 0 if it is not cached. */
  cacheSeconds(operation: OperationName): number;
  /** The calls in flight, the queue and the breakers, now. */
  state(): ClientState;
  close(): Promise<void>;
}

export interface CallOptions {
  token: string;
  /**
   * Identifies the caller: whose results are shared and cached, and whose share of the slots a call takes. Part of keys,
   * so no token may be derivable from it.
   */
  owner: string;
  /** The GraphQL request that the call is for. Calls of one request share its part of the concurrency. */
  request?: object | undefined;
  /**
   * Cancels a read, and a write that was not sent. A write that was sent is always awaited. Nothing is sent after its
   * deadline.
   */
  cancellation?: Cancellation | undefined;
  /** Called once before a call is made, but not for a result from elsewhere. Throws to refuse the call. */
  admit?: (() => void) | undefined;
  /** Called each time that the call is sent, so also for a retry. Not called for a result from elsewhere. */
  onSent?: (() => void) | undefined;
  /** Additional headers, such as those that propagate a trace. */
  headers?: Readonly<Record<string, string>> | undefined;
}

export interface CallResult<Name extends OperationName> {
  data: ResponseOf<Name>;
  page: PageFacts;
  /** The parts of the data, if it is cached. They are never changed, and `versionOf` tells whether they are the same again. */
  parts?: readonly unknown[] | null;
  /** Size of the response body. */
  bytes: number;
  /** Set if no call was made: the result is fresh from the cache, stale from the cache, or from another's call. */
  source?: 'hit' | 'stale' | 'shared';
  /** How old the result is, in milliseconds. Set if it is stale. */
  staleMs?: number;
  /** Set for a write: false if the response says that nothing changed. */
  tookEffect?: boolean;
}

export interface ClientOptions extends Omit<TransportOptions, 'connections'> {
  /** Maximum number of calls in flight. An eighth more is reserved for callers who have none in flight. */
  concurrency: number;
  /** Maximum number of calls of one request in flight. */
  concurrencyPerRequest: number;
  /** Maximum number of queued calls. Further calls fail at once. */
  queue: number;
  /** True to retry reads that failed for a transient reason. */
  retries: boolean;
  /** How long an open circuit breaker waits before it lets a probe through, in milliseconds. */
  breakerProbeAfterMs: number;
  /** True to let equal reads of one owner that are in flight share one call. */
  sharesInFlight?: boolean;
  cache?: Cache | undefined;
  /** One response in this many is compared with the contract, of each operation. Default: 0, none. */
  contractCheckEvery?: number;
  observer?: Observer;
  /** Milliseconds of a monotonic clock. Default: `performance.now`. */
  now?: (() => number) | undefined;
}

/** Creates a client of the REST API at one origin. */
export function createLearningApi(options: ClientOptions): LearningApi {
  const { concurrency, concurrencyPerRequest, queue, breakerProbeAfterMs, cache, observer = noopObserver } = options;
  const singleFlight = options.sharesInFlight ? createSingleFlight(options.timeoutMs) : null;
  const transport = createTransport({ ...options, connections: concurrency + reserveOf(concurrency) });
  const parseCache = createParseCache();
  const bulkhead = createBulkhead({ concurrency, perRequest: concurrencyPerRequest, queue });
  const driftCheck = createDriftCheck({
    every: options.contractCheckEvery ?? 0,
    onDrift: (operation, differences) => observer.drifted({ operation, differences }),
  });
  const retries = createRetries(options.retries);
  const breakers = createBreakers({
    probeAfterMs: breakerProbeAfterMs,
    onChange: (operation, state) => observer.breakerChanged({ operation, state }),
    now: options.now ?? (() => performance.now()),
  });

  function parseResponse<Name extends OperationName>(
    { operation, parameters, effect, keyWithoutToken }: Request,
    context: ResponseContext,
    response: TransportResponse,
  ): CallResult<Name> {
    const parse = () => {
      const body = readBody(context, response);
      driftCheck.count(operation, body);
      const rows = toRows(operation, context, body, response.status);
      checkRepeatedParameters(operation, parameters, rows);
      return rows;
    };
    const parseOrReuse = () => {
      if (driftCheck.isDue(operation)) {
        const rows = parse();
        return parseCache.read(keyWithoutToken, response, () => rows);
      }
      assertResponse(context, response);
      return parseCache.read(keyWithoutToken, response, parse, () => driftCheck.count(operation));
    };
    const { data, parts } = effect === 'read' ? parseOrReuse() : { data: parse(), parts: null };
    const page = pageFacts(response.headers, data);
    const result = { data: data as never, page, parts, bytes: response.body.length };
    if (effect === 'read') return result;
    const isChanged = tookEffect(operation, data, parameters);
    if (isChanged === null) throw new LearningApiError({ kind: 'malformed', operation, httpStatus: response.status });
    return { ...result, tookEffect: isChanged };
  }

  /**
   * One attempt: a closed breaker, a slot in the bulkhead, and the call. It is one function because each function that awaits
   * costs every call a promise.
   */
  async function attempt<Name extends OperationName>(
    operation: Name,
    request: Request,
    { token, owner, request: graphqlRequest = request, cancellation: own, onSent }: CallOptions,
    shared: SharedWork | null = null,
  ): Promise<CallResult<Name>> {
    const { effect } = request;
    const cancellation = shared?.cancellation ?? own;
    let holder = graphqlRequest;
    if (cancellation?.reason) throw new LearningApiError({ kind: cancellation.reason, operation, wasSent: false });
    breakers.assertClosed(operation);
    try {
      if (shared) {
        const { requests } = shared;
        holder = requests.takeFree(bulkhead, owner) ?? (await requests.acquire(bulkhead, owner, shared.cancellation));
      } else {
        const slot = bulkhead.acquire(owner, holder, cancellation);
        if (slot !== null) await slot;
      }
    } catch (error) {
      const kind = error instanceof OverloadedError ? 'overloaded' : (cancellation?.reason ?? 'cancelled');
      throw new LearningApiError({ kind, operation, wasSent: false });
    }
    let startedAt: number | null = null;
    let endRead: EndRead | null = null;
    try {
      if (cancellation && performance.now() >= cancellation.deadline)
        throw new LearningApiError({ kind: 'deadline', operation, wasSent: false });
      if (effect === 'read') endRead = breakers.start(operation, owner);
      startedAt = performance.now();
      shared?.began();
      onSent?.();
      const response = await transport.send(request);
      const result = parseResponse<Name>(request, responseContext(operation, token), response);
      observer.called({ operation, outcome: 'OK', durationMs: performance.now() - startedAt });
      endRead?.();
      return result;
    } catch (cause) {
      if (startedAt === null) throw cause;
      const durationMs = performance.now() - startedAt;
      const error = effect === 'write' ? asOutcomeUnknown(cause, options.timeoutMs - durationMs) : cause;
      observer.called({ operation, durationMs, ...outcomeOf(error) });
      endRead?.(error);
      if (error instanceof LearningApiError && error.failure.kind === 'unauthenticated') cache?.forget(owner);
      throw error;
    } finally {
      bulkhead.release(owner, holder);
    }
  }

  function admitAndSend<Name extends OperationName>(
    operation: Name,
    parameters: object,
    options: CallOptions,
    shared: SharedWork | null = null,
  ): Promise<CallResult<Name>> {
    const { token, headers, admit } = options;
    const cancellation = shared?.cancellation ?? options.cancellation;
    admit?.();
    const request = requestFor(operation, parameters, { token, headers, cancellation });
    return retries.run(() => attempt<Name>(operation, request, options, shared), {
      cancellation,
      onRetry: () => observer.retried({ operation }),
    });
  }

  function sendOrJoin<Name extends OperationName>(
    operation: Name,
    parameters: object,
    options: CallOptions,
  ): Promise<CallResult<Name>> {
    if (!singleFlight) return admitAndSend(operation, parameters, options);
    const { owner, cancellation, request = {} } = options;
    const { isShared, result } = singleFlight.run(
      {
        owner,
        key: `${operation} ${JSON.stringify(parameters)}`,
        request,
        cancellation,
        errorFor: (kind) => new LearningApiError({ kind, operation }),
      },
      (shared) => admitAndSend<Name>(operation, parameters, options, shared),
    );
    return isShared ? result.then((shared) => ({ ...shared, source: 'shared' })) : result;
  }

  function read<Name extends OperationName>(operation: Name, parameters: object, options: CallOptions) {
    return cache || singleFlight
      ? readReusing(operation, parameters, options)
      : admitAndSend<Name>(operation, parameters, options);
  }

  /** Reads from the cache, else from a call in flight, else by a call. */
  function readReusing<Name extends OperationName>(operation: Name, parameters: object, options: CallOptions) {
    const { token, owner } = options;
    const fetch = (requested: object, isInBackground: boolean) =>
      sendOrJoin<Name>(operation, requested, isInBackground ? { token, owner } : options);
    const result = cache ? cache.read<Name>({ owner, operation, parameters }, fetch) : fetch(parameters, false);
    return result.then((read) => {
      observer.cached({ operation, result: read.source ?? 'miss' });
      return read;
    });
  }

  async function write<Name extends OperationName>(operation: Name, parameters: object, options: CallOptions) {
    const { owner, admit } = options;
    admit?.();
    singleFlight?.forget(owner);
    try {
      return await attempt(operation, requestFor(operation, parameters, options), options);
    } finally {
      singleFlight?.forget(owner);
    }
  }

  return {
    call(operation, parameters, callOptions) {
      const { effect } = factsOf(operation);
      const make = effect === 'read' ? read : write;
      return make(operation, parameters as object, callOptions);
    },
    cached(operation, parameters, owner) {
      const result = cache?.cached({ owner, operation, parameters: parameters as object }) ?? null;
      if (result) observer.cached({ operation, result: 'hit' });
      return result;
    },
    cacheSeconds: (operation) => cache?.secondsOf(operation) ?? 0,
    state: () => ({ inFlight: bulkhead.inFlight, queued: bulkhead.queued, breakers: breakers.states() }),
    close: () => transport.close(),
  };
}

/** The outcome of a call that failed, for metrics. */
function outcomeOf(error: unknown): Pick<ObservedCall, 'outcome' | 'unreachable'> {
  if (!(error instanceof LearningApiError)) return { outcome: 'failed' };
  return { outcome: error.failure.kind, unreachable: unreachableFor(error.failure) };
}

/** How long a write without any response may at least go on in the REST API, in milliseconds. */
const leastSettlingMs = 5000;

/**
 * A write that was sent and has no readable response may or may not have taken effect. If not even the REST API itself
 * responded, it may still be at work.
 */
function asOutcomeUnknown(error: unknown, remainingMs: number): unknown {
  if (!(error instanceof LearningApiError)) return error;
  const { kind, httpStatus, wasSent } = error.failure;
  const hasNoResponse = ['timeout', 'unavailable', 'cancelled'].includes(kind) && (wasSent || httpStatus !== undefined);
  const isUnclear = kind === 'malformed' || kind === 'tooLarge' || (httpStatus !== undefined && httpStatus >= 500);
  if (!hasNoResponse && !isUnclear) return error;
  const settlesAfterMs = hasNoResponse ? Math.max(leastSettlingMs, remainingMs) : 0;
  return new LearningApiError({ ...error.failure, kind: 'outcomeUnknown', settlesAfterMs });
}

function toRows(operation: OperationName, context: ResponseContext, body: unknown, status: number): unknown {
  const { answer, isArray, isNullable } = wireOperations[operation];
  if (isArray) {
    if (!Array.isArray(body)) throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
    return decodeRows(answer, body, context);
  }
  if (body === null && isNullable) return null;
  const row = decodeRow(answer, body, context);
  if (row instanceof LearningApiError) throw row;
  return row;
}
