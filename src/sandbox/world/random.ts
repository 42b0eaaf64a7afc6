import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { day } from './dates.ts';

/** The day on which every generated world was made. */
const today = Date.parse('2025-09-13T08:19:43.982Z');

/** A reproducible sequence of draws. The world depends on their order. */
export interface Random {
  /** An integer, both ends included. */
  number(from: number, to: number): number;
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  id(): string;
  /** An instant this many days ago, plus or minus half a day. */
  daysAgo(days: number): string;
}

/** A sequence that is the same for the same seed. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const number = (from: number, to: number) => uniformInt(generator, from, to);
  const hex = (length: number) =>
    number(0, 16 ** length - 1)
      .toString(16)
      .padStart(length, '0');
  return {
    number,
    chance: (percent) => number(1, 100) <= percent,
    pick: (items) => {
      const item = items[number(0, items.length - 1)];
      if (item === undefined) throw new Error('Cannot pick from an empty list.');
      return item;
    },
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${number(8, 11).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`,
    daysAgo: (days) => new Date(today - days * day - number(-day / 2, day / 2)).toISOString(),
  };
}
