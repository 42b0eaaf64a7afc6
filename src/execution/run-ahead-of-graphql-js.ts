import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { createExecution, type Execution } from './execution.ts';
import { PendingCounts } from './pending-values.ts';
import type { FieldPlan } from './plan.ts';
import { createFieldPlanner } from './plan-query.ts';
import { MemoBudget } from './result-memo.ts';
import { type AheadRunner, nowhere, RunnerInfo } from './run-ahead.ts';

/**
 * Returns the runner of a resolver's field, for one execution of graphql-js, whose `info` has none. The selections are
 * planned when they are met.
 */
export function createAheadRunners(
  contextAhead: () => unknown,
  pendingValues = new PendingCounts(),
): (info: GraphQLResolveInfo) => AheadRunner {
  let execution: Execution | undefined;
  let planField: ReturnType<typeof createFieldPlanner>['planField'];
  const fields = new Map<readonly FieldNode[], FieldPlan>();

  const open = ({ schema, operation, fragments, rootValue, variableValues }: GraphQLResolveInfo): Execution => {
    const memoBudget = new MemoBudget();
    const onField = () => undefined;
    ({ planField } = createFieldPlanner({ schema, fragments, conditions: variableValues, onField, memoBudget }));
    return createExecution(
      { schema, operation, fragments },
      { rootValue, contextValue: undefined, variableValues, hasNotes: () => false, contextAhead },
      pendingValues,
    );
  };

  return (info) => {
    const { fieldNodes, parentType, path } = info;
    execution ??= open(info);
    const ofQuery = execution;
    const field = fields.get(fieldNodes) ?? planField(parentType, String(path.key), fieldNodes, null);
    fields.set(fieldNodes, field);
    return new RunnerInfo(ofQuery, field, nowhere);
  };
}
