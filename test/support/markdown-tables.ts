import { textOf } from './documents.ts';

/** The rows of all tables of a page, as cells without backticks. */
export function rowsOf(page: string): string[][] {
  const rows = textOf(page).matchAll(/^\|(.+)\|$/gm);
  return Array.from(rows, ([, cells = '']) => cells.replaceAll('`', '').split('|')).map((cells) =>
    cells.map((cell) => cell.trim()),
  );
}

/**
 * The rows below the header that begins with these cells, up to the next header.
 *
 * @throws Error if the page has no such table
 */
export function tableOf(page: string, ...header: string[]): string[][] {
  const rows = rowsOf(page);
  const start = rows.findIndex((cells) => header.every((name, index) => cells[index] === name));
  if (start < 0) throw new Error(`${page} has no table with the header ${header.join(', ')}.`);
  const body = rows.slice(start + 2);
  const next = body.findIndex(([first]) => first?.startsWith('---'));
  return next < 0 ? body : body.slice(0, next - 1);
}

/** The names in a cell. */
export function namesIn(cell = ''): string[] {
  return cell.split(', ').filter((name) => name !== '');
}
