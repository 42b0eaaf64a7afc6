import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './context.ts';

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
      if (identity.caller === null && needsCaller(args.document, args.operationName))
        setResultAndStopExecution({ errors: [identity.refusal] });
    },
  };
}

function needsCaller(document: DocumentNode, operationName: string | null | undefined): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  return document.definitions.some(
    (node) =>
      node.kind === Kind.OPERATION_DEFINITION &&
      (!operationName || node.name?.value === operationName) &&
      reachesData(node.selectionSet, fragments),
  );
}

function reachesData({ selections }: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return !openFields.has(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return reachesData(selection.selectionSet, fragments);
    const fragment = fragments.get(selection.name.value);
    return fragment !== undefined && reachesData(fragment.selectionSet, fragments);
  });
}
