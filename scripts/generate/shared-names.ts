import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { buildSchema } from '../../src/graph/schema.ts';
import { markdownTable } from './section.ts';

/** Rules for the names of types in other subgraphs, in the order of the table. */
const rules = {
  entity: 'Refer to the type by its key, or add fields to it.',
  scalar: 'Define it as you like.',
  shareable: 'Define it with exactly the same fields, all `@shareable`. Otherwise composition fails.',
  error: 'Define it with the same fields. The types that implement it can have further fields.',
  enumOfResponses: 'Define it with other values, but not as the type of an argument: then composition fails.',
  argument:
    'Do not define it. Composition fails, or the supergraph loses without an error the fields and values that only one subgraph has.',
  output: 'Do not define it. Composition fails.',
  union: 'Do not define it. Composition adds the types of each subgraph to it, without an error.',
} as const;

type NameRule = keyof typeof rules;

/** The table of the types that a router sees, by the rule for their names in other subgraphs. */
export function sharedNamesTable(): string {
  const schema = buildSchema();
  const inArguments = typesOfArguments(schema);
  const names = new Map<string, string[]>(Object.values(rules).map((rule) => [rule, []]));
  for (const type of Object.values(schema.getTypeMap()).filter((type) => isShared(type, schema)))
    names.get(rules[ruleOf(type, inArguments)])?.push(`\`${type.name}\``);
  return markdownTable(
    ['Types of this subgraph', 'In your subgraph'],
    [...names].map(([rule, ofRule]) => [ofRule.join(', '), rule]),
  );
}

function isShared(type: GraphQLNamedType, schema: GraphQLSchema): boolean {
  const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
  const isOfFederation = ['_Any', '_Entity', '_Service'].includes(type.name);
  return !isRoot && !isOfFederation && !isIntrospectionType(type) && !isSpecifiedScalarType(type);
}

function ruleOf(type: GraphQLNamedType, inArguments: ReadonlySet<GraphQLNamedType>): NameRule {
  const directives = (type.astNode?.directives ?? []).map(({ name }) => name.value);
  if (isScalarType(type)) return 'scalar';
  if (isUnionType(type)) return 'union';
  if (isInputObjectType(type) || inArguments.has(type)) return 'argument';
  if (isEnumType(type)) return 'enumOfResponses';
  if (directives.includes('key')) return 'entity';
  if (directives.includes('shareable')) return 'shareable';
  return type.name === 'Error' ? 'error' : 'output';
}

function typesOfArguments(schema: GraphQLSchema): Set<GraphQLNamedType> {
  const types = Object.values(schema.getTypeMap());
  const outputs = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const args = outputs.flatMap((type) => Object.values(type.getFields()).flatMap((field) => field.args));
  const fields = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  return new Set([...args, ...fields].map(({ type }) => getNamedType(type)));
}
