import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Graphviz } from '@hpcc-js/wasm-graphviz';

/** The purpose of each folder, for the picture. */
const folders: Record<string, string> = {
  main: 'assembles and starts a gateway',
  config: 'settings from the environment',
  process: 'signals, Redis, V8 flags',
  server: 'HTTP, who calls, limits, errors\\nas the caller sees them, GraphiQL',
  execution: 'runs queries by plans',
  graph: 'the schema: a file for each noun',
  loaders: 'batching: as few calls\\nas possible',
  'learning-api': 'the REST client, retries,\\nbreakers, rows',
  sandbox: 'a LearningApi with made-up data',
};

const style = `
text { fill: #1c2330; }
path { stroke: #5c6675; fill: none; }
polygon { stroke: #5c6675; fill: #5c6675; }
.layer path { fill: #e8f1fb; stroke: #0b5cad; }
.outside path { fill: #f5f7fa; }
.aside path { fill: #fdf3e4; stroke: #8a4b00; }
.wire path { stroke-dasharray: 5 3; }
@media (prefers-color-scheme: dark) {
  text { fill: #e3e7ee; }
  .layer path { fill: #14263c; stroke: #7cb8ff; }
  .outside path { fill: #1a2029; }
  .aside path { fill: #2b2115; stroke: #f0b45f; }
}
`;

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** The folders of src and what imports what, as an SVG. */
export async function architecturePicture(): Promise<string> {
  return draw(await imports());
}

/** Which folder imports from which, as `from to`; the files beside the folders count as main. */
async function imports(): Promise<string[]> {
  const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const found = new Set<string>();
  for (const name of names) {
    const text = await readFile(join(source, name), 'utf8');
    for (const [, target = ''] of text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
      const [from, to] = [name, relative(source, join(source, dirname(name), target))].map(folderOf);
      if (from !== to) found.add(`${from} ${to}`);
    }
  }
  return [...found].sort();
}

function folderOf(path: string): string {
  const [first = ''] = path.split('/');
  return first.endsWith('.ts') ? 'main' : first;
}

async function draw(arrows: readonly string[]): Promise<string> {
  const unknown = arrows.flatMap((arrow) => arrow.split(' ')).filter((name) => !(name in folders));
  if (unknown.length > 0) throw new Error(`Add the purpose of these folders: ${[...new Set(unknown)].join(', ')}`);
  const boxes = Object.entries(folders).map(([name, what]) => {
    const title = name === 'main' ? 'src/main.ts, gateway.ts' : `src/${name}`;
    return `"${name}" [label="${title}\\n${what}" class="${name === 'sandbox' ? 'aside' : 'layer'}"]`;
  });
  const lines = arrows
    // Types and settings that all folders share would hide the path of a query.
    .filter((arrow) => !arrow.endsWith(' main'))
    .map((arrow) => {
      const [from = '', to = ''] = arrow.split(' ');
      return `"${from}" -> "${to}"${from === 'sandbox' ? ' [label="  the contract"]' : ''}`;
    });
  const graphviz = await Graphviz.load();
  const drawn = graphviz.dot(`digraph {
    graph [bgcolor=transparent nodesep=0.5 ranksep=0.5]
    node [shape=box style=rounded fontname="Helvetica" fontsize=12 margin="0.25,0.13"]
    edge [fontname="Helvetica" fontsize=10 arrowsize=0.8]
    callers [label="browsers, apps, routers" class="outside"]
    rest [label="NexPort Campus LearningApi\\n32 REST operations" class="outside"]
    callers -> server [label="  GraphQL" class="wire"]
    "learning-api" -> rest [label="  HTTP" class="wire"]
    sandbox -> rest [label="  simulates" class="wire"]
    ${[...boxes, ...lines].join('\n    ')}
  }`);
  return `${drawn
    .slice(drawn.indexOf('<svg'))
    .replace(/<!--.*?-->\n?/gs, '')
    .replaceAll(/ (?:stroke|fill)="black"/g, '')
    .replace('>', `>\n<title>The folders of src and what imports what</title>\n<style>${style}</style>`)}`;
}
