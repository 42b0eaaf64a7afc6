import type { Measured, RowResult, Spread } from './measure.ts';
import type { Results } from './results.ts';
import type { Row } from './rows.ts';

/** Prints the results. */
export function printTables(results: Results): void {
  for (const result of results.rows.filter(({ row }) => !row.screen)) {
    console.log(`\n${result.row.name}: ${result.row.title}`);
    printTable(rowTable(result));
  }
  console.log('\npublished queries');
  printTable(screenTable(results.rows));
  console.log('\nstart and memory');
  printTable(systemTable(results));
}

/** A row as lines of cells. The first line has the headings. */
export function rowTable({ row, measured }: RowResult): string[][] {
  const headings = ['system', `${row.compares === 'rate' ? 'rate' : 'p50'} to ${row.baseline}`, 'range'];
  return [
    [...headings, 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'CPU ratio', 'calls alone', 'calls under load', 'MB'],
    ...measured.map((one) => [
      one.system,
      fixed(one.ratio.median, 2),
      spread(one.ratio),
      fixed(one.requestsPerSecond, 0),
      fixed(one.p50Ms, 1),
      fixed(one.p99Ms, 1),
      fixed(one.cpuMsPerRequest, 2),
      fixed(one.cpuRatio?.median ?? null, 2),
      String(callsOf(one)),
      fixed(one.callsUnderLoad, 1),
      fixed(one.memoryMb, 0),
    ]),
  ];
}

/** The rows of recorded queries, as lines of cells: one line for each query. */
export function screenTable(results: readonly RowResult[]): string[][] {
  const screens = new Set(results.flatMap(({ row }) => row.screen ?? []));
  const cells = (screen: string, compares: Row['compares']) => {
    const result = results.find(({ row }) => row.screen === screen && row.compares === compares);
    const [floor, gateway] = ['replay-floor', 'gateway'].map((name) =>
      result?.measured.find(({ system }) => system === name),
    );
    if (!floor || !gateway) return ['-', '-', '-', '-'];
    const absolute = ({ requestsPerSecond, p50Ms }: Measured) =>
      compares === 'rate' ? fixed(requestsPerSecond, 0) : fixed(p50Ms, 0);
    return [fixed(gateway.ratio.median, 2), spread(gateway.ratio), absolute(gateway), absolute(floor)];
  };
  const callsAlone = (screen: string) => {
    const measured = results.find(({ row }) => row.screen === screen)?.measured ?? [];
    return measured.map((one) => String(callsOf(one))).at(0) ?? '-';
  };
  return [
    [
      ...['query', 'calls'],
      ...['rate at 0 ms', 'range', 'requests/s', 'floor'],
      ...['p50 at 100 ms', 'range', 'ms', 'floor'],
    ],
    ...[...screens].map((screen) => [screen, callsAlone(screen), ...cells(screen, 'rate'), ...cells(screen, 'p50')]),
  ];
}

/** The start and memory of the systems, as lines of cells. */
export function systemTable({ systems }: Results): string[][] {
  return [
    [
      'system',
      'time to first answer, ms',
      'rate of the first load to the settled rate',
      'memory after the start, MB',
      'memory after all rows, MB',
    ],
    ...systems.map(({ name, startMs, firstRatio, idleMb, loadedMb }) => [
      name,
      fixed(startMs, 0),
      fixed(firstRatio, 2),
      fixed(idleMb, 0),
      fixed(loadedMb, 0),
    ]),
  ];
}

export function fixed(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}

export function spread({ low, high }: Spread): string {
  return `${low.toFixed(2)} to ${high.toFixed(2)}`;
}

/** The number of upstream calls of a single request. */
export function callsOf({ callsAlone }: Measured): number {
  return Object.values(callsAlone).reduce((total, count) => total + count, 0);
}

function printTable(lines: readonly string[][]): void {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of lines) {
    console.log(
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}
