import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { CachedNodes, type Connection, isConnectionName } from '../page.ts';

const name = 'pageNodes';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: PageNodes<Types>;
    }
  }
}

const nodesOf = Object.assign((page: unknown) => (page as Connection<unknown, unknown>).nodes, {
  listMemoKey: (nodes: object) => (nodes instanceof CachedNodes ? nodes.rows : null),
});

/**
 * Resolves `nodes` of a connection directly from its page. The relay plugin would build all edges first, even if the
 * query does not select them.
 */
class PageNodes<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context']>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context']> {
    return field.name === 'nodes' && isConnectionName(field.parentType) ? nodesOf : resolve;
  }
}

SchemaBuilder.registerPlugin(name, PageNodes);

export default name;
