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
import { isEdgeName } from '../page.ts';
import type { Provided } from './prices.ts';

const name = 'feeds';

interface Feeds {
  /**
   * The batches of loaders to which the field may add keys when it is resolved, before it awaits anything. Of an interface:
   * what `resolveType` adds to.
   */
  feeds?: readonly BatchName[];
  /**
   * The batches to which the field may still add keys while it is pending, or for which its list may bring rows. Of an
   * object type, such as a connection: the same for all its fields.
   */
  feedsLater?: readonly BatchName[];
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

/** The options of other plugins that decide which fields add no keys. */
interface OtherOptions {
  provides?: Provided;
}

/** Lets fields, types and the resolvers of `rowFields` state which batches they feed. The executor reads it as bits. */
class FeedsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { resolve, provides, ...options } = field.pothosOptions as Feeds & OtherOptions & { resolve?: Feeds };
    const mayBeProvided = resolve?.feeds !== undefined;
    return { ...field, extensions: { ...field.extensions, ...asBits(options, resolve), mayBeProvided, provides } };
  }

  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    const { provides, ...options } = type.pothosOptions as Feeds & OtherOptions;
    const passesProvided = isEdgeName(type.name);
    return { ...type, extensions: { ...type.extensions, ...asBits(options), provides, passesProvided } };
  }
}

function asBits(...all: readonly (Feeds | undefined)[]): { feeds: number; feedsLater: number } {
  return {
    feeds: feedsOf(all.flatMap((one) => one?.feeds ?? [])),
    feedsLater: feedsOf(all.flatMap((one) => one?.feedsLater ?? [])),
  };
}

SchemaBuilder.registerPlugin(name, FeedsPlugin);

export default name;
