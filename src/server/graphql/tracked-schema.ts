import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import { trackedResolver, trackedTypeResolver } from '../../execution/track-pending.ts';

/**
 * A copy of a schema whose resolvers count their promises in executions that are tracked. Resolvers get `info.position`,
 * and the schema itself as `info.schema`.
 */
export function withTracking(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config) => ({ ...config, resolve: trackedResolver(config.resolve, schema) }),
    [MapperKind.INTERFACE_TYPE]: (type) => {
      const { resolveType, ...config } = type.toConfig();
      return new GraphQLInterfaceType({ ...config, resolveType: trackedTypeResolver(resolveType, schema) });
    },
  });
}
