import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fieldCost } from '../../../src/graph/plugins/prices.ts';

/** The query with every field of the innermost objects that costs no call, and with the totals of lists. */
export function fullQuery(schema: GraphQLSchema, query: string): string {
  const types = new TypeInfo(schema);
  const document = visit(
    parse(query),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave: (node: SelectionSetNode) => {
          const type = types.getParentType();
          if (!type || type.name === 'Query') return undefined;
          const added = type.name.endsWith('Connection') ? ['totalCount'] : isInnermost(node) ? leavesOf(type) : [];
          const selected = new Set(
            node.selections.flatMap((item) => (item.kind === Kind.FIELD ? item.name.value : [])),
          );
          return {
            ...node,
            selections: [...node.selections, ...added.filter((name) => !selected.has(name)).map(field)],
          };
        },
      },
    }),
  );
  return print(document);
}

function isInnermost({ selections }: SelectionSetNode): boolean {
  return selections.every((item) => item.kind === Kind.FIELD && !item.selectionSet);
}

function leavesOf(type: GraphQLNamedType): string[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields())
    .filter((item) => isLeafType(getNamedType(item.type)) && item.args.length === 0 && !fieldCost(item).price)
    .map(({ name }) => name);
}

function field(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}
