import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InterfaceParam,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import { type BatchName, feedsOf } from '../../loaders/batch-scheduler.ts';

const name = 'feeds';

interface Feeds {
  /**
   * The batches of loaders to which the field may add keys, or for which its list may bring rows. Batches wait for it. Of
   * an interface: what `resolveType` may add to. Of an object type, such as a connection: the same for all its fields.
   */
  feeds?: readonly BatchName[];
}

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: FeedsPlugin<Types>;
    }
    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > extends Feeds {}
    interface ObjectTypeOptions<Types extends SchemaTypes, Shape> extends Feeds {}
    interface InterfaceTypeOptions<
      Types extends SchemaTypes,
      Shape,
      Interfaces extends InterfaceParam<Types>[],
      ResolveType,
    > extends Feeds {}
  }
}

/** Lets fields, types and the resolvers of `rowFields` state which batches they feed. The executor reads it as bits. */
class FeedsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { feeds = [], resolve } = field.pothosOptions as Feeds & { resolve?: Feeds };
    return { ...field, extensions: { ...field.extensions, feeds: feedsOf([...feeds, ...(resolve?.feeds ?? [])]) } };
  }

  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    const { feeds = [] } = type.pothosOptions as Feeds;
    return { ...type, extensions: { ...type.extensions, feeds: feedsOf(feeds) } };
  }
}

SchemaBuilder.registerPlugin(name, FeedsPlugin);

export default name;
