import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { requestError } from './request-error.ts';

/** The operation of a valid document that a request names: GetOperation of specification section 6.1. */
export function findOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | null,
): OperationDefinitionNode | GraphQLError {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation, second] = name === null ? operations : operations.filter((node) => node.name?.value === name);
  if (!operation || second) {
    const problem =
      name !== null
        ? `The document has no operation named "${name}".`
        : second
          ? 'The document has several operations.'
          : 'The document has no operation.';
    return requestError(
      'OPERATION_RESOLUTION_FAILURE',
      `${problem} Set \`operationName\` to the name of one of its operations.`,
    );
  }
  if (schema.getRootType(operation.operation)) return operation;
  return requestError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation} type.`);
}

/** The errors of the variables of an operation: CoerceVariableValues of specification section 6.1.2. */
export function errorsOfVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 50 });
  return errors.map(inputError);
}

/** The error of a variable, as a request error. */
export function inputError({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });
}
