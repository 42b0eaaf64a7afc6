import { readFileSync, writeFileSync } from 'node:fs';
import { drawChart } from './chart.ts';
import type { RowResult } from './measure.ts';
import { root } from './processes.ts';
import type { Results } from './results.ts';
import { rowTable, screenTable, systemTable } from './tables.ts';
import { targetTable } from './targets.ts';

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

function sections(results: Results): string[] {
  const { date, machine, node, versions, systems, rows } = results;
  const queryRows = rows.filter(({ row }) => !row.screen);
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${date} by \`npm run bench\` on ${machine}, Node ${node.slice(1)}, with ${named.join(', ')}.`,
    '![Requests per second, relative to the floor](performance.svg)',
    '## Targets',
    table(targetTable(results)),
    '## The systems',
    table([['name', 'what it is'], ...systems.map(({ name, title }) => [name, title])]),
    '## By row',
    ...queryRows.flatMap((result) => [`### ${result.row.title}`, effort(result), table(rowTable(result))]),
    "### GraphiQL's example queries, and the queries of for-frontends.md",
    ...rows
      .filter(({ row }) => row.screen)
      .slice(0, 1)
      .map(effortOfScreens),
    table(screenTable(rows)),
    '## Start and memory',
    table(systemTable(results)),
  ];
}

function effort({ row, rounds, sampleMs }: RowResult): string {
  return `\`${row.name}\`: medians of ${rounds} rounds of ${sampleMs / 1000} s each.`;
}

function effortOfScreens({ rounds, sampleMs }: RowResult): string {
  return (
    `\`<query>-0ms\` with 16 connections, \`<query>-100ms\` with 4: medians of ${rounds} rounds of ${sampleMs / 1000} s each, ` +
    'of the gateway compared with `replay-floor`.'
  );
}

function table([heads = [], ...lines]: string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...lines.map(line)].join('\n');
}
