import { GraphQLError } from 'graphql';
import type { BeforeExecution } from './execution-checks.ts';
import { rootFields } from './root-fields.ts';

/** Fields that give the schema away. */
const schemaFields = ['__schema', '__type', '_service'];

/** Refuses to tell the schema to anybody but a router that proves itself. */
export const refuseIntrospection: BeforeExecution = ({ document, operationName, contextValue: { isRouter } }) => {
  const asked = rootFields(document, operationName);
  if (isRouter || !schemaFields.some((name) => asked.has(name))) return null;
  return new GraphQLError('This gateway does not tell its schema. It is published as schema.graphql.', {
    extensions: { code: 'INTROSPECTION_DISABLED', http: { status: 400 } },
  });
};
