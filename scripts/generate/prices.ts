import { type GraphQLField, type GraphQLNamedType, isInterfaceType, isObjectType } from 'graphql';
import { rowsPerCall } from '../../src/graph/calls-of-price.ts';
import {
  entityCost,
  fieldCost,
  fieldPrice,
  type Price,
  type PricePart,
  typeCost,
} from '../../src/graph/plugins/prices.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { markdownTable } from './section.ts';

interface Priced {
  /** A field, or what the price is for. */
  what: string;
  price: Price | undefined;
}

/** The table of everything that has a price, in calls to the REST API. Each price has one row. */
export function pricesTable(): string {
  const schema = buildSchema();
  const roots: GraphQLNamedType[] = [schema.getQueryType(), schema.getMutationType()].filter((type) => !!type);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('_') && !roots.includes(type),
  );
  const fieldsOf = (type: GraphQLNamedType, prefix: string): Priced[] =>
    ownFields(type).map((field) => ({
      what: `\`${prefix}${field.name}\``,
      price: fieldPrice(fieldCost(field), { input: {} }),
    }));
  const fields = [
    ...roots.flatMap((root) => fieldsOf(root, '')),
    ...types.flatMap((type) => fieldsOf(type, `${type.name}.`)),
  ];
  const typed = (price: 'lookUpPrice' | 'typenamePrice') =>
    types.map((type) => ({ what: `\`${type.name}\``, price: typeCost(type)[price] }));
  return markdownTable(
    ['Selection', 'Calls'],
    [
      ...rows(fields),
      ...rows(typed('lookUpPrice'), (names) => `other fields, if only the id is known, of ${names}`),
      ...rows(
        types.map((type) => ({ what: `\`${type.name}\``, price: entityCost(type)?.price })),
        (names) => `representations in \`_entities\` of ${names}`,
      ),
      ...rows(typed('typenamePrice'), (names) => `the concrete type, if it is not known, of ${names}`),
    ],
  );
}

/** The fields that a type does not have from an interface. */
function ownFields(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const inherited = type.getInterfaces().flatMap((parent) => Object.keys(parent.getFields()));
  return Object.values(type.getFields()).filter(({ name }) => !inherited.includes(name));
}

function rows(priced: readonly Priced[], describe = (names: string) => names): string[][] {
  const byPrice = new Map<string, string[]>();
  for (const { what, price } of priced) {
    if (price) byPrice.set(priceText(price), [...(byPrice.get(priceText(price)) ?? []), what]);
  }
  return [...byPrice].sort().map(([text, names]) => [describe(names.join(', ')), text]);
}

function priceText(price: Price): string {
  return [price].flat().map(partText).join(', plus ');
}

function partText({ each = 0, most, bulk = 0, alone = 0, several = 0, by, of }: PricePart): string {
  const limit = most === undefined ? '' : ` but at most ${most} for every ${rowsPerCall}`;
  const object = by ? by.join(' or ') : of ? 'training plan' : 'object';
  return [
    ...(each > 0 ? [`${each} for each ${object}${limit}`] : []),
    ...(bulk > 0 ? [`${bulk} for every ${rowsPerCall} objects`] : []),
    ...(alone > 0 ? [`${alone} for one`] : []),
    ...(several > 0 ? [`${several} for every ${rowsPerCall} if there are several`] : []),
  ].join(' and ');
}
