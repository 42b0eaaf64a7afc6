import { parseArgs } from 'node:util';
import { type Row, rows } from './rows.ts';
import { type System, systems } from './systems.ts';

/** How much is measured: everything, a selection that takes 90 seconds, or the minimum to show that it works. */
export type Extent = 'full' | 'quick' | 'smoke';

export interface Command {
  extent: Extent;
  systems: readonly System[];
  rows: readonly Row[];
  /** True if everything is measured in full. */
  isComplete: boolean;
}

/** Reads the command line. Ends the process with a message if a name is unknown. */
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
  const byExtent: Record<Extent, readonly System[]> = {
    full: systems,
    quick: systems.filter(({ isSlow }) => !isSlow),
    smoke: systems.filter(({ kind }) => kind !== 'peer'),
  };
  return {
    extent,
    isComplete: extent === 'full' && !values.only && !values.row,
    systems: values.only ? select(systems, values.only, 'system') : byExtent[extent],
    rows: values.row
      ? select(rows, values.row, 'row')
      : extent === 'smoke'
        ? rows.filter(({ name }) => name.endsWith('-0ms'))
        : rows,
  };
}

/** The items with the given names, separated by commas. */
function select<Named extends { name: string }>(all: readonly Named[], names: string, noun: string): Named[] {
  const selected = names.split(',');
  const unknown = selected.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) {
    console.error(`Unknown ${noun}: ${unknown.join(', ')}. Use any of ${all.map(({ name }) => name).join(', ')}.`);
    process.exit(1);
  }
  return all.filter(({ name }) => selected.includes(name));
}
