import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InputShapeFromFields,
  type InterfaceParam,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLField, GraphQLNamedType } from 'graphql';

const name = 'prices';

/** Calls to the REST API. */
export interface Price {
  /** Calls for every object. */
  each?: number;
  /** Calls for every 1000 objects, which is how many one call looks up at most. */
  bulk?: number;
}

/** The fields that a list or a link gives of its objects, so that they need no look-up; `id` is always among them. */
export type Provided = readonly string[] | 'all';

/** What selecting a field may cost. A page needs no price: it is always a call. */
interface FieldCost<Args> {
  /** Calls of the field's own, for every object that it is selected on. */
  price?: Price;
  /** What the field gives of the objects that it leads to. */
  provides?: Provided;
  /**
   * How many objects the field leads to, and its price is paid for. Default: 10 for a list, whose price is paid once;
   * 1 for anything else.
   */
  multiplier?: number | ((args: Args) => number);
}

/** What selecting fields of a type may cost. */
interface TypeCost {
  /** Looking an object up of which only the id is known, once another field is selected. */
  lookUpPrice?: Price;
  /** What a connection gives of its nodes. */
  provides?: Provided;
}

interface InterfaceCost extends TypeCost {
  /** Finding the concrete type of an object. */
  typenamePrice?: Price;
}

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: PricesPlugin<Types>;
    }
    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > extends FieldCost<InputShapeFromFields<Args>> {}
    interface ObjectTypeOptions<Types extends SchemaTypes, Shape> extends TypeCost {}
    interface InterfaceTypeOptions<
      Types extends SchemaTypes,
      Shape,
      Interfaces extends InterfaceParam<Types>[],
      ResolveType,
    > extends InterfaceCost {}
  }
}

/** Lets fields and types say what they cost in calls to the REST API; the schema carries it as `extensions.cost`. */
class PricesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { price, provides, multiplier } = field.pothosOptions as FieldCost<never>;
    return { ...field, extensions: { ...field.extensions, cost: { price, provides, multiplier } } };
  }

  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    const { lookUpPrice, typenamePrice, provides } = type.pothosOptions as InterfaceCost;
    return { ...type, extensions: { ...type.extensions, cost: { lookUpPrice, typenamePrice, provides } } };
  }
}

SchemaBuilder.registerPlugin(name, PricesPlugin);

export default name;

/** What a field of the built schema costs. */
export function fieldCost({ extensions }: GraphQLField<unknown, unknown>): FieldCost<object> {
  return extensions.cost ?? {};
}

/** What a type of the built schema costs. */
export function typeCost({ extensions }: GraphQLNamedType): InterfaceCost {
  return extensions.cost ?? {};
}
