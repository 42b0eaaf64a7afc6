import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

/** A JSON Schema. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

/** A JSON Schema of an object. */
export interface ObjectSchema extends JsonSchema {
  type: 'object';
  properties: Record<string, JsonSchema>;
  required: string[];
  additionalProperties: false;
}

/** The variables of an operation as a JSON Schema, with the descriptions of the document and of the graph. */
export function schemaOfVariables(variables: readonly VariableDefinitionNode[], graph: GraphQLSchema): ObjectSchema {
  const properties = variables.map((node) => {
    const type = typeFromAST(graph, node.type as never) as GraphQLInputType;
    const { defaultValue, variable } = node;
    const isRequired = isNonNullType(type) && !defaultValue;
    const description = descriptionOf(node);
    const schema = {
      ...schemaOf(type),
      ...(description && { description }),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
    };
    return { name: variable.name.value, isRequired, schema };
  });
  return objectOf(properties);
}

interface Property {
  name: string;
  isRequired: boolean;
  schema: JsonSchema;
}

function objectOf(properties: readonly Property[]): ObjectSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    required: properties.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The types of the graph's scalars in JSON. Others may be anything. */
const scalars: Readonly<Record<string, JsonSchema>> = {
  Boolean: { type: 'boolean' },
  DateTime: { type: 'string', format: 'date-time' },
  Float: { type: 'number' },
  ID: { type: 'string' },
  Int: { type: 'integer' },
  String: { type: 'string' },
};

function schemaOf(type: GraphQLInputType): JsonSchema {
  if (isNonNullType(type)) return schemaOf(type.ofType);
  if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType) };
  if (isEnumType(type)) {
    const values = type.getValues();
    const meanings = values.map(({ name, description }) => `${name}: ${description ?? ''}`).join('\n');
    return { type: 'string', enum: values.map(({ name }) => name), description: meanings };
  }
  if (!isInputObjectType(type)) return scalars[type.name] ?? {};
  const fields = Object.values(type.getFields()).map((field) => ({
    name: field.name,
    isRequired: isRequiredInputField(field),
    schema: { ...schemaOf(field.type), ...(field.description && { description: field.description }) },
  }));
  return { ...objectOf(fields), ...(type.description && { description: type.description }) };
}

/** The description of an operation or a variable in its document, or the comments directly before it. */
export function descriptionOf(node: {
  description?: { value: string } | undefined;
  loc?: VariableDefinitionNode['loc'];
}): string {
  if (node.description) return node.description.value;
  const comments: string[] = [];
  for (let token = node.loc?.startToken.prev; token?.kind === 'Comment'; token = token.prev) {
    comments.unshift(token.value.trim());
  }
  return comments.join('\n');
}
