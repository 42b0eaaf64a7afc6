import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { GraphContext } from '../context.ts';

const name = 'serialMutations';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: SerialMutations<Types>;
    }
  }
}

/**
 * Starts a mutation only when the bulk mutations before it in the document have written everything. The executor alone
 * does not ensure it: with `@stream` or `@defer`, a bulk mutation is complete for the executor while it still writes.
 * GraphQL specification, section 6.2.2 "Mutation".
 */
class SerialMutations<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context']>,
    { parentType }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context']> {
    if (parentType !== 'Mutation') return resolve;
    return async (source, args, context, info) => {
      await Promise.all((context as GraphContext).bulkRuns);
      return resolve(source, args, context, info);
    };
  }
}

SchemaBuilder.registerPlugin(name, SerialMutations);

export default name;
