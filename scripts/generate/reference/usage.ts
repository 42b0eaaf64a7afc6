import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** The fields, arguments and input fields that have each type, as coordinates: `Query.section`, `Query.section.id`. */
export function usesByType(schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  const add = (type: GraphQLType, coordinate: string) => {
    const { name } = getNamedType(type);
    uses.set(name, [...(uses.get(name) ?? []), coordinate]);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('_')) continue;
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) add(field.type, `${type.name}.${field.name}`);
    }
    for (const field of outputFields(type)) {
      add(field.type, `${type.name}.${field.name}`);
      for (const argument of field.args) add(argument.type, `${type.name}.${field.name}.${argument.name}`);
    }
  }
  return uses;
}

function outputFields(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}
