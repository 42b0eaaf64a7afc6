import { stringify } from 'csv-stringify/sync';
import type { RowsType } from './response-format.ts';
import type { RowQuery } from './row-query.ts';
import { pathInRow, type Row, type RowsPart } from './row-walk.ts';

/** The column of a CSV row with its errors. */
const errorsColumn = '_errors';

/** The rows of a list as text, page by page. */
export async function* rowsAsText(
  type: RowsType,
  query: RowQuery,
  parts: AsyncIterable<RowsPart>,
): AsyncGenerator<string> {
  const isCsv = type === 'text/csv';
  if (isCsv) yield csvLine([...query.columns, errorsColumn]);
  for await (const part of parts) {
    if ('end' in part) yield isCsv ? csvEnd(part.end) : `${JSON.stringify({ end: part.end })}\n`;
    else yield part.rows.map((row) => (isCsv ? csvRow(query, row) : jsonLine(query, row))).join('');
  }
}

function jsonLine(query: RowQuery, { value, errors }: Row): string {
  const own = errors.map((error) => ({
    message: error.message,
    path: pathInRow(query, error),
    extensions: error.extensions,
  }));
  return `${JSON.stringify({ row: value, ...(own.length > 0 && { errors: own }) })}\n`;
}

function csvRow(query: RowQuery, { value, errors }: Row): string {
  const texts = errors.map(
    (error) => `${error.extensions.code} ${pathInRow(query, error).join('.')}: ${error.message}`,
  );
  return csvLine([...query.columns.map((column) => valueAt(value, column)), texts.join(' ')]);
}

/** The value at a path of response names. Lists and JSON are one value, as JSON. */
function valueAt(row: object | null, column: string): unknown {
  let value: unknown = row;
  for (const name of column.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function csvEnd({ isComplete, rows, code, message, after }: Extract<RowsPart, { end: unknown }>['end']): string {
  if (isComplete) return csvLine([`# complete: ${rows} rows`]);
  const next = after ? ` Continue with after: ${after}` : '';
  return csvLine([`# incomplete: ${rows} rows. ${code}: ${message}${next}`]);
}

/** A line of RFC 4180. Texts that spreadsheets would read as formulas get an apostrophe. */
function csvLine(cells: readonly unknown[]): string {
  return stringify([cells as unknown[]], {
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => String(value) },
  });
}
