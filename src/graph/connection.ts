import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { ItemOf, PagedOperation } from '../learning-api/contract/operations.ts';
import type { ListParameters, ReadableItem } from '../loaders/lists.ts';
import { maxPageSize } from '../loaders/page-window.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { type Connection, defaultPageSize, OperationPage, type PageArguments, type PageRequest } from './page.ts';
import { aheadOfNodes, type KnownNode } from './unconfirmed.ts';

const pageSizeRule = `Must be between 1 and ${maxPageSize}.`;

/** The arguments of every connection. */
export const pageArguments = builder.args((t) => ({
  first: t.int({
    defaultValue: defaultPageSize,
    description: `Number of items to return, from 1 to ${maxPageSize}.`,
    validate: z.int().min(1, pageSizeRule).max(maxPageSize, pageSizeRule),
  }),
  after: t.string({ description: 'Return the items after this cursor. Use `endCursor` of the previous page.' }),
  last: t.int({
    description: `Return this many items from the end of the list, or before \`before\`, from 1 to ${maxPageSize}. Replaces \`first\`. Without \`before\`, takes one more small REST call, and fails with \`NOT_REPORTED\` if the REST API does not report the length of the list.`,
    validate: z.int().min(1, pageSizeRule).max(maxPageSize, pageSizeRule),
  }),
  before: t.string({
    description: 'Return the items before this cursor. Use `startCursor` of the next page, with `last`.',
  }),
  offset: t.int({
    description:
      'Number of items to skip, for tables that jump to a page. Cannot be combined with `after`, `last` and `before`.',
    validate: z.int().min(0, 'Must be 0 or greater.'),
  }),
}));

export const totalCountDescription =
  'Total number of items in the list. Null if it is not known: the REST API does not report it, or the gateway did not check the whole list.';

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: totalCountDescription,
    resolve: (connection) => connection.total(),
  }),
);

/**
 * The page of an operation's list that the arguments select. It makes no call until a part of the page is read.
 *
 * @param toNode converts an item to a reference. An item that failed stays an error at its own path.
 * @param knownNode the known part of every node before the page is read. Null if nothing is known
 */
export function connect<Name extends PagedOperation, Node>(
  request: PageRequest<Name>,
  toNode: (item: ReadableItem<Name>) => Node,
  knownNode: KnownNode<Node> | null = null,
): Connection<ItemOf<Name>, Node> {
  const page = new OperationPage(request, toNode);
  if (knownNode) aheadOfNodes(knownNode, request.context, request.info);
  return page;
}

/** A list that depends only on the object that has it and on the page arguments. */
interface ListOf<Name extends PagedOperation, Ref, Node> {
  operation: Name;
  parameters(ref: Ref): ListParameters<NoInfer<Name>>;
  toNode(ref: Ref, context: GraphContext): (item: ReadableItem<Name>) => Node;
}

/** The resolver of a field with such a list. */
export function pageOf<Name extends PagedOperation, Ref, Node>({
  operation,
  parameters,
  toNode,
}: ListOf<Name, Ref, Node>) {
  return (ref: Ref, args: PageArguments, context: GraphContext, info: GraphQLResolveInfo) =>
    connect({ operation, parameters: parameters(ref), args, context, info }, toNode(ref, context));
}
