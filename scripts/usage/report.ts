import type { DeprecatedUse, Group, Tally, UnknownHash } from './tally.ts';

/** The columns that can decide the rank. */
export const rankings = ['calls', 'price', 'errors', 'latency', 'requests'] as const;
type Ranking = (typeof rankings)[number];

export function isRanking(text: string): text is Ranking {
  return (rankings as readonly string[]).includes(text);
}

/** An operation or a client. Durations are precise to 1 %. */
interface Row {
  name: string;
  requests: number;
  calls: number;
  price: number;
  maxPrice: number;
  errors: number;
  wouldBeRefused: number;
  p50Ms: number;
  p95Ms: number;
}

export interface Usage {
  from: string;
  to: string;
  lines: number;
  requests: number;
  rankedBy: Ranking;
  operations: Row[];
  clients: Row[];
  deprecated: DeprecatedUse[];
  unknownHashes: UnknownHash[];
}

export function reportOf(tally: Tally, rankedBy: Ranking, top: number): Usage {
  const ranked = (groups: ReadonlyMap<string, Group>) =>
    [...groups.values()]
      .map(rowOf)
      .sort((one, other) => rankOf(other, rankedBy) - rankOf(one, rankedBy) || one.name.localeCompare(other.name))
      .slice(0, top);
  return {
    from: tally.firstTime,
    to: tally.lastTime,
    lines: tally.lines,
    requests: tally.requests,
    rankedBy,
    operations: ranked(tally.operations),
    clients: ranked(tally.clients),
    deprecated: [...tally.deprecated.values()].sort(
      (one, other) => one.coordinate.localeCompare(other.coordinate) || other.requests - one.requests,
    ),
    unknownHashes: [...tally.unknownHashes.values()]
      .sort((one, other) => other.requests - one.requests || one.hash.localeCompare(other.hash))
      .slice(0, top),
  };
}

function rowOf({ durations, ...counts }: Group): Row {
  const ms = (percent: number) => durations.percentile(percent) / 10;
  return { ...counts, p50Ms: ms(50), p95Ms: ms(95) };
}

function rankOf(row: Row, rankedBy: Ranking): number {
  return rankedBy === 'latency' ? row.p95Ms : row[rankedBy];
}

/** The report for people to read. */
export function usageText(usage: Usage): string {
  const { from, to, lines, requests, rankedBy } = usage;
  const columns = ['requests', 'calls', 'price', 'max price', 'errors', 'would be refused', 'p50 ms', 'p95 ms'];
  const cells = (rows: readonly Row[]) =>
    rows.map((row) => [
      row.name,
      ...[row.requests, row.calls, row.price, row.maxPrice, row.errors, row.wouldBeRefused].map(String),
      ...[row.p50Ms, row.p95Ms].map((ms) => ms.toFixed(1)),
    ]);
  const uses = usage.deprecated.map((use) => [
    use.coordinate,
    use.client,
    use.version,
    use.operation,
    String(use.requests),
    use.lastTime,
  ]);
  const hashes = usage.unknownHashes.map((unknown) => [
    unknown.hash,
    unknown.client,
    unknown.version,
    String(unknown.requests),
    unknown.lastTime,
  ]);
  return [
    requests > 0
      ? `${requests} requests in ${lines} lines, from ${from} to ${to}, ranked by ${rankedBy}`
      : `No requests in ${lines} lines`,
    '',
    table(['operation', ...columns], cells(usage.operations)),
    '',
    table(['client', ...columns], cells(usage.clients)),
    '',
    uses.length > 0
      ? table(['deprecated', 'client', 'version', 'operation', 'requests', 'last'], uses)
      : 'Nothing deprecated is used.',
    ...(hashes.length > 0 ? ['', table(['unknown hash', 'client', 'version', 'requests', 'last'], hashes)] : []),
  ].join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map(printable));
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const isNumber = header.map(
    (_, column) => rows.length > 0 && rows.every((cells) => /^[\d.]+$/.test(cells[column] ?? '')),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) =>
          isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A log can come from anywhere, and a terminal obeys control characters. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '');
}
