import { GraphQLError } from 'graphql';
import type { ExecutionCheck } from './execution-checks.ts';
import { rootFields } from './root-fields.ts';

/** Fields that return the schema. */
const schemaFields = ['__schema', '__type', '_service'];

/** Refuses introspection without the router secret. */
export const refuseIntrospection: ExecutionCheck = ({ document, operationName, contextValue: { hasRouterSecret } }) => {
  const requested = rootFields(document, operationName);
  if (hasRouterSecret || !schemaFields.some((name) => requested.has(name))) return null;
  return new GraphQLError('Introspection is disabled. Use schema.graphql instead.', {
    extensions: { code: 'INTROSPECTION_DISABLED', http: { status: 400 } },
  });
};
