import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { type DocumentNode, parse, print } from 'graphql';

export interface Subgraph {
  name: string;
  url: string;
  sdl: string;
}

export const composers = ['apollo', 'guild', 'cosmo'] as const;

export type Composer = (typeof composers)[number];

/** The result of a composition: the supergraph, or errors. */
export interface Composed {
  supergraph: string | null;
  /** Each starts with its code, such as `INVALID_FIELD_SHARING: …`. Cosmo's composer has no codes. */
  errors: string[];
  /** Remarks about a supergraph. Those of Apollo start with their code. */
  hints: string[];
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

/** Composes subgraphs with one of three composers. */
export function compose(composer: Composer, parts: readonly Subgraph[]): Composed {
  return composeWith[composer](parts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
}

/** The supergraph for routers. Throws if the subgraphs do not compose. */
export function composeSupergraph(parts: readonly Subgraph[]): string {
  const { supergraph, errors } = compose('apollo', parts);
  if (supergraph === null) throw new Error(['The subgraphs do not compose:', ...errors].join('\n'));
  return `${supergraph.trim()}\n`;
}

interface Service {
  name: string;
  url: string;
  typeDefs: DocumentNode;
}

const composeWith: Record<Composer, (services: Service[]) => Composed> = {
  apollo: (services) => {
    const { supergraphSdl, errors, hints } = composeWithApollo(services);
    return {
      supergraph: supergraphSdl ?? null,
      errors: (errors ?? []).map(withCode),
      hints: (hints ?? []).map(({ definition, message }) => `${definition.code}: ${message}`),
    };
  },
  guild: (services) => {
    const { supergraphSdl, errors } = composeWithGuild(services);
    return { supergraph: supergraphSdl ?? null, errors: (errors ?? []).map(withCode), hints: [] };
  },
  cosmo: (services) => {
    const [first, ...others] = services.map(({ name, url, typeDefs }) => ({ name, url, definitions: typeDefs }));
    if (!first) throw new Error('There are no subgraphs.');
    const result = federateSubgraphs({ subgraphs: [first, ...others], version: ROUTER_COMPATIBILITY_VERSION_ONE });
    const hints = result.warnings.map(({ message }) => message);
    return result.success
      ? { supergraph: print(result.federatedGraphAST), errors: [], hints }
      : { supergraph: null, errors: result.errors.map(({ message }) => message), hints };
  },
};

function withCode({ message, extensions }: { message: string; extensions: Record<string, unknown> }): string {
  return `${extensions.code}: ${message}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { learning, users } = subgraphs();
  process.stdout.write(composeSupergraph([learning, users]));
}
