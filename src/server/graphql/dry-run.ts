import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Config } from '../../config/config.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { callLimitFor, mostCallsOf } from '../request/call-budget.ts';
import { estimateCalls } from './cost.ts';
import { type EstimatedCalls, listCalls } from './estimate.ts';
import type { PendingOperation } from './execution-checks.ts';
import { errorsOfVariables, findOperation } from './operation.ts';

/** The calls that an operation would cause. */
interface Plan {
  /** Number of calls if nothing is refused or missing. Null if the selections merge in too many ways to estimate it. */
  cost: number | null;
  /** The maximum cost. */
  limit: number;
  /** The number of calls that the request could make if much is refused or missing. */
  callLimit: number | null;
  /** True if COST_LIMIT would refuse the operation. */
  isTooExpensive: boolean;
  /** Maximum number of rounds of calls, one after the other, if nothing is refused. */
  rounds: number;
  /** Null if there are too many reasons to list. */
  calls: readonly EstimatedCalls[] | null;
  /** The calls that can come on top if nothing that the operation names exists, up to `callLimit`. */
  callsIfMissing: readonly EstimatedCalls[] | null;
  /** The operations whose answers are cached, and for how long. */
  cached: { operation: OperationName; seconds: number }[];
}

interface DryRunOptions {
  schema: GraphQLSchema;
  limit: number;
  mode: Config['COST_MODE'];
  /** For how many seconds an operation's answer is cached. 0 if it is not. */
  cacheSeconds(operation: OperationName): number;
}

/**
 * Returns a function that answers an operation with its plan. Nothing is called, and nothing is written. The data is an
 * empty object: without errors it must not be null (GraphQL, section 7.1), and clients such as GraphiQL reject that.
 */
export function createDryRun({ schema, limit, mode, cacheSeconds }: DryRunOptions) {
  return ({ document, operationName, variableValues }: PendingOperation): ExecutionResult => {
    const operation = findOperation(schema, document, operationName ?? null);
    const errors = 'kind' in operation ? errorsOfVariables(schema, operation, variableValues ?? {}) : [operation];
    if (errors.length > 0) return { errors };
    const estimate = estimateCalls({ schema, document, operationName, variableValues });
    if (!estimate) return { data: {} };
    const isEstimated = Number.isFinite(estimate.calls);
    const callLimit = callLimitFor(estimate.calls, mostCallsOf(limit, mode));
    const calls = isEstimated ? listCalls(estimate) : null;
    const missing = estimateCalls({ schema, document, operationName, variableValues, counts: 'ifMissing' });
    const operations = new Set(calls?.flatMap((one) => one.operations));
    const plan: Plan = {
      cost: isEstimated ? estimate.calls : null,
      limit,
      callLimit: isEstimated ? callLimit : null,
      isTooExpensive: estimate.calls > limit,
      rounds: estimate.rounds,
      calls,
      callsIfMissing: isEstimated && missing ? listCalls(missing) : null,
      cached: [...operations]
        .map((name) => ({ operation: name, seconds: cacheSeconds(name) }))
        .filter(({ seconds }) => seconds > 0),
    };
    return { data: {}, extensions: { plan } };
  };
}
