import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInputType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isSpecifiedDirective,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ExecutionCheck } from './execution-checks.ts';
import { fragmentsOf } from './fragments.ts';

/** A variable whose values can contain something deprecated. */
interface DeprecatedVariable {
  name: string;
  type: GraphQLInputType;
}

/** The deprecated elements that an operation uses by its text, and the variables that can add more. */
interface Usage {
  coordinates: ReadonlySet<string>;
  variables: readonly DeprecatedVariable[];
}

/** Anything that can be deprecated. */
type Element = { deprecationReason?: string | null | undefined } | null | undefined;
const isDeprecated = (element: Element): boolean => typeof element?.deprecationReason === 'string';

/** Records the deprecated fields, arguments, enum values and input fields that an operation and its variables use. */
export function createDeprecatedUsage(schema: GraphQLSchema): ExecutionCheck {
  const memo = new WeakMap<DocumentNode, Map<string, Usage | null>>();

  const usageOf = (document: DocumentNode, operationName: string | null | undefined): Usage | null => {
    const usages = memo.get(document) ?? new Map<string, Usage | null>();
    memo.set(document, usages);
    const name = operationName ?? '';
    const memoized = usages.get(name);
    if (memoized !== undefined) return memoized;
    const operation = getOperationAST(document, operationName || undefined);
    const usage = operation ? findUsage(schema, document, operation) : null;
    usages.set(name, usage);
    return usage;
  };

  return ({ document, operationName, variableValues, contextValue: { record } }) => {
    const usage = usageOf(document, operationName);
    if (!usage || (usage.coordinates.size === 0 && usage.variables.length === 0)) return null;
    const coordinates = new Set(usage.coordinates);
    for (const { name, type } of usage.variables) addUsedIn(variableValues?.[name], type, coordinates);
    record.deprecated = [...coordinates].sort();
    return null;
  };
}

function findUsage(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Usage {
  const coordinates = new Set<string>();
  const variables: DeprecatedVariable[] = [];
  const fragments = fragmentsOf(document);
  const visited = new Set<string>();
  const typeInfo = new TypeInfo(schema);

  const addIf = (element: Element, coordinate: () => string) => {
    if (isDeprecated(element)) coordinates.add(coordinate());
  };
  const visitor = visitWithTypeInfo(typeInfo, {
    [Kind.FIELD]: () => {
      const field = typeInfo.getFieldDef();
      addIf(field, () => `${typeInfo.getParentType()?.name}.${field?.name}`);
    },
    [Kind.ARGUMENT]: ({ name }) => {
      const directive = typeInfo.getDirective();
      const owner = directive
        ? `@${directive.name}`
        : `${typeInfo.getParentType()?.name}.${typeInfo.getFieldDef()?.name}`;
      addIf(typeInfo.getArgument(), () => `${owner}(${name.value}:)`);
    },
    [Kind.OBJECT_FIELD]: ({ name }) => {
      const type = getNamedType(typeInfo.getParentInputType());
      if (isInputObjectType(type)) addIf(type.getFields()[name.value], () => `${type.name}.${name.value}`);
    },
    [Kind.ENUM]: ({ value }) => {
      const type = getNamedType(typeInfo.getInputType());
      if (isEnumType(type)) addIf(type.getValue(value), () => `${type.name}.${value}`);
    },
    [Kind.VARIABLE_DEFINITION]: ({ variable, type: node }) => {
      const type = typeFromAST(schema, node);
      if (isInputType(type) && reachesDeprecated(getNamedType(type)))
        variables.push({ name: variable.name.value, type });
    },
    [Kind.FRAGMENT_SPREAD]: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (!fragment || visited.has(name.value)) return;
      visited.add(name.value);
      pending.push(fragment);
    },
  });
  const pending: Parameters<typeof visit>[0][] = [operation];
  for (let node = pending.pop(); node; node = pending.pop()) visit(node, visitor);
  return { coordinates, variables };
}

/** Adds the deprecated enum values and input fields in the value of a variable. */
function addUsedIn(value: unknown, type: GraphQLInputType, coordinates: Set<string>): void {
  if (value === null || value === undefined) return;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    for (const item of Array.isArray(value) ? value : [value]) addUsedIn(item, nullable.ofType, coordinates);
  } else if (isEnumType(nullable)) {
    if (isDeprecated(nullable.getValue(String(value)))) coordinates.add(`${nullable.name}.${value}`);
  } else if (isInputObjectType(nullable) && typeof value === 'object') {
    for (const field of Object.values(nullable.getFields())) {
      const item = (value as Record<string, unknown>)[field.name];
      if (item === undefined) continue;
      if (isDeprecated(field)) coordinates.add(`${nullable.name}.${field.name}`);
      addUsedIn(item, field.type, coordinates);
    }
  }
}

/** True if values of an input type can contain something deprecated. Input types may contain themselves. */
function reachesDeprecated(type: GraphQLNamedType, visited = new Set<GraphQLNamedType>()): boolean {
  if (visited.has(type)) return false;
  visited.add(type);
  if (isEnumType(type)) return type.getValues().some(isDeprecated);
  if (!isInputObjectType(type)) return false;
  return Object.values(type.getFields()).some(
    (field) => isDeprecated(field) || reachesDeprecated(getNamedType(field.type), visited),
  );
}

/** The coordinates of all deprecated elements of a schema. */
export function deprecatedCoordinates(schema: GraphQLSchema): string[] {
  const ofTypes = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      if (isEnumType(type))
        return type
          .getValues()
          .filter(isDeprecated)
          .map(({ name }) => `${type.name}.${name}`);
      if (isInputObjectType(type))
        return Object.values(type.getFields())
          .filter(isDeprecated)
          .map(({ name }) => `${type.name}.${name}`);
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        ...(isDeprecated(field) ? [`${type.name}.${field.name}`] : []),
        ...field.args.filter(isDeprecated).map(({ name }) => `${type.name}.${field.name}(${name}:)`),
      ]);
    });
  const ofDirectives = schema
    .getDirectives()
    .filter((directive) => !isSpecifiedDirective(directive))
    .flatMap(({ name, args }) => args.filter(isDeprecated).map((argument) => `@${name}(${argument.name}:)`));
  return [...ofTypes, ...ofDirectives].sort();
}
