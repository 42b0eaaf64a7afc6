import { fileURLToPath } from 'node:url';
import { buildASTSchema, parse } from 'graphql';
import { subgraphSdl } from '../src/graph/federation/subgraph-sdl.ts';
import { buildSchema } from '../src/graph/schema.ts';
import { writeOrCheck } from './generated/write-or-check.ts';
import { entityDiagram } from './reference/diagram.ts';
import { referencePage } from './reference/page.ts';

const file = fileURLToPath(new URL('../docs/reference.html', import.meta.url));
// From the text, since that has the order in which people read it, and none of the federation's machinery.
const schema = buildASTSchema(parse(subgraphSdl(buildSchema())), { assumeValidSDL: true });
const page = await referencePage(schema, await entityDiagram(schema));

await writeOrCheck(file, page, 'docs/reference.html does not match the graph: run `npm run reference`');
