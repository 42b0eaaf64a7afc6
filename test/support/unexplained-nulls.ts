import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { withoutMerging } from './merged-errors.ts';

interface Answer {
  data?: unknown;
  errors?: readonly { path?: unknown; extensions?: Record<string, unknown> | undefined }[];
}

/** The schema that clients read. */
const schema = buildSchema(readFileSync('schema.client.graphql', 'utf8'));
const directive = schema.getDirective('semanticNonNull');

/** The places of an answer that are null without an error, although their field is `@semanticNonNull`. */
export function unexplainedNulls(query: string, { data, errors = [] }: Answer): string[] {
  const document = parse(query);
  const fragments = new Map(
    document.definitions.flatMap((definition): [string, FragmentDefinitionNode][] =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const failed = new Set(
    withoutMerging(errors).flatMap(({ path }) =>
      Array.isArray(path) ? path.map((_, index) => path.slice(0, index + 1).join('.')) : [],
    ),
  );
  const found: string[] = [];

  const checkLevel = (value: unknown, [isMarked, ...deeper]: readonly boolean[], place: string): void => {
    if (value === null && isMarked && !failed.has(place)) found.push(`${place}: null without an error`);
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) checkLevel(item, deeper, `${place}.${index}`);
  };
  const checkField = (field: GraphQLField<unknown, unknown>, node: FieldNode, value: unknown, place: string): void => {
    const levels = levelsOf(field);
    checkLevel(value, [levels.includes(0), levels.includes(1)], place);
    const checkItem = (item: unknown, at: string): void => {
      if (Array.isArray(item)) for (const [index, inner] of item.entries()) checkItem(inner, `${at}.${index}`);
      else if (node.selectionSet) checkObject(getNamedType(field.type), node.selectionSet, item, at);
    };
    checkItem(value, place);
  };
  const checkObject = (
    type: GraphQLNamedType,
    { selections }: SelectionSetNode,
    value: unknown,
    place: string,
  ): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
        if (fragment) checkObject(condition ?? type, fragment.selectionSet, value, place);
        continue;
      }
      const key = (selection.alias ?? selection.name).value;
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      const inner = (value as Record<string, unknown>)[key];
      if (field && inner !== undefined) checkField(field, selection, inner, place ? `${place}.${key}` : key);
    }
  };

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation);
    if (root) checkObject(root, definition.selectionSet, data, '');
  }
  return found;
}

function levelsOf({ astNode }: GraphQLField<unknown, unknown>): readonly number[] {
  const values = directive && astNode ? getDirectiveValues(directive, astNode) : undefined;
  return (values?.levels ?? []) as number[];
}
