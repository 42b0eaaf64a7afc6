import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import { withDirective } from './applied-directives.ts';

const name = 'contracts';

interface ContractOptions {
  /** True if the field is for administrators. Mutations always are. */
  isAdministration?: boolean;
}

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: Contracts<Types>;
    }
    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > extends ContractOptions {}
  }
}

/**
 * Adds `@tag(name: "administration")` to mutations and to the fields with `isAdministration`, so that a contract can leave them
 * out. Types have no tag: other subgraphs can have the same types, and would lose them too.
 */
class Contracts<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { isAdministration = field.parentType === 'Mutation' } = field.pothosOptions as ContractOptions;
    return isAdministration ? withDirective(field, { name: 'tag', args: { name: 'administration' } }) : field;
  }
}

SchemaBuilder.registerPlugin(name, Contracts);

export default name;
