import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { maxPageSize } from '../../loaders/page-window.ts';
import { InputError } from '../errors/errors.ts';
import { failedPage, isConnectionName } from '../page.ts';

const name = 'inputErrors';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: InputErrors<Types>;
    }
  }
}

type Failure = (error: InputError, args: { ids?: readonly string[] }, info: GraphQLResolveInfo) => unknown;

/**
 * Limits the effect of invalid arguments. Both a connection and a list by ids are non-null, so an error in their
 * arguments would make their parent null too. Instead, the parts of the page fail, as if the REST API had failed, and
 * the items of the list fail.
 */
class InputErrors<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapArgMappers(
    resolve: GraphQLFieldResolver<unknown, Types['Context']> | undefined,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context']> | undefined {
    const failure = this.#failureFor(field);
    if (!resolve || !failure) return resolve;
    return (source, args, context, info) => {
      try {
        return resolve(source, args, context, info);
      } catch (error) {
        if (error instanceof InputError) return failure(error, args, info);
        throw error;
      }
    };
  }

  #failureFor({ type, args }: PothosOutputFieldConfig<Types>): Failure | null {
    if (type.nullable) return null;
    if (type.kind === 'List') return 'ids' in args ? failedItems : null;
    const isPage = isConnectionName(this.buildCache.getTypeConfig(type.ref).name);
    return isPage ? (error, _, info) => failedPage(error, info) : null;
  }
}

const failedItems: Failure = (error, { ids = [] }) =>
  ids.length > 0 && ids.length <= maxPageSize ? ids.map(() => error) : error;

SchemaBuilder.registerPlugin(name, InputErrors);

export default name;
