import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createPlanner } from '../execution/execute.ts';
import type { ServerContext } from './context.ts';

const planFor = createPlanner();

/** Runs queries by plans that are made once for each document; what cannot be planned goes to Yoga's own executor. */
export function usePlannedExecution(): Plugin {
  return {
    onExecute({ args, setExecuteFn }) {
      const run = planFor(args.schema, args.document, args.operationName);
      if (!run) return;
      const { rootValue, contextValue, variableValues } = args;
      const { record } = contextValue as unknown as ServerContext;
      const hasNotes = () => record.warnings.length > 0;
      setExecuteFn(() => run({ rootValue, contextValue, variableValues: variableValues ?? {}, hasNotes }));
    },
  };
}

/** Whether an operation is run by a plan: it is a query that is answered as a whole. */
export function isPlannable(schema: GraphQLSchema, document: DocumentNode, operationName?: string | null): boolean {
  return planFor(schema, document, operationName) !== null;
}
