import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildSchema, subgraphSdl } from '../src/graph/schema.ts';

const file = fileURLToPath(new URL('../schema.graphql', import.meta.url));
const sdl = subgraphSdl(buildSchema());

if (process.argv.includes('--check')) {
  if (sdl !== (await readFile(file, 'utf8').catch(() => ''))) {
    console.error('schema.graphql does not match the code: run `npm run schema`');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, sdl);
}
