import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { type DocumentNode, parse } from 'graphql';

export interface Subgraph {
  name: string;
  url: string;
  sdl: string;
}

export type Composer = 'apollo' | 'guild';

/** The result of a composition: the supergraph, or errors. */
export interface Composed {
  supergraph: string | null;
  /** Each starts with its code: `INVALID_FIELD_SHARING: …`. */
  errors: string[];
}

const learningSdl = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
const usersSdl = readFileSync(new URL('../subgraphs/users.graphql', import.meta.url), 'utf8');

/** The subgraphs of this example. The default URLs are those of `npm run supergraph`. */
export function subgraphs(urls: { learning?: string; users?: string } = {}): { learning: Subgraph; users: Subgraph } {
  return {
    learning: { name: 'learning', url: urls.learning ?? 'http://127.0.0.1:4000/graphql', sdl: learningSdl },
    users: { name: 'users', url: urls.users ?? 'http://127.0.0.1:4002/graphql', sdl: usersSdl },
  };
}

/** Composes subgraphs with one of two composers. */
export function compose(composer: Composer, parts: readonly Subgraph[]): Composed {
  const services = parts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composers[composer](services);
  return {
    supergraph: supergraphSdl ?? null,
    errors: (errors ?? []).map(({ message, extensions }) => `${extensions.code}: ${message}`),
  };
}

/** The supergraph for routers. Throws if the subgraphs do not compose. */
export function composeSupergraph(parts: readonly Subgraph[]): string {
  const { supergraph, errors } = compose('apollo', parts);
  if (supergraph === null) throw new Error(['The subgraphs do not compose:', ...errors].join('\n'));
  return `${supergraph.trim()}\n`;
}

interface Outcome {
  supergraphSdl?: string | undefined;
  errors?: readonly { message: string; extensions: Record<string, unknown> }[] | undefined;
}
const composers: Record<Composer, (services: { name: string; url: string; typeDefs: DocumentNode }[]) => Outcome> = {
  apollo: composeWithApollo,
  guild: composeWithGuild,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { learning, users } = subgraphs();
  process.stdout.write(composeSupergraph([learning, users]));
}
