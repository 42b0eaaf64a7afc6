import { type GraphQLField, getNamedType, isAbstractType, isObjectType } from 'graphql';
import { buildSchema } from '../../src/graph/schema.ts';

/** The facts of the schema that normalized caches need, as JSON. */
export function schemaFactsText(): string {
  const schema = buildSchema();
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('_'));
  const facts = {
    possibleTypes: Object.fromEntries(
      types.filter(isAbstractType).map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
    ),
    typesWithoutId: types
      .filter(isObjectType)
      .filter((type) => !roots.includes(type) && hasNoId(type.getFields().id))
      .map(({ name }) => name),
    lists: Object.fromEntries(
      types
        .filter(isObjectType)
        .map(
          (type) =>
            [
              type.name,
              Object.values(type.getFields())
                .filter(isList)
                .map(({ name }) => name),
            ] as const,
        )
        .filter(([, fields]) => fields.length > 0),
    ),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

const hasNoId = (field: GraphQLField<unknown, unknown> | undefined) => !field || field.deprecationReason !== undefined;

const isList = ({ type }: GraphQLField<unknown, unknown>) => getNamedType(type).name.endsWith('Connection');
