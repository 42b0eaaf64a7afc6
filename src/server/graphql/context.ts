import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Config } from '../../config/config.ts';
import type { GraphContext } from '../../graph/context.ts';
import type { LearningApi } from '../../learning-api/client.ts';
import type { Codes } from '../../learning-api/contract/codes.ts';
import { canonicalId } from '../../learning-api/contract/ids.ts';
import { factsOf } from '../../learning-api/contract/operations.ts';
import { callWith } from '../../learning-api/credentials.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { CachedRead, Call } from '../../loaders/call.ts';
import { createLoaders } from '../../loaders/loaders.ts';
import { createSeenEnrollments } from '../../loaders/seen-enrollments.ts';
import { createSeenSyllabi } from '../../loaders/seen-syllabi.ts';
import type { AnonymousIdentity, Identity } from '../admission/identity.ts';
import type { KnownCallers } from '../admission/known-callers.ts';
import { createCallBudget, reservedCalls } from '../request/call-budget.ts';
import { DeadlineError, type RequestLifetime } from '../request/request-lifetime.ts';
import type { RequestMemory } from '../request/request-memory.ts';
import type { RequestRecord } from '../request/request-record.ts';
import { audit, auditNotAttempted } from '../telemetry/audit-log.ts';
import type { Log } from '../telemetry/log.ts';
import { RequestCalls } from './request-calls.ts';
import { RequestClock } from './request-clock.ts';
import type { Turns } from './turns.ts';

/** An admitted request, as the endpoint passes it to the GraphQL engine. */
export interface RequestInput {
  headers: IncomingHttpHeaders;
  identity: Identity | AnonymousIdentity;
  hasRouterSecret: boolean;
  record: RequestRecord;
  lifetime: RequestLifetime;
  memory: RequestMemory;
}

/** The context of a request: what resolvers need, and what the server needs. */
export interface ServerContext extends GraphContext, RequestInput {
  calls: RequestCalls;
  clock: RequestClock;
}

interface ContextOptions {
  config: Config;
  learningApi: LearningApi;
  codes: Codes;
  log: Log;
  /** Instead of the limit that follows from the estimated cost. */
  callLimit: number | undefined;
  timeOfDay(): number;
  turns: Turns;
  knownCallers: KnownCallers;
  /** Called for each write when it is sent. */
  onWrite(owner: string, answered: Promise<unknown>): void;
}

