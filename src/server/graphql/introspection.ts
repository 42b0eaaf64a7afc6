import type { ExecutionCheck } from './execution-checks.ts';
import { requestError } from './request-error.ts';
import { rootFields } from './root-fields.ts';

/** Fields that return the schema. */
const schemaFields = ['__schema', '__type', '_service'];

/** Refuses introspection without the router secret. */
export const refuseIntrospection: ExecutionCheck = ({ document, operationName, contextValue: { hasRouterSecret } }) => {
  const requested = rootFields(document, operationName);
  if (hasRouterSecret || !schemaFields.some((name) => requested.has(name))) return null;
  return requestError('INTROSPECTION_DISABLED', 'Introspection is disabled. Use schema.graphql instead.', {
    http: { status: 400 },
  });
};
