import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { InputError } from '../errors/errors.ts';
import { FailedPage, isConnectionName } from '../page.ts';

const name = 'inputErrors';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: InputErrors<Types>;
    }
  }
}

/**
 * Limits the effect of invalid arguments. A connection is non-null, so an error in its arguments would make its parent
 * null too. Instead, the parts of the page fail, as if the REST API had failed.
 */
class InputErrors<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapArgMappers(
    resolve: GraphQLFieldResolver<unknown, Types['Context']> | undefined,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context']> | undefined {
    if (!resolve || !this.#isPage(field)) return resolve;
    return (source, args, context, info) => {
      try {
        return resolve(source, args, context, info);
      } catch (error) {
        if (error instanceof InputError) return new FailedPage(error, info);
        throw error;
      }
    };
  }

  #isPage({ type }: PothosOutputFieldConfig<Types>): boolean {
    return !type.nullable && type.kind !== 'List' && isConnectionName(this.buildCache.getTypeConfig(type.ref).name);
  }
}

SchemaBuilder.registerPlugin(name, InputErrors);

export default name;
