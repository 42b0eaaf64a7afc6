import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isObject } from '../../learning-api/contract/json-object.ts';
import type { Part } from './engine.ts';
import { fragmentsOf } from './fragments.ts';

type Path = readonly (string | number)[];

/** A deferred fragment or the rest of a streamed list, which has been announced and is not complete. */
interface Pending {
  id: string;
  path: Path;
  label: string | undefined;
  selectionSet: SelectionSetNode | undefined;
  isStream: boolean;
}

interface Document {
  node: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
}

/** The operation that the parts belong to. */
interface Executed {
  node: OperationDefinitionNode;
  operation: { document: DocumentNode; variableValues?: Readonly<Record<string, unknown>> | null | undefined };
}

/**
 * Turns parts of the form of 2022 into the form `incrementalSpec=v0.2`, which announces each deferred fragment and each
 * streamed list as `pending`, refers to it by `id`, and says when it is `completed`. A fragment on a type that the object
 * does not have may be announced: it is completed with the last part.
 */
export async function* inFormV02(
  parts: AsyncIterable<Part>,
  { node, operation: { document: text, variableValues } }: Executed,
): AsyncGenerator<Part> {
  const document: Document = { node, fragments: fragmentsOf(text), variables: variableValues ?? {} };
  const open = new Set<Pending>();
  let count = 0;

  for await (const part of parts) {
    const { incremental = [], hasNext = false, ...rest } = part;
    const pending: Pending[] = [];
    const completed: object[] = [];
    const announce = (found: Omit<Pending, 'id'>) => {
      const announced = { ...found, id: String(count++) };
      open.add(announced);
      pending.push(announced);
      return announced;
    };
    const announceBelow = (selectionSet: SelectionSetNode | undefined, data: unknown, path: Path) => {
      if (selectionSet) for (const found of findPending(document, selectionSet, data, path)) announce(found);
    };

    if ('data' in rest) announceBelow(node.selectionSet, rest.data, []);
    const increments = incremental.flatMap(({ path: fullPath = [], label, data, items, errors }) => {
      const isStream = items !== undefined;
      const path = isStream ? fullPath.slice(0, -1) : fullPath;
      const target =
        [...open].find((each) => each.isStream === isStream && each.label === label && isEqual(each.path, path)) ??
        announce({ path, label, selectionSet: undefined, isStream });
      if (isStream && items) {
        const first = Number(fullPath.at(-1) ?? 0);
        for (const [index, item] of items.entries()) announceBelow(target.selectionSet, item, [...path, first + index]);
        return { id: target.id, items, ...(errors && { errors }) };
      }
      open.delete(target);
      // Null means that the errors left nothing of it.
      const isLost = isStream ? items === null : data === null;
      completed.push({ id: target.id, ...(isLost && errors && { errors }) });
      if (isLost) return [];
      announceBelow(target.selectionSet, data, path);
      return { id: target.id, data, ...(errors && { errors }) };
    });
    if (!hasNext) {
      for (const { id } of open) completed.push({ id });
      open.clear();
    }
    yield {
      ...rest,
      ...(pending.length > 0 && { pending: pending.map(({ id, path, label }) => ({ id, path, label })) }),
      ...(increments.length > 0 && { incremental: increments }),
      ...(completed.length > 0 && { completed }),
      hasNext,
    } as Part;
  }
}

/** The deferred fragments and the streamed lists of a selection, in the data that is already there. */
function findPending(
  document: Document,
  selectionSet: SelectionSetNode,
  data: unknown,
  path: Path,
): Omit<Pending, 'id'>[] {
  if (Array.isArray(data))
    return data.flatMap((item, index) => findPending(document, selectionSet, item, [...path, index]));
  if (!isObject(data)) return [];
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? document.fragments.get(selection.name.value) : selection;
      if (!fragment) return [];
      const { selectionSet: inner } = fragment;
      const defer = activeDirective(document, selection.directives, 'defer');
      if (defer) return [{ path, label: labelOf(defer), selectionSet: inner, isStream: false }];
      return findPending(document, inner, data, path);
    }
    const name = selection.alias?.value ?? selection.name.value;
    const value = data[name];
    const fieldPath = [...path, name];
    const { selectionSet: inner } = selection;
    const stream = Array.isArray(value) ? activeDirective(document, selection.directives, 'stream') : undefined;
    return [
      ...(stream ? [{ path: fieldPath, label: labelOf(stream), selectionSet: inner, isStream: true }] : []),
      ...(inner ? findPending(document, inner, value, fieldPath) : []),
    ];
  });
}

/** The directive of this name, unless its `if` is false. */
function activeDirective(
  { variables, node }: Document,
  directives: readonly DirectiveNode[] | undefined,
  name: 'defer' | 'stream',
): DirectiveNode | undefined {
  const directive = directives?.find((each) => each.name.value === name);
  const condition = directive?.arguments?.find((argument) => argument.name.value === 'if')?.value;
  if (condition?.kind === Kind.BOOLEAN && !condition.value) return undefined;
  if (condition?.kind === Kind.VARIABLE) {
    const { value } = condition.name;
    const definition = node.variableDefinitions?.find(({ variable }) => variable.name.value === value);
    const byDefault = definition?.defaultValue?.kind === Kind.BOOLEAN ? definition.defaultValue.value : true;
    if ((variables[value] ?? byDefault) === false) return undefined;
  }
  return directive;
}

function labelOf({ arguments: given = [] }: DirectiveNode): string | undefined {
  const label = given.find(({ name }) => name.value === 'label')?.value;
  return label?.kind === Kind.STRING ? label.value : undefined;
}

function isEqual(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
