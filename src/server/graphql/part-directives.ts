import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { requestError } from './request-error.ts';

/** The directives of a document that divide its response into parts. */
export interface PartDirectives {
  directives: readonly DirectiveNode[];
  /** The document without them. */
  whole: DocumentNode;
}

const names: ReadonlySet<string> = new Set(['defer', 'stream']);
const memo = new WeakMap<DocumentNode, PartDirectives>();

/** Finds `@defer` and `@stream` in a document. */
export function partDirectivesOf(document: DocumentNode): PartDirectives {
  const memoized = memo.get(document);
  if (memoized) return memoized;
  const directives: DirectiveNode[] = [];
  const whole = visit(document, {
    [Kind.DIRECTIVE]: (node) => {
      if (!names.has(node.name.value)) return undefined;
      directives.push(node);
      return null;
    },
  });
  const found = { directives, whole };
  memo.set(document, found);
  return found;
}

/**
 * The errors of their arguments. Validation checks types only. The executor would report an unexpected error, and none
 * if the response is not divided.
 */
export function errorsOfPartDirectives(
  { directives }: PartDirectives,
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  if (directives.length === 0) return [];
  const { coerced = {} } = getVariableValues(schema, variableDefinitions, variables);
  return directives.flatMap(({ name, arguments: given = [] }) =>
    given.flatMap((argument) => {
      const value = valueFromASTUntyped(argument.value, coerced);
      const rule = rules[argument.name.value];
      if (value === undefined || !rule || rule.isMet(value)) return [];
      return [requestError('BAD_USER_INPUT', `${argument.name.value} of @${name.value} ${rule.text}`)];
    }),
  );
}

const rules: Readonly<Record<string, { isMet(value: unknown): boolean; text: string }>> = {
  if: { isMet: (value) => value !== null, text: 'must not be null.' },
  initialCount: { isMet: (value) => Number(value ?? -1) >= 0, text: 'must be 0 or greater.' },
};
