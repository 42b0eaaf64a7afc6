import { parseArgs } from 'node:util';
import { type Row, rows } from './rows.ts';
import { type System, systems } from './systems.ts';

/** How much is measured: all of it, what 90 seconds allow, or only that it works. */
export type Extent = 'full' | 'quick' | 'smoke';

export interface Command {
  extent: Extent;
  systems: readonly System[];
  rows: readonly Row[];
  /** Whether everything is measured at length. */
  isWhole: boolean;
}

/** Reads the command line. Ends the process with advice where it cannot be understood. */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      only: { type: 'string' },
      row: { type: 'string' },
    },
  });
  const extent = values.smoke ? 'smoke' : values.quick ? 'quick' : 'full';
  const usual: Record<Extent, readonly System[]> = {
    full: systems,
    quick: systems.filter(({ isSlow }) => !isSlow),
    smoke: systems.filter(({ kind }) => kind !== 'peer'),
  };
  return {
    extent,
    isWhole: extent === 'full' && !values.only && !values.row,
    systems: values.only ? pick(systems, values.only, 'system') : usual[extent],
    rows: values.row
      ? pick(rows, values.row, 'row')
      : extent === 'smoke'
        ? rows.filter(({ name }) => name.endsWith('-0ms'))
        : rows,
  };
}

/** The things named, separated by commas. */
function pick<Named extends { name: string }>(all: readonly Named[], names: string, what: string): Named[] {
  const wanted = names.split(',');
  const unknown = wanted.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) {
    console.error(`There is no ${what} ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`);
    process.exit(1);
  }
  return all.filter(({ name }) => wanted.includes(name));
}
