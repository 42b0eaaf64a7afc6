import {
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionNode,
} from 'graphql';
import { descriptionOf, type ObjectSchema, schemaOfVariables } from './input-schema.ts';

/** A persisted operation that models can call. */
export interface Tool {
  name: string;
  description: string;
  inputSchema: ObjectSchema;
  isMutation: boolean;
  /** The hash of its document. */
  hash: string;
}

/** The argument of a mutation's tool that is not a variable of its operation. */
export const keyArgument = 'idempotencyKey';

/** The variable with which a mutation's tool asks for a preview. */
export const previewVariable = 'dryRun';

/**
 * The tools of valid persisted operations: every query with a name, and the mutations that the operator names. Of several
 * versions of an operation, the last one is the tool.
 */
export function toolsOf(
  texts: Iterable<readonly [hash: string, text: string]>,
  mutations: readonly string[],
  graph: GraphQLSchema,
): Tool[] {
  const tools = new Map<string, Tool>();
  for (const [hash, operation] of operationsIn(texts)) {
    const name = operation.name?.value;
    const isMutation = operation.operation === OperationTypeNode.MUTATION;
    if (name === undefined || (isMutation && !mutations.includes(name))) continue;
    const variables = operation.variableDefinitions ?? [];
    const inputSchema = schemaOfVariables(
      isMutation ? variables.filter(({ variable }) => variable.name.value !== previewVariable) : variables,
      graph,
    );
    if (isMutation) inputSchema.properties[keyArgument] = keySchema;
    tools.set(name, { name, description: describe(operation, graph), inputSchema, isMutation, hash });
  }
  return [...tools.values()];
}

/** Why mutations that the operator names cannot be tools. */
export function problemsOfTools(
  texts: Iterable<readonly [hash: string, text: string]>,
  mutations: readonly string[],
): string[] {
  const operations = operationsIn(texts).map(([, operation]) => operation);
  return mutations.flatMap((name) => {
    const versions = operations.filter((operation) => operation.name?.value === name);
    if (versions.length === 0) return `MCP_MUTATIONS: ${name} is not a persisted operation.`;
    return versions.every(hasPreview)
      ? []
      : `MCP_MUTATIONS: ${name} must declare the variable $${previewVariable} and pass it as \`${previewVariable}\` in the input of each of its mutations, so that its tool can show what would happen.`;
  });
}

function operationsIn(texts: Iterable<readonly [string, string]>): [hash: string, OperationDefinitionNode][] {
  return [...texts].flatMap(([hash, text]) =>
    parse(text).definitions.flatMap((node): [string, OperationDefinitionNode][] =>
      node.kind === Kind.OPERATION_DEFINITION ? [[hash, node]] : [],
    ),
  );
}

function hasPreview({ operation, selectionSet }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.MUTATION && selectionSet.selections.every(canPreview);
}

function canPreview(field: SelectionNode): boolean {
  if (field.kind !== Kind.FIELD) return false;
  const input = field.arguments?.find(({ name }) => name.value === 'input')?.value;
  return (
    input?.kind === Kind.OBJECT &&
    input.fields.some(
      ({ name, value }) =>
        name.value === previewVariable && value.kind === Kind.VARIABLE && value.name.value === previewVariable,
    )
  );
}

/** The operation's own description; without one, those of the fields that it selects first. */
function describe(operation: OperationDefinitionNode, graph: GraphQLSchema): string {
  const own = descriptionOf(operation);
  if (own) return own;
  const fields = graph.getRootType(operation.operation)?.getFields() ?? {};
  return operation.selectionSet.selections
    .flatMap((field) => (field.kind === Kind.FIELD ? (fields[field.name.value]?.description ?? []) : []))
    .join('\n');
}

const keySchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '^[A-Za-z0-9_.:-]+$',
  description:
    'Leave it out first: then nothing is written, and the result says what would happen. To carry it out, call the tool again with the same arguments and a new UUID. Use the same UUID to repeat a call whose result was lost: it is carried out once.',
} as const;
