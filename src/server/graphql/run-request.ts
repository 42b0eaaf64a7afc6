import { type ExecutionResult, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import type { KnownCallers } from '../admission/known-callers.ts';
import { containsCredential } from '../request/credentials.ts';
import { hasUnknownDebugWord, isDebugRequested } from '../telemetry/upstream-report.ts';
import type { RequestInput, ServerContext } from './context.ts';
import type { Documents } from './documents.ts';
import type { Outcome, Part } from './engine.ts';
import type { Executors } from './execute-operation.ts';
import type { ExecutionCheck, PendingOperation } from './execution-checks.ts';
import { executeOnce, type IdempotencyOptions } from './idempotency.ts';
import type { InFlightQueries } from './in-flight-queries.ts';
import { maskErrors, toGraphQLError } from './masking.ts';
import { mergeErrors } from './merged-errors.ts';
import { findOperation } from './operation.ts';
import type { Parameters } from './parameters.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import type { RepeatedQueries, RepeatedResult } from './repeated-queries.ts';
import { requestError } from './request-error.ts';
import { rootFields } from './root-fields.ts';
import { type RowQuery, rowQueryOf } from './row-query.ts';
import { errorsWithoutList, type RowsPart, walkRows } from './row-walk.ts';
import type { Turns } from './turns.ts';

interface RunnerOptions {
  schema: GraphQLSchema;
  operations: PersistedOperations;
  documents: Documents;
  executors: Executors;
  /** Run before an operation is executed. */
  check: ExecutionCheck;
  /** Answers an operation with its plan instead of executing it, after its own checks. */
  dryRun: { check: ExecutionCheck; run(operation: PendingOperation): ExecutionResult };
  idempotency: IdempotencyOptions;
  /** Null if equal requests do not share executions. */
  inFlight: InFlightQueries | null;
  repeated: RepeatedQueries;
  turns: Turns;
  knownCallers: KnownCallers;
  /** Timeout of a query, in milliseconds. It also holds until the kind of an operation is known. */
  queryMs: number;
  context(input: RequestInput): ServerContext;
}

/** An admitted request, before its parameters are read. */
export interface UnreadRequest {
  /** Equal for equal requests: the body of a POST, the query string of a GET. */
  text: string;
  readParameters(): Parameters | GraphQLError;
  isGet: boolean;
  /** True if the caller accepts a response in parts. */
  acceptsParts: boolean;
  /** True if the caller accepts a response as a whole. */
  acceptsWhole: boolean;
  /** True if the caller wants the rows of a list. */
  wantsRows: boolean;
}

/** The outcome of a request, with the errors as callers see them. `json` is set if the result is written already. */
export interface RequestOutcome {
  outcome: Outcome;
  json?: Buffer;
  /** The operation that was executed, for a response in parts. */
  operation?: Prepared;
  /** The rows of a list, if the caller wants them and the first page could be read. */
  rows?: { query: RowQuery; parts: AsyncIterable<RowsPart> };
}

interface Prepared {
  text: string;
  node: OperationDefinitionNode;
  operation: Omit<PendingOperation, 'contextValue'>;
}

/** Runs a request: prepares its operation, which means to parse, validate and check it, and executes it, each in turn. */
export function createRunner({
  schema,
  operations,
  documents,
  executors,
  check,
  dryRun,
  idempotency,
  inFlight,
  repeated,
  turns,
  knownCallers,
  queryMs,
  context,
}: RunnerOptions): (request: UnreadRequest, input: RequestInput) => Promise<RequestOutcome> {
  return (request, input) =>
    run(request, input).catch((error: unknown) => ({ outcome: { errors: [toGraphQLError(error)] } }));

  async function run(request: UnreadRequest, input: RequestInput): Promise<RequestOutcome> {
    let prepared: Prepared | Refused | undefined;
    if (inFlight && !request.wantsRows && !wantsDebug(input)) {
      const text = `${request.acceptsParts} ${request.acceptsWhole} ${request.text}`;
      const shared = await inFlight.share(text, input, async (own) => {
        prepared = await prepare(request, own);
        if ('errors' in prepared || prepared.node.operation !== 'query') return null;
        if (!executors.planned(prepared.operation, prepared.node, request.acceptsParts)) return null;
        // A plan delivers no parts.
        return (await execute(prepared, request, own)) as RepeatedResult;
      });
      if (shared) return { outcome: shared.result, json: shared.json };
    }
    prepared ??= await prepare(request, input);
    if ('errors' in prepared) return { outcome: prepared };
    if (isDebugRequested('plan', input.headers)) return { outcome: planOf(prepared, input) };
    // Perhaps a plan was meant, which writes nothing.
    if (prepared.node.operation === 'mutation' && hasUnknownDebugWord(input.headers))
      return { outcome: refused(unknownDebugWord()) };
    if (request.wantsRows) return executeRows(prepared, input);
    return execute(prepared, request, input);
  }

  /** Waits until it is the caller's turn. */
  function turnOf({ identity, lifetime }: RequestInput): Promise<void> | null {
    return turns.next(knownCallers.nameOf(identity), lifetime.cancellation)?.catch(refuseTurn) ?? null;
  }

  /** Finds the valid operation that a request names. */
  async function prepare({ readParameters, isGet }: UnreadRequest, input: RequestInput): Promise<Prepared | Refused> {
    const { hasRouterSecret, record, headers, lifetime } = input;
    lifetime.setDeadline(queryMs);
    await turnOf(input);
    const parameters = readParameters();
    if (parameters instanceof GraphQLError) return refused(parameters);
    const text = operations.textFor(parameters, hasRouterSecret, record);
    if (text instanceof GraphQLError) return refused(text);
    const document = await documents.read(text, (bytes) => {
      if (!input.memory.take(bytes)) throw overloaded();
      return turnOf(input);
    });
    if (!('kind' in document)) return refused(...document);
    const { operationName, variables } = parameters;
    const node = findOperation(schema, document, operationName);
    if (node instanceof GraphQLError) return refused(node);
    record.operationName = node.name ? shownName(node.name.value, headers.authorization) : null;
    record.operationKind = node.operation;
    if (isGet && node.operation !== 'query') return refused(mutationByGet());
    await turnOf(input);
    return { text, node, operation: { schema, document, operationName, variableValues: variables } };
  }

  function planOf({ operation }: Prepared, input: RequestInput): ExecutionResult {
    const pending = { ...operation, contextValue: context(input) };
    const error = dryRun.check(pending);
    return error ? refused(error) : dryRun.run(pending);
  }

  /** Executes an operation by its plan, or by Yoga's executor if it has none. */
  async function execute(prepared: Prepared, request: UnreadRequest, input: RequestInput): Promise<RequestOutcome> {
    const pending = begin(prepared, input);
    if ('errors' in pending) return { outcome: pending };
    await turnOf(input);
    const { acceptsParts } = request;
    const planned = executors.planned(pending, prepared.node, acceptsParts);
    const toCaller = errorsFor(pending);
    if (planned && isRepeatable(prepared, request, input)) {
      const key = keyOf(prepared, request, pending.contextValue);
      return repeated.run(key, pending.contextValue, async () => toCaller(await planned(pending)) as ExecutionResult);
    }
    const once = () => (planned ? planned(pending) : executors.unplanned(pending, prepared.node, acceptsParts));
    const outcome = await executeOnce(pending, once, idempotency);
    if (!isAsyncIterable(outcome)) return { outcome: toCaller(outcome) };
    return { outcome: mapAsyncIterator(outcome, toCaller), operation: prepared };
  }

  /** Walks through the only list of a query. Each page is a separate execution with new loaders. */
  async function executeRows({ text, node, operation }: Prepared, input: RequestInput): Promise<RequestOutcome> {
    const { record } = input;
    const query = rowQueryOf(operation, node);
    if (query instanceof GraphQLError) return { outcome: refused(query) };
    const error = check({ ...query.pageAfter(query.start), contextValue: context(input) });
    if (error) return { outcome: refused(error) };
    documents.remember(text, operation.document);
    const { cost } = record;
    const read = async (cursor: string | null) => {
      if (cost) {
        const callsLeft = cost.limit - countOf(record.upstreamCalls);
        record.cost = { ...cost, callLimit: Math.min(cost.callLimit, callsLeft) };
      }
      const pending = { ...query.pageAfter(cursor), contextValue: context(input) };
      const execute = executors.planned(pending, query.node, false);
      const result = await (execute ? execute(pending) : executors.unplanned(pending, query.node, false));
      return maskErrors(result as Part) as ExecutionResult;
    };
    const first = await read(query.start);
    const errors = errorsWithoutList(query, first);
    if (errors) return { outcome: refused(...errors) };
    return { outcome: first, rows: { query, parts: walkRows(query, first, read) } };
  }

  /** Creates the context, and checks the operation before anything is executed. */
  function begin({ text, operation }: Prepared, input: RequestInput): PendingOperation | Refused {
    const pending = { ...operation, contextValue: context(input) };
    const error = check(pending);
    if (error) return refused(error);
    documents.remember(text, operation.document);
    return pending;
  }
}

/** True if the caller wants to know how the request is executed, or gets a result that tells it. */
function wantsDebug({ headers, record }: RequestInput): boolean {
  return headers['x-debug'] !== undefined || record.reportsCost || record.upstreamReport !== null;
}

/** True if a result may come from an earlier execution. A debugged request reports its own execution. */
function isRepeatable({ node }: Prepared, { acceptsWhole }: UnreadRequest, input: RequestInput): boolean {
  return acceptsWhole && node.operation === 'query' && !wantsDebug(input);
}

/** Everything that decides the result of a query, except the results of its calls. The text of a persisted operation can change. */
function keyOf({ text }: Prepared, request: UnreadRequest, context: ServerContext): string {
  const { hasRouterSecret, defaultOrganizationId, record } = context;
  const persisted = record.documentId === null ? '' : text;
  return `${hasRouterSecret} ${defaultOrganizationId} ${persisted} ${request.text}`;
}

/** Turns the errors of an operation's result into those that the caller sees. */
function errorsFor({ document, operationName }: PendingOperation): (part: Part) => Part {
  // A router finds the objects of an entity's errors by their paths, and moves the paths to its own response.
  if (rootFields(document, operationName).has('_entities')) return maskErrors;
  return (part) => mergeErrors(maskErrors(part));
}

/** How many characters of an operation's name are logged. */
const maxNameLength = 100;

/** The name of an operation as it is logged and traced. */
function shownName(name: string, authorization: string | undefined): string {
  return containsCredential(name, authorization) ? '(not shown)' : name.slice(0, maxNameLength);
}

function countOf(calls: ReadonlyMap<string, number>): number {
  return [...calls.values()].reduce((sum, count) => sum + count, 0);
}

/** The errors of a request that is not executed. */
interface Refused {
  errors: readonly GraphQLError[];
}

function refused(...errors: readonly GraphQLError[]): Refused {
  return { errors };
}

function refuseTurn(): never {
  throw overloaded();
}

function overloaded(): GraphQLError {
  return requestError('OVERLOADED', 'The gateway is overloaded. Nothing was sent. Try again shortly.', {
    http: { status: 503 },
  });
}

function unknownDebugWord(): GraphQLError {
  return requestError(
    'BAD_REQUEST',
    'The header x-debug has an unknown word, so the mutation was not executed. Set it to upstream, cost or plan, or to several of them with commas between.',
    { http: { status: 400 } },
  );
}

function mutationByGet(): GraphQLError {
  return requestError('METHOD_NOT_ALLOWED', 'GET is for queries. Send the mutation by POST.', {
    http: { status: 405, headers: { allow: 'POST' } },
  });
}
