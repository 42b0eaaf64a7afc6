import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import { withDirective } from './applied-directives.ts';

const name = 'shareable';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: Shareable<Types>;
    }
    interface ObjectTypeOptions<Types extends SchemaTypes, Shape> {
      /** Lets other subgraphs define the same type. */
      shareable?: boolean;
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
      /** Lets other subgraphs resolve the same field. */
      shareable?: boolean;
    }
  }
}

/** Adds the `@shareable` directive of Apollo Federation. Must come before the directives plugin, which prints it. */
class Shareable<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    return 'shareable' in type.pothosOptions && type.pothosOptions.shareable ? withDirective(type, { name }) : type;
  }

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    return field.pothosOptions.shareable ? withDirective(field, { name }) : field;
  }
}

SchemaBuilder.registerPlugin(name, Shareable);

export default name;
