import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  validate as validateByGraphQL,
} from 'graphql';
import { createYoga } from 'graphql-yoga';
import { ResponseTooLargeError, resultTooLarge } from '../../execution/response-size.ts';
import { createAheadRunners } from '../../execution/run-ahead-of-graphql-js.ts';
import { limitSize, trackPending } from '../../execution/track-pending.ts';
import { contextAhead } from './context.ts';
import type { PendingOperation } from './execution-checks.ts';
import { partDirectivesOf } from './part-directives.ts';
import { withTracking } from './tracked-schema.ts';

/** A result, or a part of one in the form of 2022. */
export interface Part extends ExecutionResult {
  hasNext?: boolean;
  incremental?: readonly Increment[];
}

/** One result of `@defer` or `@stream`. The path of `items` ends with the index of the first. */
export interface Increment {
  path?: readonly (string | number)[];
  label?: string;
  data?: unknown;
  items?: readonly unknown[] | null;
  errors?: readonly GraphQLError[];
}

/** A result, or the parts of a result that `@defer` and `@stream` deliver. */
export type Outcome = ExecutionResult | AsyncIterable<Part>;

/** A part with its errors replaced, also those of its increments. */
export function mapErrors<Replaced>(part: Part, replace: (error: GraphQLError) => Replaced) {
  const { errors, incremental } = part;
  if (!errors && !incremental) return part;
  return {
    ...part,
    ...(errors && { errors: errors.map(replace) }),
    ...(incremental && {
      incremental: incremental.map((increment) =>
        increment.errors ? { ...increment, errors: increment.errors.map(replace) } : increment,
      ),
    }),
  };
}

/** Yoga's validation and execution, with `@defer` and `@stream`. */
export interface Engine {
  /** The schema with the directives that operations may use. */
  readonly schema: GraphQLSchema;
  validate(document: DocumentNode): readonly GraphQLError[];
  /** Executes an operation that has no plan. The outcome has parts if the operation has `@defer` or `@stream`. */
  execute(operation: PendingOperation): Promise<Outcome>;
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
  const { validate, execute, schema: withDirectives } = yoga.getEnveloped({});
  /** Created when the first operation needs it. */
  let tracked: GraphQLSchema | undefined;
  return {
    schema: withDirectives,
    // The plugin's rules are for `@defer` and `@stream` only. Its rule about overlapping fields takes the product of the number
    // of fields and of fragments.
    validate: (document) =>
      partDirectivesOf(document).directives.length > 0
        ? validate(withDirectives, document)
        : validateByGraphQL(withDirectives, document),
    execute: async (operation) => {
      const { contextValue, document } = operation;
      tracked ??= withTracking(withDirectives);
      // Yoga's executor stops at `signal`. graphql-js has no such argument.
      const limited = { ...operation, schema: tracked, signal: limitSize(contextValue) };
      // The first part must not wait for keys that come with later ones.
      if (partDirectivesOf(document).directives.length > 0) {
        contextValue.aheadRunners = createAheadRunners(() => contextAhead(contextValue));
        return withinSize(execute(limited));
      }
      const pending = trackPending(withDirectives, document, contextValue);
      contextValue.loaders.watch(pending);
      contextValue.aheadRunners = createAheadRunners(() => contextAhead(contextValue), pending);
      return withinSize(execute(limited));
    },
  };
}

/** An execution that ends because its response is too large has an error of the request instead of a result. */
async function withinSize(execution: Promise<Outcome>): Promise<Outcome> {
  try {
    return await execution;
  } catch (error) {
    if (!(error instanceof ResponseTooLargeError)) throw error;
    return resultTooLarge(error);
  }
}
