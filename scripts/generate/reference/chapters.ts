import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

/** A part of the page. */
export interface Chapter {
  id: string;
  title: string;
  entries: readonly Entry[];
}

/** A query, a mutation or a type. `id` is its place in the page: `Query.section`, `Section`. */
export type Entry =
  | { id: string; name: string; field: GraphQLField<unknown, unknown> }
  | { id: string; name: string; type: GraphQLNamedType };

/** The chapters of the page, in the order in which people need them. */
export function chaptersOf(schema: GraphQLSchema): Chapter[] {
  const types = shownTypes(schema);
  const typesWhere = (fits: (type: GraphQLNamedType) => boolean): Entry[] =>
    types.filter(fits).map((type) => ({ id: type.name, name: type.name, type }));
  const fieldsOf = (root: 'Query' | 'Mutation'): Entry[] => {
    const type = root === 'Query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(type?.getFields() ?? {}).map((field) => ({
      id: `${root}.${field.name}`,
      name: field.name,
      field,
    }));
  };
  const isOutput = (type: GraphQLNamedType) => isObjectType(type) || isInterfaceType(type);
  return [
    { id: 'queries', title: 'Queries', entries: fieldsOf('Query') },
    { id: 'mutations', title: 'Mutations', entries: fieldsOf('Mutation') },
    {
      id: 'objects',
      title: 'Objects and interfaces',
      entries: typesWhere((type) => isOutput(type) && !isPage(type) && !isOutcome(type)),
    },
    { id: 'enums', title: 'Enums', entries: typesWhere(isEnumType) },
    { id: 'inputs', title: 'Inputs', entries: typesWhere(isInputObjectType) },
    {
      id: 'results',
      title: 'Results of mutations',
      entries: typesWhere((type) => isUnionType(type) || (isOutput(type) && isOutcome(type))),
    },
    { id: 'connections', title: 'Connections', entries: typesWhere((type) => isOutput(type) && isPage(type)) },
    { id: 'scalars', title: 'Scalars', entries: typesWhere(isScalarType) },
  ];
}

/** The types that a client can use: not the roots, GraphQL's own scalars or the types of federation. */
function shownTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  const roots: (GraphQLNamedType | null | undefined)[] = [schema.getQueryType(), schema.getMutationType()];
  return Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('_') && !isSpecifiedScalarType(type) && !roots.includes(type),
  );
}

function isPage({ name }: GraphQLNamedType): boolean {
  return /(Connection|Edge|PageInfo)$/.test(name);
}

function isOutcome({ name }: GraphQLNamedType): boolean {
  return /(Success|Outcome|Error|InputProblem)$/.test(name);
}
