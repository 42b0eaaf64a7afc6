import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type FieldNode,
  type GraphQLNamedType,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

const { definitions } = parse(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const schema = buildASTSchema(
  { kind: Kind.DOCUMENT, definitions: definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION) },
  { assumeValidSDL: true },
);

interface Directives {
  cost?: { weight: number };
  listSize?: { assumedSize?: number; slicingArguments?: string[]; sizedFields?: string[] };
}

/**
 * The cost of a query by the directives of schema.graphql, as routers compute it: the weight of each field and of its
 * arguments, or else of its type, for each object that there can be
 * (https://ibm.github.io/graphql-specs/cost-spec.html). Objects without a weight count 1.
 */
export function routerCost(query: string): number {
  const [operation] = parse(query).definitions as [OperationDefinitionNode];
  return costOfSelections(operation.selectionSet, schema.getQueryType() ?? null, {});
}

function costOfSelections(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | null,
  sizes: Readonly<Record<string, number>>,
): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + costOfField(selection, type, sizes);
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('Fragments are not supported.');
    const condition = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
    return sum + costOfSelections(selection.selectionSet, condition ?? null, sizes);
  }, 0);
}

function costOfField(node: FieldNode, type: GraphQLNamedType | null, sizes: Readonly<Record<string, number>>): number {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  if (!field) return 0;
  const named = getNamedType(field.type);
  const { cost, listSize } = directivesOf(field.astNode);
  const args = getArgumentValues(field, node);
  const sliced = listSize?.slicingArguments?.map((name) => Number(args[name] ?? 0)) ?? [];
  const size = sliced.length > 0 ? Math.max(...sliced) : (listSize?.assumedSize ?? 1);
  const sized = Object.fromEntries((listSize?.sizedFields ?? []).map((name) => [name, size]));
  const count = sizes[node.name.value] ?? (listSize?.sizedFields ? 1 : size);
  const ofType = isCompositeType(named) ? (directivesOf(named.astNode).cost?.weight ?? 1) : 0;
  const ofArguments = field.args
    .filter(({ name }) => args[name] != null && node.arguments?.some((argument) => argument.name.value === name))
    .reduce((sum, { astNode }) => sum + (directivesOf(astNode).cost?.weight ?? 0), 0);
  const below = node.selectionSet ? costOfSelections(node.selectionSet, named, sized) : 0;
  return count * ((cost?.weight ?? ofType) + below) + ofArguments;
}

function directivesOf(node: { directives?: readonly ConstDirectiveNode[] } | null | undefined): Directives {
  const values = (node?.directives ?? []).map(({ name, arguments: args = [] }) => [
    name.value,
    Object.fromEntries(args.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
  ]);
  return Object.fromEntries(values);
}
