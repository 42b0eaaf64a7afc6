import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { createYoga, type YogaInitialContext } from 'graphql-yoga';
import { close, listen, type Running } from './listen.ts';

/** The headers of a request from a router. */
export type ReceivedHeaders = Readonly<Record<string, string>>;

export interface RunningSubgraph extends Running {
  name: string;
  sdl: string;
  /** The headers of the requests since they were last cleared, oldest first. */
  requests(): readonly ReceivedHeaders[];
  clearRequests(): void;
}

type SubgraphModule = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown; resolvers?: unknown }>;

interface SubgraphOptions {
  name: string;
  sdl: string;
  resolvers: NonNullable<SubgraphModule['resolvers']>;
  port: number;
}

/** Starts a subgraph of another team. It requires a token, whichever it is. */
export async function startSubgraph({ name, sdl, resolvers, port }: SubgraphOptions): Promise<RunningSubgraph> {
  let received: ReceivedHeaders[] = [];
  const yoga = createYoga({
    schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }),
    graphiql: false,
    logging: false,
    plugins: [
      {
        onExecute: ({ args }: { args: { contextValue: unknown } }) => {
          const { request } = args.contextValue as YogaInitialContext;
          received.push(Object.fromEntries(request.headers));
          if (/^Bearer \S+$/.test(request.headers.get('authorization') ?? '')) return;
          throw new GraphQLError(`The ${name} graph requires a token.`, { extensions: { code: 'UNAUTHENTICATED' } });
        },
      },
    ],
  });
  const server = createServer(yoga);
  return {
    name,
    sdl,
    url: `${await listen(server, port)}/graphql`,
    requests: () => received,
    clearRequests: () => {
      received = [];
    },
    close: () => close(server),
  };
}
