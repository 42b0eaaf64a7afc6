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
import type { Call, Kept } from '../../loaders/call.ts';
import { createKnownSections } from '../../loaders/known-sections.ts';
import { createLoaders } from '../../loaders/loaders.ts';
import type { Identity, Nobody } from '../admission/identity.ts';
import { type RequestEnd, TimeIsOverError } from '../request/request-lifetime.ts';
import type { RequestRecord } from '../request/request-record.ts';
import { audit } from '../telemetry/audit-log.ts';
import type { Log } from '../telemetry/log.ts';

/** What the HTTP server hands over with each request. */
export interface Handover {
  headers: IncomingHttpHeaders;
  /** Who sent it. */
  identity: Identity | Nobody;
  /** Whether a router that proved itself sent it, for somebody else. */
  isRouter: boolean;
  record: RequestRecord;
  end: RequestEnd;
}

/** What is known of a request: what resolvers need, and what the server itself does. */
export interface ServerContext extends GraphContext, Handover {}

interface ContextOptions {
  config: Config;
  learningApi: LearningApi;
  codes: Codes;
  log: Log;
  /** Told of each write as it is sent. */
  wrote(owner: string, answered: Promise<unknown>): void;
}

/** Makes what resolvers need for one request: its own loaders, calling with what its caller's identity gives. */
export function createContext({ config, learningApi, codes, log, wrote }: ContextOptions) {
  const knownSections = createKnownSections();
  return ({ headers, identity, isRouter, record, end }: Handover): ServerContext => {
    const call: Call = (operation, parameters) => {
      if (identity.caller === null) return Promise.reject(new LearningApiError({ kind: 'unauthenticated', operation }));
      record.operations.add(operation);
      const { cancellation, deadline } = end;
      const { caller, credentials } = identity;
      const send = (headers?: Record<string, string>) =>
        callWith(learningApi, credentials, operation, parameters, { request: record, cancellation, deadline, headers });
      const answered = record.trace ? record.trace.calling(operation, send) : send();
      const { effect } = factsOf(operation);
      if (effect === 'read') {
        return answered.then(
          (answer) => {
            if (answer.source === undefined) record.countCall(operation);
            if (answer.staleMs !== undefined) record.noteStale(operation, answer.staleMs);
            return answer;
          },
          (error: unknown) => {
            record.countCall(operation);
            throw error;
          },
        );
      }
      record.countCall(operation);
      wrote(credentials.owner, answered);
      audit(log, { operation, parameters: parameters as object, caller, requestId: record.requestId }, answered);
      return end.timeIsOver(answered).catch((error: unknown) => {
        throw error instanceof TimeIsOverError ? new LearningApiError({ kind: 'outcomeUnknown', operation }) : error;
      });
    };
    const kept: Kept = (operation, parameters) => {
      // Whoever follows a request call by call is shown those too that cost nothing.
      if (identity.caller === null || record.trace || record.upstreamReport) return null;
      const answered = learningApi.kept(operation, parameters, identity.credentials.owner);
      if (answered) record.operations.add(operation);
      return answered;
    };
    // Name by name, which is faster than spreading what was handed over.
    return {
      headers,
      identity,
      isRouter,
      record,
      end,
      loaders: createLoaders(record.upstreamReport?.noted(call) ?? call, kept, knownSections),
      codes,
      links: new Map(),
      bulkBudgetMs: config.BULK_BUDGET_MS,
      warn: (path, message) => {
        const isKnown = record.warnings.some((known) => known.message === message && known.path.join() === path.join());
        if (!isKnown) record.warnings.push({ path, message });
      },
      defaultOrganizationId: organizationOf(headers['x-organization-id']) ?? config.DEFAULT_ORGANIZATION_ID ?? null,
    };
  };
}

/** The organization that a caller, or a router for it, asks in by header. */
function organizationOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const id = canonicalId(String(header));
  if (id) return id;
  throw new GraphQLError(
    'x-organization-id: the header holds no id; give one like 86cafa11-531d-4d0e-8837-6ebc3b59549e',
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}
