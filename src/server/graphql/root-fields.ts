import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './fragments.ts';

/** For each document, the root fields by operation name. */
const memo = new WeakMap<DocumentNode, Map<string, ReadonlySet<string>>>();

/** The names of the root fields that an operation of a valid document selects, including those in fragments. */
export function rootFields(document: DocumentNode, operationName: string | null | undefined): ReadonlySet<string> {
  const ofDocument = memo.get(document) ?? new Map<string, ReadonlySet<string>>();
  memo.set(document, ofDocument);
  const name = operationName ?? '';
  const fields = ofDocument.get(name) ?? find(document, name);
  if (fields.size > 0) ofDocument.set(name, fields);
  return fields;
}

function find(document: DocumentNode, operationName: string): ReadonlySet<string> {
  const fragments = fragmentsOf(document);
  const fields = new Set<string>();
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        fragments.delete(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName))
      collect(node.selectionSet);
  return fields;
}
