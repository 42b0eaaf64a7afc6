import { subgraphSdl } from '../../src/graph/federation/subgraph-sdl.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { clientSdl } from '../../src/server/graphql/client-sdl.ts';

/** The schema as SDL, with the directives that make it a subgraph. */
export function schemaText(): string {
  return subgraphSdl(buildSchema());
}

/** The schema as SDL for the tools of clients. */
export function clientSchemaText(): string {
  return clientSdl(buildSchema());
}
