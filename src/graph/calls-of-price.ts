import { type GraphQLField, getNullableType, isListType } from 'graphql';
import { isStart, type PageArguments, pageSizeOf } from './page.ts';
import { fieldCost, type GroupName, type Price, type PricePart } from './plugins/prices.ts';

/** Maximum number of rows that one call returns. */
export const rowsPerCall = 1000;
/** Assumed length of a list, if neither the query nor the REST API limits it. */
export const assumedLength = 10;

/** The maximum number of objects, and of users, syllabi and catalogs that they have between them. */
export interface Objects extends Readonly<Record<GroupName, number>> {
  readonly count: number;
}

export function objectsWith(count: number): Objects {
  return { count, user: count, syllabus: count, catalog: count };
}

export function partsIn(price: Price = []): readonly PricePart[] {
  return Array.isArray(price) ? (price as readonly PricePart[]) : [price as PricePart];
}

/** The calls of a part of a price for some objects. */
export function callsOfPart(part: PricePart, { count: all, ...groups }: Objects): number {
  const { each = 0, most = Number.POSITIVE_INFINITY, bulk = 0, alone = 0, several = 0, by } = part;
  const grouped = by ? Math.min(...by.map((name) => groups[name])) : all;
  const count = part.of?.(grouped) ?? grouped;
  const thousands = Math.ceil(count / rowsPerCall);
  if (all === 0 || thousands === 0) return 0;
  return Math.min(each * count, most * thousands) + bulk * thousands + (count === 1 ? alone : several * thousands);
}

/** The calls of a page for each parent, if the price of the field does not say it. */
export function callsOfPage(args: PageArguments | null): { size: number; calls: number; rounds: number } {
  const size = args ? Math.max(0, pageSizeOf(args)) : 0;
  const isOffGrid = args !== null && !isStart(args);
  const asksLength = typeof args?.last === 'number' && typeof args.before !== 'string';
  const calls = Math.ceil(size / rowsPerCall) + Number(isOffGrid) + Number(asksLength);
  return { size, calls, rounds: 1 + Number(asksLength) };
}

/** The calls that `pageInfo` adds to those of a page: it may need one more page. */
export const callsOfPageInfo = 1;

/** The number of objects that the price of a field is paid for, and the number of resulting objects. */
export function multipliersOf(
  field: GraphQLField<unknown, unknown>,
  args: object | null,
): { paid: number; reached: number } {
  const { multiplier } = fieldCost(field);
  if (typeof multiplier === 'function' && args) {
    const size = multiplier(args);
    return { paid: size, reached: size };
  }
  const assumed = isListType(getNullableType(field.type)) ? assumedLength : 1;
  return { paid: 1, reached: typeof multiplier === 'number' ? multiplier : assumed };
}
