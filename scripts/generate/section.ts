/**
 * A page with one generated section replaced. Markers in the page enclose the section; all other text stays.
 *
 * @throws Error if the page lacks a marker
 */
export function replaceSection(page: string, name: string, section: string): string {
  const startMarker = `<!-- ${name}: written by \`npm run generate\` -->`;
  const endMarker = `<!-- end of ${name} -->`;
  const start = page.indexOf(startMarker);
  const end = page.indexOf(endMarker);
  if (start < 0 || end < start) throw new Error(`The page lacks the markers ${startMarker} and ${endMarker}.`);
  return `${page.slice(0, start)}${startMarker}\n${section}\n${page.slice(end)}`;
}

/** A Markdown table. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |'))
    .join('\n');
}
