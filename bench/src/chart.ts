import type { Results } from './results.ts';
import { escaped, svgOf } from './svg.ts';

const barHeight = 18;
const gap = 6;
const labelWidth = 290;
const width = 820;
const chartedRows = ['distinct-0ms', 'distinct-20ms', 'one-token'];

const style = `
text { font: 12px Helvetica, Arial, sans-serif; fill: #1c2330; }
.title { font-weight: bold; }
.floor { fill: #b6bfcc; }
.gateway { fill: #0b5cad; }
.peer { fill: #d9a25f; }
@media (prefers-color-scheme: dark) { text { fill: #e3e7ee; } .gateway { fill: #7cb8ff; } }
`;

/** A bar chart of the request rate of each system, relative to the floor in the same row. */
export function drawChart({ rows, systems }: Results): string {
  const kinds = new Map(systems.map(({ name, kind }) => [name, kind]));
  const titles = new Map(systems.map(({ name, title }) => [name, title]));
  const parts: string[] = [];
  let y = 8;
  for (const { row, measured } of rows.filter(({ row: { name } }) => chartedRows.includes(name))) {
    y += barHeight;
    parts.push(`<text class="title" x="0" y="${y}">${escaped(row.title)}</text>`);
    y += gap;
    const sorted = measured.toSorted((a, b) => b.ratio.median - a.ratio.median);
    const longest = sorted[0]?.ratio.median ?? 1;
    for (const { system, ratio } of sorted) {
      const length = Math.max(1, (ratio.median / longest) * (width - labelWidth - 60));
      parts.push(
        `<text x="${labelWidth - 8}" y="${y + 13}" text-anchor="end">${escaped(shorten(titles.get(system) ?? system))}</text>`,
        `<rect class="${kinds.get(system)}" x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" rx="2"/>`,
        `<text x="${(labelWidth + length + 6).toFixed(1)}" y="${y + 13}">${ratio.median.toFixed(2)}</text>`,
      );
      y += barHeight + gap;
    }
    y += gap;
  }
  return svgOf({ width, height: y + 8, title: 'Requests per second, relative to the floor', style, parts });
}

function shorten(title: string): string {
  return title.length > 40 ? `${title.slice(0, 38)}…` : title;
}
