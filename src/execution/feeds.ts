import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import type { Collection } from './collect-fields.ts';
import type { QueryPosition } from './plan.ts';

/** The extensions of a field, an object type or an abstract type that say which batches it may add keys to. */
interface FeedsExtensions {
  /** When a field is resolved, or the type of an object. A pending value has added these keys already. */
  feeds?: number;
  /** While the value of a field is pending. Of an object type: for each of its fields. */
  feedsLater?: number;
}

interface Positions {
  position: QueryPosition;
  typePosition: QueryPosition;
}

/**
 * Finds the batches that fields may add keys to, from the text of the query alone. Each selection set is walked once
 * for each type that it is selected on. It is not walked for each combination of types of the objects above it, whose
 * number doubles with every interface that is selected in an interface.
 */
export function createFeeds({ schema, fragment, isIncluded }: Collection) {
  /** By type, as fragments are the same selection set in many places. */
  const memo = new Map<SelectionSetNode, Map<GraphQLNamedType, number>>();
  const positions = new Map<number, QueryPosition>();

  /** The batches that a selection set may add keys to if it is on objects of a type. */
  const feedsBelow = (type: GraphQLNamedType, set: SelectionSetNode): number => {
    const byType = memo.get(set) ?? new Map<GraphQLNamedType, number>();
    memo.set(set, byType);
    const memoized = byType.get(type);
    if (memoized !== undefined) return memoized;
    let feeds = 0;
    for (const selection of set.selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        feeds |= feedsOfNode(type, selection);
        continue;
      }
      const selected = selection.kind === Kind.FRAGMENT_SPREAD ? fragment(selection.name.value) : selection;
      const condition = (selected?.typeCondition && typeFromAST(schema, selected.typeCondition)) ?? type;
      if (selected && mayOverlap(type, condition))
        feeds |= feedsBelow(isAbstractType(type) ? condition : type, selected.selectionSet);
    }
    byType.set(type, feeds);
    return feeds;
  };

  const mayOverlap = (type: GraphQLNamedType, condition: GraphQLNamedType): boolean =>
    type === condition ||
    (isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type)) ||
    isAbstractType(type);

  const feedsOfNode = (type: GraphQLNamedType, node: FieldNode): number =>
    fieldsNamed(type, node.name.value).reduce((feeds, [owner, field]) => feeds | feedsOf(owner, field, [node]), 0);

  /** The definitions that a field of an object can have: each type of an interface has its own resolver. */
  const fieldsNamed = (type: GraphQLNamedType, name: string) => {
    const owners = isInterfaceType(type) ? [type, ...schema.getPossibleTypes(type)] : isObjectType(type) ? [type] : [];
    return owners.flatMap((owner) => {
      const field = owner.getFields()[name];
      return field ? [[owner, field] as const] : [];
    });
  };

  const feedsOf = (
    owner: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): number => feedsAtOnce(field) | feedsOfPending(owner, field, nodes);

  /** The batches that a field may add keys to after it was resolved: its value may be a promise. */
  const feedsOfPending = (
    owner: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): number => {
    const type = getNamedType(field.type);
    return (
      (isObjectType(owner) ? feedsLater(owner) : 0) |
      feedsLater(field) |
      (isAbstractType(type) ? feedsAtOnce(type) : 0) |
      feedsBelowField(field, nodes)
    );
  };

  const feedsBelowField = (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): number => {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    return nodes.reduce((feeds, { selectionSet }) => feeds | (selectionSet ? feedsBelow(type, selectionSet) : 0), 0);
  };

  const positionWith = (feeds: number): QueryPosition => {
    const position = positions.get(feeds) ?? { feeds };
    positions.set(feeds, position);
    return position;
  };

  return {
    positionsOf: (
      parentType: GraphQLNamedType,
      definition: GraphQLField<unknown, unknown>,
      nodes: readonly FieldNode[],
    ): Positions => ({
      position: positionWith(feedsOfPending(parentType, definition, nodes)),
      typePosition: positionWith(feedsBelowField(definition, nodes)),
    }),
    none: { position: positionWith(0), typePosition: positionWith(0) } satisfies Positions,
  };
}

/** The batches that resolving a field or a type adds keys to at once. */
export function feedsAtOnce({ extensions }: { extensions: object }): number {
  return (extensions as FeedsExtensions).feeds ?? 0;
}

function feedsLater({ extensions }: { extensions: object }): number {
  return (extensions as FeedsExtensions).feedsLater ?? 0;
}
