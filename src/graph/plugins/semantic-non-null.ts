import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import { DirectiveLocation, GraphQLDirective, GraphQLInt, GraphQLList, GraphQLNonNull } from 'graphql';
import { withDirective } from './applied-directives.ts';

const name = 'semanticNonNull';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: SemanticNonNull<Types>;
    }
    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      /**
       * True if the value is null only with an error. Mutations, and columns that the REST API guarantees, need no mark. False
       * for a list that can be null without an error.
       */
      onlyNullOnError?: boolean;
    }
  }
}

/** The directive of the nullability specification, as Relay and Apollo Kotlin read it: https://specs.apollo.dev/nullability/v0.4 */
export const semanticNonNullDirective = new GraphQLDirective({
  name,
  description:
    'The value is null only if the response has an error at its path. `levels` are the dimensions of a list: 0 is the list, 1 its items.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    levels: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLInt))), defaultValue: [0] },
  },
});

/** A resolver can have the mark, too. */
interface Marked {
  onlyNullOnError?: boolean;
}

/**
 * Adds `@semanticNonNull` to the fields that are null only with an error:
 * - mutations, and fields whose resolver guarantees a value;
 * - lists of objects, and their items, except lists of Query. Those look up ids, and null is an object that does not exist.
 */
class SemanticNonNull<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const levels = levelsOf(field);
    if (levels.length === 0) return field;
    return withDirective(field, String(levels) === '0' ? { name } : { name, args: { levels } });
  }
}

function levelsOf<Types extends SchemaTypes>({
  type,
  parentType,
  pothosOptions,
  name,
}: PothosOutputFieldConfig<Types>): number[] {
  if (type.kind === 'List') {
    if (parentType === 'Query') return [];
    const isItemNullable = type.type.kind !== 'List' && type.type.nullable;
    const isListGuaranteed = type.nullable && pothosOptions.onlyNullOnError !== false;
    return [...(isListGuaranteed ? [0] : []), ...(isItemNullable ? [1] : [])];
  }
  if (!type.nullable) return [];
  const isGuaranteed =
    parentType === 'Mutation' ||
    pothosOptions.onlyNullOnError === true ||
    (pothosOptions as { resolve?: Marked }).resolve?.onlyNullOnError === true ||
    (name === 'node' && parentType.endsWith('Edge'));
  return isGuaranteed ? [0] : [];
}

SchemaBuilder.registerPlugin(name, SemanticNonNull);

export default name;
