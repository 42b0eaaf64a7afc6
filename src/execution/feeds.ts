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
  /** True of a field that adds keys only if its object came without its value. */
  mayBeProvided?: boolean;
  /** The fields of the resulting objects that come with a field, or with each field of a type. */
  provides?: Provided | undefined;
  /** True of a type whose fields result in objects that come with the object itself, such as the edges of a connection. */
  passesProvided?: boolean;
}

/** Names of fields. `__typename`: the type of the object comes, too. */
type Provided = readonly string[] | 'all';

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
  const memo = new Map<SelectionSetNode, Map<GraphQLNamedType, Map<Provided, number>>>();
  const positions = new Map<number, QueryPosition>();

  /** The batches that a selection set may add keys to if it is on objects of a type, of which some fields are provided. */
  const feedsBelow = (type: GraphQLNamedType, set: SelectionSetNode, provided: Provided): number => {
    const byType = memo.get(set) ?? new Map<GraphQLNamedType, Map<Provided, number>>();
    memo.set(set, byType);
    const byProvided = byType.get(type) ?? new Map<Provided, number>();
    byType.set(type, byProvided);
    const memoized = byProvided.get(provided);
    if (memoized !== undefined) return memoized;
    let feeds = 0;
    for (const selection of set.selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        feeds |= feedsOfNode(type, selection, provided);
        continue;
      }
      const selected = selection.kind === Kind.FRAGMENT_SPREAD ? fragment(selection.name.value) : selection;
      const condition = (selected?.typeCondition && typeFromAST(schema, selected.typeCondition)) ?? type;
      if (selected && mayOverlap(type, condition))
        feeds |= feedsBelow(isAbstractType(type) ? condition : type, selected.selectionSet, provided);
    }
    byProvided.set(provided, feeds);
    return feeds;
  };

  const mayOverlap = (type: GraphQLNamedType, condition: GraphQLNamedType): boolean =>
    type === condition ||
    (isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type)) ||
    isAbstractType(type);

  const feedsOfNode = (type: GraphQLNamedType, node: FieldNode, provided: Provided): number =>
    fieldsNamed(type, node.name.value).reduce(
      (feeds, [owner, field]) => feeds | feedsOf(owner, field, [node], provided),
      0,
    );

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
    provided: Provided,
  ): number => {
    const isProvided = extensionsOf(field).mayBeProvided && isIn(provided, field.name);
    const own = isProvided ? 0 : feedsAtOnce(field) | feedsOfPending(owner, field);
    return own | feedsOfValue(field, nodes, providedBelow(owner, field, provided));
  };

  /** The batches that the value of a field may add keys to. */
  const feedsOfValue = (
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    provided: Provided,
  ): number => {
    const type = getNamedType(field.type);
    const isTypePending = isAbstractType(type) && !isIn(provided, '__typename');
    return (isTypePending ? feedsAtOnce(type) : 0) | feedsBelowField(field, nodes, provided);
  };

  const feedsBelowField = (
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    provided: Provided,
  ): number => {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    return nodes.reduce(
      (feeds, { selectionSet }) => feeds | (selectionSet ? feedsBelow(type, selectionSet, provided) : 0),
      0,
    );
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
    ): Positions => {
      const provided = providedBelow(parentType, definition, nothing);
      const own = feedsOfPending(parentType, definition);
      return {
        position: positionWith(own | feedsOfValue(definition, nodes, provided)),
        typePosition: positionWith(feedsBelowField(definition, nodes, provided)),
      };
    },
    none: { position: positionWith(0), typePosition: positionWith(0) } satisfies Positions,
  };
}

const nothing: Provided = [];

/** The fields that come with the objects that a field results in. */
function providedBelow(owner: GraphQLNamedType, field: GraphQLField<unknown, unknown>, provided: Provided): Provided {
  const { provides, passesProvided } = extensionsOf(owner);
  return extensionsOf(field).provides ?? provides ?? (passesProvided ? provided : nothing);
}

function isIn(provided: Provided, name: string): boolean {
  return provided === 'all' || provided.includes(name);
}

function extensionsOf({ extensions }: { extensions: object }): FeedsExtensions {
  return extensions;
}

/** The batches that resolving a field or a type adds keys to at once. */
export function feedsAtOnce(definition: { extensions: object }): number {
  return extensionsOf(definition).feeds ?? 0;
}

/** The batches that a field itself may add keys to while its value is pending. */
function feedsOfPending(owner: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number {
  return feedsLater(field) | (isObjectType(owner) ? feedsLater(owner) : 0);
}

function feedsLater(definition: { extensions: object }): number {
  return extensionsOf(definition).feedsLater ?? 0;
}
