import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './context.ts';
import { rootFields } from './root-fields.ts';

/** Fields that tell about the graph itself and need no token. */
const openFields = new Set(['__typename', '__schema', '__type', '_service']);

/** The token of an `Authorization: Bearer …` header; null where there is none. */
export function bearerToken(header: string | null | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/** Refuses, before anything is sent, every operation that needs a caller where it is not known who it is. */
export function useAuthentication(): Plugin<ServerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { identity } = args.contextValue as ServerContext;
      if (identity.caller !== null) return;
      const asked = rootFields(args.document, args.operationName);
      if ([...asked].some((name) => !openFields.has(name))) setResultAndStopExecution({ errors: [identity.refusal] });
    },
  };
}
