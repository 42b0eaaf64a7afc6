import {
  type DocumentNode,
  defaultFieldResolver,
  defaultTypeResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  Kind,
} from 'graphql';
import { createFeeds } from './feeds.ts';
import { isPromise } from './is-promise.ts';
import { PendingCounts } from './pending-values.ts';
import type { QueryPosition } from './plan.ts';
import { bytesPerValue, maxResponseBytes, ResponseTooLargeError } from './response-size.ts';

type Feeds = ReturnType<typeof createFeeds>;

/** The state of one execution by graphql-js. */
interface Tracking {
  pending: PendingCounts;
  feeds: Feeds;
  /** By the nodes of a field, which are the same array for all items of a list. */
  positions: WeakMap<readonly FieldNode[], ReturnType<Feeds['positionsOf']>>;
}

/** By the context of the request. */
const trackings = new WeakMap<object, Tracking>();
/** The size of the response so far, in bytes, by the context of the request. */
const sizes = new WeakMap<object, { bytes: number; tooLarge: AbortController }>();

/**
 * Limits the size of an execution by graphql-js. The resolvers of the schema must be tracked.
 *
 * @returns a signal that ends the execution with a ResponseTooLargeError
 */
export function limitSize(context: object): AbortSignal {
  const tooLarge = new AbortController();
  sizes.set(context, { bytes: 0, tooLarge });
  return tooLarge.signal;
}

function countSize(context: object, value: unknown): void {
  const size = sizes.get(context);
  if (!size) return;
  size.bytes += bytesPerValue + (typeof value === 'string' ? value.length : 0);
  if (size.bytes > maxResponseBytes) size.tooLarge.abort(new ResponseTooLargeError());
}

/** The feeds of each document: the same for all its executions. */
const feedsOfDocuments = new WeakMap<DocumentNode, { schema: GraphQLSchema; feeds: Feeds }>();

/**
 * Tracks the pending values of an execution by graphql-js, as plans do. The resolvers of the schema must be tracked.
 *
 * @param context the context of this execution alone
 */
export function trackPending(schema: GraphQLSchema, document: DocumentNode, context: object): PendingCounts {
  const pending = new PendingCounts();
  trackings.set(context, { pending, feeds: feedsOf(schema, document), positions: new WeakMap() });
  return pending;
}

function feedsOf(schema: GraphQLSchema, document: DocumentNode): Feeds {
  const memoized = feedsOfDocuments.get(document);
  if (memoized?.schema === schema) return memoized.feeds;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const feeds = createFeeds({ schema, fragment: (name: string) => fragments.get(name), isIncluded: () => true });
  feedsOfDocuments.set(document, { schema, feeds });
  return feeds;
}

/** The schema of a field, in place of the copy of it that is executed. A type of the copy is not the type of the schema. */
export type OriginalOfField = Pick<GraphQLResolveInfo, 'schema' | 'parentType' | 'returnType'>;

/**
 * A resolver that counts its promises in executions that are tracked. It gets `info.position`, and the original in `info`,
 * as all resolvers and type resolvers of the field get the same `info`.
 */
export function trackedResolver(
  resolve: GraphQLFieldResolver<unknown, object> = defaultFieldResolver,
  original: OriginalOfField,
): GraphQLFieldResolver<unknown, object> {
  return (source, args, context, info) => {
    Object.assign(info, original);
    const tracking = trackings.get(context);
    const position = tracking && positionsOf(tracking, info).position;
    const value: unknown = resolve(source, args, context, Object.assign(info, position && { position }));
    countSize(context, value);
    if (!tracking || !position) return value;
    countPromise(tracking.pending, position, value);
    if (Array.isArray(value)) for (const item of value) countPromise(tracking.pending, position, item);
    return value;
  };
}

/** The same for the resolver of an abstract type. */
export function trackedTypeResolver(
  resolveType: GraphQLTypeResolver<unknown, object> | null | undefined,
): GraphQLTypeResolver<unknown, object> {
  const find = resolveType ?? defaultTypeResolver;
  return (value, context, info, abstractType) => {
    const tracking = trackings.get(context);
    if (!tracking) return find(value, context, info, abstractType);
    const { typePosition: position } = positionsOf(tracking, info);
    const typeName = find(value, context, { ...info, position } as GraphQLResolveInfo, abstractType);
    countPromise(tracking.pending, position, typeName);
    return typeName;
  };
}

function positionsOf({ feeds, positions }: Tracking, { parentType, fieldName, fieldNodes }: GraphQLResolveInfo) {
  const known = positions.get(fieldNodes);
  if (known) return known;
  const definition = parentType.getFields()[fieldName];
  const found = definition ? feeds.positionsOf(parentType, definition, fieldNodes) : feeds.none;
  positions.set(fieldNodes, found);
  return found;
}

function countPromise(pending: PendingCounts, position: QueryPosition, value: unknown): void {
  if (!isPromise(value)) return;
  pending.start(position);
  const settle = () => pending.settle(position);
  value.then(settle, settle);
}
