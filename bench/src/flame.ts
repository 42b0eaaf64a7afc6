import { escaped, svgOf } from './svg.ts';

/** A function with its total time and the functions that it called. */
export interface Frame {
  name: string;
  /** The package, the folder of this repository, or the module of Node that it belongs to. */
  group: string;
  microseconds: number;
  called: Frame[];
}

const width = 1200;
const frameHeight = 17;
const letterWidth = 6.3;
/** Narrower frames are left out, because they would be invisible. */
const minWidth = 1.5;

const style = `
text { font: 11px Menlo, Consolas, monospace; fill: #1c2330; pointer-events: none; }
rect { stroke: #fff; stroke-width: 0.5; }
.ours { fill: #7fb2e5; }
.installed { fill: #e8b878; }
.node { fill: #b9c4a3; }
.v8 { fill: #c8ccd4; }
`;

/** A flame graph from top to bottom: a function is as wide as its total time, with the functions that it called below. */
export function drawFlames(title: string, frames: readonly Frame[]): string {
  const total = frames.reduce((sum, { microseconds }) => sum + microseconds, 0);
  const parts: string[] = [];
  let depth = 0;
  const draw = (siblings: readonly Frame[], from: number, row: number) => {
    let x = from;
    for (const frame of siblings.toSorted((a, b) => b.microseconds - a.microseconds)) {
      const length = (frame.microseconds / total) * width;
      if (length < minWidth) break;
      depth = Math.max(depth, row + 1);
      parts.push(rectangle(frame, x, 24 + row * frameHeight, length, total));
      draw(frame.called, x, row + 1);
      x += length;
    }
  };
  draw(frames, 0, 0);
  const height = 24 + depth * frameHeight;
  const background = `<rect width="${width}" height="${height}" fill="#fff"/>`;
  const heading = `<text x="0" y="15">${escaped(title)}</text>`;
  return svgOf({ width, height, title, style, parts: [background, heading, ...parts] });
}

function rectangle({ name, group, microseconds }: Frame, x: number, y: number, length: number, total: number): string {
  const letters = Math.floor((length - 4) / letterWidth);
  const text =
    letters > 2 ? `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(name.slice(0, letters))}</text>` : '';
  const share = ((100 * microseconds) / total).toFixed(1);
  return `<g><title>${escaped(name)}, ${share} %</title><rect class="${kindOf(group)}" x="${x.toFixed(1)}" y="${y}" width="${length.toFixed(1)}" height="${frameHeight}"/>${text}</g>`;
}

function kindOf(group: string): string {
  if (group.startsWith('src')) return 'ours';
  if (group.startsWith('node:')) return 'node';
  return group.startsWith('(') || group.startsWith('wasm:') ? 'v8' : 'installed';
}
