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
import type { OperationName } from '../../learning-api/contract/operations.ts';

const name = 'prices';

/** The number of calls to the REST API for some objects: the sum of its parts. A part waits for the part before. */
export type Price = PricePart | readonly PricePart[];

export interface PricePart {
  /** Calls for each object. */
  each?: number;
  /** Maximum of the calls for each object, for every 1000 objects. */
  most?: number;
  /** Calls for every 1000 objects: one bulk call loads up to 1000. */
  bulk?: number;
  /** Calls for an object that is loaded alone, and for every 1000 if several are loaded together. */
  alone?: number;
  several?: number;
  /** If one call loads all objects with the same user, for example: the calls are for each of these. */
  by?: readonly GroupName[];
  /** True if all fields of an object with this part share its calls. */
  isShared?: boolean;
  /** How many of the objects need the calls. Default: all. */
  of?(count: number): number;
  /** The loader that makes the calls. It loads an object once, so that two prices for the same objects count once. */
  loader?: string;
  /** The REST operations of the calls. Default: those that the field or the look-up calls. */
  operations?: readonly OperationName[];
  /** Rounds of the calls, one after the other. Default: 1. */
  rounds?: number;
  /** Further calls for objects that the calls do not find. They are not a part of the price. */
  ifMissing?: Price;
}

/** The links that objects of a list can share. */
export type GroupName = 'user' | 'syllabus' | 'catalog';

/**
 * Where the users, syllabi or catalogs of the resulting objects come from: each object that the field is selected on is
 * one (`object`), or has the same one (`same`), or the arguments limit their number.
 */
export type Groups = Partial<Record<GroupName, 'object' | 'same' | OfArguments<number | undefined>>>;

/** Depends on the arguments of the field. Not generic, as TypeScript cannot compare types of fields that are nested deeper. */
type OfArguments<Value> = (args: never) => Value;

/** Fields of an object that come with a list or a link, so that they need no look-up. `id` always does. */
export type Provided = readonly string[] | 'all';

/** The cost of a field. Connections need no price, because each page is a call. */
interface FieldCost<Args> {
  /** Calls that the field itself makes, for the objects that it is selected on. It can depend on the arguments. */
  price?: Price | OfArguments<Price | undefined>;
  /** Fields of the resulting objects that come with this field. */
  provides?: Provided;
  /** True if the field needs only the id of the object, so that the object need not be looked up. */
  needsOnlyId?: boolean;
  /** True if the resulting objects have the ids that the type of the object was found by. */
  sharesLookUps?: boolean;
  /** The links that the resulting objects share. */
  groups?: Groups;
  /** The kind of the resulting object, if the objects that the field is selected on can share it. */
  resultIs?: GroupName;
  /** Loading one of the resulting objects, if it is not what the type says. */
  resultLookUpPrice?: Price;
  /**
   * Number of resulting objects. If it depends on the arguments, the price multiplies by it too. Default: 10 for a
   * list, otherwise 1.
   */
  multiplier?: number | ((args: Args) => number);
  /** Of a connection: the price of a page with these arguments. Null if it is that of its REST pages. */
  pagePrice?: (args: object) => Price | null;
}

/** The cost of the objects of a type. */
interface TypeCost {
  /** Loading an object if only its id is known and another field is selected. */
  lookUpPrice?: Price;
  /** Of a connection: fields of its nodes that come with the page. */
  provides?: Provided;
  /** How many objects of an interface can be of this type. Default: all. */
  mostOf?(count: number): number;
}

/** The cost of the entities of a type. */
export interface EntityCost {
  /** Looking up entities by their keys. */
  price?: Price;
  /** Fields that come with the look-up. */
  provides: Provided;
  /** Number of look-ups for these representations. */
  lookUps(representations: readonly Readonly<Record<string, unknown>>[]): number;
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

/** Lets fields and types state their price in calls to the REST API. The schema has it in `extensions.cost`. */
class PricesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { price, provides, needsOnlyId, sharesLookUps, multiplier, groups, resultIs, resultLookUpPrice, pagePrice } =
      field.pothosOptions as FieldCost<never>;
    const cost = {
      price,
      provides,
      needsOnlyId,
      sharesLookUps,
      multiplier,
      groups,
      resultIs,
      resultLookUpPrice,
      pagePrice,
    };
    return { ...field, extensions: { ...field.extensions, cost } };
  }

  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    const { lookUpPrice, typenamePrice, provides, mostOf } = type.pothosOptions as InterfaceCost;
    return { ...type, extensions: { ...type.extensions, cost: { lookUpPrice, typenamePrice, provides, mostOf } } };
  }
}

SchemaBuilder.registerPlugin(name, PricesPlugin);

export default name;

/** The cost of a field of the built schema. */
export function fieldCost({ extensions }: GraphQLField<unknown, unknown>): FieldCost<object> {
  return extensions.cost ?? {};
}

/** The price of a field with these arguments. Null if they are invalid: then the field makes no call. */
export function fieldPrice({ price }: FieldCost<object>, args: object | null): Price | undefined {
  return typeof price === 'function' ? (args ? price(args as never) : undefined) : price;
}

/** The cost of a type of the built schema. */
export function typeCost({ extensions }: GraphQLNamedType): InterfaceCost {
  return extensions.cost ?? {};
}

/** The cost of the entities of a type of the built schema. Undefined if the type is not an entity. */
export function entityCost({ extensions }: GraphQLNamedType): EntityCost | undefined {
  return (extensions as { entityCost?: EntityCost }).entityCost;
}
