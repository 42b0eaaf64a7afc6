import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { GraphQLInterfaceType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import { trackedResolver, trackedTypeResolver } from '../../execution/track-pending.ts';

/**
 * A copy of a schema whose resolvers count their promises in executions that are tracked. Resolvers get `info.position`,
 * and the schema itself, with its types, in `info`.
 */
export function withTracking(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => {
      const parentType = schema.getType(typeName) as GraphQLObjectType;
      const returnType = parentType.getFields()[fieldName]?.type as GraphQLOutputType;
      return { ...config, resolve: trackedResolver(config.resolve, { schema, parentType, returnType }) };
    },
    [MapperKind.INTERFACE_TYPE]: (type) => {
      const { resolveType, ...config } = type.toConfig();
      return new GraphQLInterfaceType({ ...config, resolveType: trackedTypeResolver(resolveType) });
    },
  });
}
