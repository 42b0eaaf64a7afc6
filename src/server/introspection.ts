import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './context.ts';
import { rootFields } from './root-fields.ts';

/** Fields that give the schema away. */
const schemaFields = ['__schema', '__type', '_service'];

/** Refuses to tell the schema to anybody but a router that proves itself. */
export function useClosedIntrospection(): Plugin<ServerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { isRouter } = args.contextValue as ServerContext;
      const asked = rootFields(args.document, args.operationName);
      if (isRouter || !schemaFields.some((name) => asked.has(name))) return;
      const message = 'This gateway does not tell its schema. It is published as schema.graphql.';
      setResultAndStopExecution({
        errors: [new GraphQLError(message, { extensions: { code: 'INTROSPECTION_DISABLED', http: { status: 400 } } })],
      });
    },
  };
}
