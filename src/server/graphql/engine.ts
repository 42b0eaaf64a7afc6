import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { PendingOperation } from './execution-checks.ts';

/** A result, or the parts of a result that `@defer` and `@stream` deliver. */
export type Outcome = ExecutionResult | AsyncIterable<ExecutionResult>;

/** What Yoga does: `@defer` and `@stream`, from the validation to the parts of the result. */
export interface Engine {
  /** The errors of a document, with the rules for `@defer` and `@stream`. */
  validate(document: DocumentNode): readonly GraphQLError[];
  /** Executes an operation with `@defer` or `@stream`. The outcome is a single result if they have no effect. */
  executeInParts(operation: PendingOperation): Promise<Outcome>;
}

/** Yoga parses no request and writes no response: on each path a request must mean the same. */
export function createEngine(schema: GraphQLSchema): Engine {
  const yoga = createYoga({
    schema,
    graphiql: false,
    landingPage: false,
    logging: false,
    maskedErrors: false,
    parserAndValidationCache: false,
    plugins: [useDeferStream()],
  });
  return {
    validate: (document) => yoga.getEnveloped({}).validate(schema, document),
    executeInParts: async (operation) => yoga.getEnveloped({}).execute(operation),
  };
}
