import { subgraphSdl } from '../../src/graph/federation/subgraph-sdl.ts';
import { buildSchema } from '../../src/graph/schema.ts';

/** The schema as SDL, with the directives that make it a subgraph. */
export function schemaText(): string {
  return subgraphSdl(buildSchema());
}