/** Returns a function that creates the context of a request, with its own loaders and its caller's credentials. */
export function createContext({
  config,
  learningApi,
  codes,
  log,
  callLimit,
  timeOfDay,
  turns,
  knownCallers,
  onWrite,
}: ContextOptions) {
  const seenSyllabi = createSeenSyllabi();
  const seenEnrollments = createSeenEnrollments();
  return ({ headers, identity, hasRouterSecret, record, lifetime, memory }: RequestInput): ServerContext => {
    const share = knownCallers.nameOf(identity);
    const mostCalls = () => callLimit ?? record.cost?.callLimit ?? reservedCalls;
    const budget = createCallBudget(mostCalls);
    let isKnown = false;
    const make: Call = (operation, parameters) => {
      if (identity.caller === null) return Promise.reject(new LearningApiError({ kind: 'unauthenticated', operation }));
      record.operations.add(operation);
      const { cancellation } = lifetime;
      const { caller, credentials } = identity;
      const { effect } = factsOf(operation);
      const timed = record.timing?.start();
      const reported = record.upstreamReport?.start(operation);
      let sentAt: number | null = null;
      const onSent = () => {
        sentAt = performance.now();
        record.countCall(operation);
        reported?.sent();
        timed?.sent();
        if (effect !== 'read') record.writesSent += 1;
      };
      let isCounted = false;
      const admit = () => {
        if (isCounted) return;
        if (!budget.take()) throw new LearningApiError({ kind: 'callLimit', operation, wasSent: false });
        isCounted = true;
      };
      const send = async (headers?: Readonly<Record<string, string>>) => {
        try {
          const answer = await callWith(learningApi, credentials, operation, parameters, {
            request: record,
            cancellation,
            headers,
            admit,
            onSent,
          });
          if (answer.staleMs !== undefined) record.recordStale(operation, answer.staleMs);
          if (!isKnown) knownCallers.add(identity);
          isKnown = true;
          return answer;
        } finally {
          if (isCounted && sentAt === null) budget.giveBack();
        }
      };
      const { trace } = record;
      const answered = trace?.isSampled ? trace.traceCall(operation, send) : send(trace?.headers);
      if (timed) answered.then(timed.end, timed.end);
      if (reported) {
        answered.then(
          ({ source }) => reported.end(source),
          () => reported.end(),
        );
      }
      if (effect === 'read') return answered;
      // A write of an unknown caller changed nothing, and must leave no idempotency key behind.
      answered.catch((error: unknown) => {
        if (error instanceof LearningApiError && error.failure.kind === 'unauthenticated') record.writesSent -= 1;
      });
      onWrite(credentials.owner, answered);
      audit(log, { operation, parameters: parameters as object, caller, requestId: record.requestId }, answered);
      return lifetime.untilDeadline(answered).catch((error: unknown) => {
        if (!(error instanceof DeadlineError)) throw error;
        reported?.end();
        if (sentAt === null) throw new LearningApiError({ kind: 'deadline', operation, wasSent: false });
        const settlesAfterMs = sentAt + config.UPSTREAM_TIMEOUT_MS - performance.now();
        throw new LearningApiError({ kind: 'outcomeUnknown', operation, wasSent: true, settlesAfterMs });
      });
    };
    const cachedRead: CachedRead = (operation, parameters) => {
      // Upstream reports list each cached read, so those go through `call`.
      if (identity.caller === null || record.upstreamReport) return null;
      const answered = learningApi.cached(operation, parameters, identity.credentials.owner);
      if (!answered) return null;
      record.operations.add(operation);
      if (record.trace?.isSampled) record.trace.traceHit(operation);
      return answered;
    };
    const calls = new RequestCalls({
      make,
      cachedRead,
      seenEnrollments,
      // To execute the fields that wait for an answer is a step, too.
      turn: () => turns.next(share, lifetime.cancellation)?.catch(ignore) ?? null,
    });
    // Property by property, which is faster than a spread.
    return {
      headers,
      identity,
      hasRouterSecret,
      record,
      lifetime,
      memory,
      loaders: createLoaders({
        send: calls.call,
        cachedRead: calls.cachedRead,
        seenSyllabi,
        seenEnrollments: () => calls.seenEnrollments(),
        onIncompleteBatch: () => calls.dependsOnSpeed(),
        spareCalls: () => mostCalls() - (record.cost?.estimated ?? 0),
        timeLeft: () => lifetime.cancellation.deadline - performance.now(),
      }),
      calls,
      codes,
      clock: new RequestClock(timeOfDay),
      links: new Map(),
      aheadRunners: null,
      isAhead: false,
      knownNodes: new Map(),
      unconfirmed: { count: 0 },
      bulkBudgetMs: config.BULK_BUDGET_MS,
      cancellation: lifetime.cancellation,
      bulkRuns: [],
      auditNotAttempted: (operation, parameters, reason) =>
        auditNotAttempted(log, { operation, parameters, caller: identity.caller, requestId: record.requestId }, reason),
      logUnexpected: (err) => log.error({ event: 'unexpected_error', requestId: record.requestId, err }),
      warn: (path, message) => {
        const isRecorded = record.warnings.some(
          (warning) => warning.message === message && warning.path.join() === path.join(),
        );
        if (!isRecorded) record.warnings.push({ path, message });
      },
      defaultOrganizationId: organizationOf(headers['x-organization-id']) ?? config.DEFAULT_ORGANIZATION_ID ?? null,
    };
  };
}

/** The context of resolvers that run ahead of a confirmation: it has the same loaders, and records nothing. */
export function contextAhead(context: ServerContext): ServerContext {
  return { ...context, links: new Map(), aheadRunners: null, isAhead: true, warn: ignore, logUnexpected: ignore };
}

const ignore = () => undefined;

/** The organization that the header `x-organization-id` names. */
function organizationOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const id = canonicalId(String(header));
  if (id) return id;
  throw new GraphQLError(
    'x-organization-id is not a valid id. Expected a UUID such as 86cafa11-531d-4d0e-8837-6ebc3b59549e.',
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}
