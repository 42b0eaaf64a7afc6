import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';

const name = 'wrappedResolvers';

/**
 * Wraps the resolver of a field, including the validation of its arguments.
 *
 * @param coordinate the field, such as `Query.section`
 */
export type WrapResolver = (
  resolve: GraphQLFieldResolver<unknown, unknown>,
  coordinate: string,
) => GraphQLFieldResolver<unknown, unknown>;

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: WrappedResolvers<Types>;
    }
    interface BuildSchemaOptions<Types extends SchemaTypes> {
      /** Wraps every resolver of the schema. Fields that graphql-js reads from a property have no resolver. */
      wrapResolver?: WrapResolver | undefined;
    }
  }
}

/** Wraps resolvers as the caller of `buildSchema` asks, for tracing. Must be the first plugin, so that it is outermost. */
class WrappedResolvers<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapArgMappers(
    resolve: GraphQLFieldResolver<unknown, Types['Context']> | undefined,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context']> | undefined {
    const { wrapResolver } = this.options;
    if (!resolve || resolve === defaultFieldResolver || !wrapResolver) return resolve;
    return wrapResolver(resolve as GraphQLFieldResolver<unknown, unknown>, `${field.parentType}.${field.name}`);
  }
}

SchemaBuilder.registerPlugin(name, WrappedResolvers);

export default name;
