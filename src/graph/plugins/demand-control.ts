import SchemaBuilder, { BasePlugin, type SchemaTypes } from '@pothos/core';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import {
  assumedLength,
  callsOfPage,
  callsOfPageInfo,
  callsOfPart,
  multipliersOf,
  objectsWith,
  partsIn,
} from '../calls-of-price.ts';
import { isConnectionName, isEdgeName } from '../page.ts';
import { withDirective } from './applied-directives.ts';
import { fieldCost, fieldPrice, type Price, typeCost } from './prices.ts';

const name = 'demandControl';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: DemandControl<Types>;
    }
  }
}

/**
 * Adds `@cost` and `@listSize` of Apollo Federation to the schema, from the prices of its fields and types. A weight counts for
 * each object, so that the cost of a router is never lower than that of the gateway, which counts calls for up to 1000
 * objects. Must come after the directives plugin: what is last in the list of plugins is first after the build.
 */
class DemandControl<Types extends SchemaTypes> extends BasePlugin<Types> {
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType()];
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('_') || !(isObjectType(type) || isInterfaceType(type))) continue;
      // Only the calls of fields count. Otherwise each object counts 1.
      if (isObjectType(type) && !roots.includes(type)) add(type, cost(0));
      for (const field of Object.values(type.getFields())) addToField(field, type);
    }
    return schema;
  }
}

SchemaBuilder.registerPlugin(name, DemandControl);

export default name;

function addToField(field: GraphQLField<unknown, unknown>, type: GraphQLObjectType | GraphQLInterfaceType): void {
  const size = listSizeOf(field, type);
  if (size) add(field, size);
  // The specification does not allow `@cost` on a field of an interface.
  if (isInterfaceType(type)) return;
  const weight = weightOf(field, type);
  if (weight > 0) add(field, cost(weight));
  for (const arg of field.args) {
    const added = weightOfArgument(field, arg);
    if (added > 0) add(arg, cost(added));
  }
}

function add(element: { extensions: object }, directive: { name: string; args: object }): void {
  element.extensions = withDirective(element, directive).extensions;
}

function cost(weight: number) {
  return { name: 'cost', args: { weight } };
}

/** The calls that a field makes for one object with the least arguments, and those that look up the resulting object. */
function weightOf(field: GraphQLField<unknown, unknown>, type: GraphQLNamedType): number {
  if (isPage(field)) return callsOfPage({}).calls;
  if (field.name === 'pageInfo' && isConnectionName(type.name)) return callsOfPageInfo;
  const args = leastArguments(field.args);
  const own = callsForOne(fieldPrice(fieldCost(field), args), multipliersOf(field, args).paid);
  return own + (isCompositeType(getNamedType(field.type)) ? lookUpOf(field, type) : 0);
}

/** The default values of arguments, and one item for each required list. */
function leastArguments(args: readonly (GraphQLArgument | GraphQLInputField)[]): Record<string, unknown> {
  const least = args.map(({ name, type, defaultValue }) => {
    if (!isNonNullType(type)) return [name, defaultValue];
    if (isListType(type.ofType)) return [name, [null]];
    const isInput = isInputObjectType(type.ofType);
    return [name, isInput ? leastArguments(Object.values(type.ofType.getFields())) : defaultValue];
  });
  return Object.fromEntries(least);
}

/** The calls that look up a resulting object of which not all fields come with the field. */
function lookUpOf(field: GraphQLField<unknown, unknown>, type: GraphQLNamedType): number {
  const { provides, resultLookUpPrice } = fieldCost(field);
  const isNode = field.name === 'nodes' || field.name === 'node';
  const isOfPage = isNode && (isConnectionName(type.name) || isEdgeName(type.name));
  const comesWithPage = isOfPage && typeCost(type).provides === 'all';
  if (provides === 'all' || comesWithPage) return 0;
  return callsForOne(resultLookUpPrice ?? typeCost(getNamedType(field.type)).lookUpPrice);
}

function callsForOne(price: Price | undefined, count = 1): number {
  return partsIn(price).reduce((sum, part) => sum + callsOfPart(part, { ...objectsWith(1), count }), 0);
}

/** The calls that a page costs more with this argument. */
function weightOfArgument(field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): number {
  if (!isPage(field)) return 0;
  const args = { [name]: samples[getNamedType(type).name] };
  const price = fieldCost(field).pagePrice?.(args);
  return (price ? callsForOne(price) : callsOfPage(args).calls) - callsOfPage({}).calls;
}

/** Values for which an argument of a page has an effect. */
const samples: Readonly<Record<string, unknown>> = { Int: 1, String: '', Boolean: true };

/** Nothing for a list with an item for each id of an argument: the directive cannot tell its size. */
function listSizeOf(field: GraphQLField<unknown, unknown>, type: GraphQLNamedType) {
  if (isPage(field)) {
    const args = {
      slicingArguments: ['first', 'last'],
      sizedFields: ['edges', 'nodes'],
      requireOneSlicingArgument: false,
    };
    return { name: 'listSize', args };
  }
  const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
  if (!isList || isConnectionName(type.name) || fieldCost(field).multiplier !== undefined) return null;
  return { name: 'listSize', args: { assumedSize: assumedLength } };
}

function isPage(field: GraphQLField<unknown, unknown>): boolean {
  return isConnectionName(getNamedType(field.type).name);
}
