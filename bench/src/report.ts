import { readFileSync, writeFileSync } from 'node:fs';
import { drawChart } from './chart.ts';
import type { RowResult } from './measure.ts';
import { root } from './processes.ts';
import type { Results } from './results.ts';
import { fixed, rowTable, systemTable } from './tables.ts';

const page = `${root}docs/performance.md`;
const markers = { start: '<!-- results: written by `npm run bench` -->', end: '<!-- end of results -->' };

/** Writes the results to docs/performance.md, between its markers, and draws docs/performance.svg. */
export function writeReport(results: Results): void {
  const text = readFileSync(page, 'utf8');
  const start = text.indexOf(markers.start);
  const end = text.indexOf(markers.end);
  if (start < 0 || end < start)
    throw new Error(`docs/performance.md does not contain the markers ${Object.values(markers).join(' and ')}`);
  writeFileSync(
    page,
    `${text.slice(0, start)}${markers.start}\n\n${sections(results).join('\n\n')}\n\n${text.slice(end)}`,
  );
  writeFileSync(`${root}docs/performance.svg`, drawChart(results));
}

function sections({ date, machine, node, versions, systems, rows }: Results): string[] {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${date} by \`npm run bench\` on ${machine}, Node ${node.slice(1)}, with ${named.join(', ')}.`,
    '![Requests per second, relative to the floor](performance.svg)',
    '## Targets',
    table([['what', 'target', 'measured', ''], ...rows.flatMap(targetLine)]),
    '## The systems',
    table([['name', 'what it is'], ...systems.map(({ name, title }) => [name, title])]),
    '## By row',
    ...rows.flatMap((result) => [`### ${result.row.title}`, effort(result), table(rowTable(result))]),
    '## Start and memory',
    table(systemTable({ systems } as Results)),
  ];
}

function effort({ row, rounds, sampleMs }: RowResult): string {
  return `\`${row.name}\`: medians of ${rounds} rounds of ${sampleMs / 1000} s each.`;
}

function targetLine({ row, measured }: RowResult): string[][] {
  const { target } = row;
  const one = measured.find(({ system }) => system === target?.system);
  if (!target || !one) return [];
  const { median } = one.ratio;
  const { atLeast, atMost } = target;
  const isMet = (atLeast === undefined || median >= atLeast) && (atMost === undefined || median <= atMost);
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return [[`${row.title} (${target.system})`, bound, fixed(median, 2), isMet ? 'met' : 'missed']];
}

function table([heads = [], ...lines]: string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...lines.map(line)].join('\n');
}
