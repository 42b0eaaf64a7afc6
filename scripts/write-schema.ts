import { fileURLToPath } from 'node:url';
import { subgraphSdl } from '../src/graph/federation/subgraph-sdl.ts';
import { buildSchema } from '../src/graph/schema.ts';
import { writeOrCheck } from './generated/write-or-check.ts';

const file = fileURLToPath(new URL('../schema.graphql', import.meta.url));
const sdl = subgraphSdl(buildSchema());

await writeOrCheck(file, sdl, 'schema.graphql does not match the code: run `npm run schema`');
