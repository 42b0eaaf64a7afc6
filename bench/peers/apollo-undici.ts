import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { type Context, createContext } from './context.ts';
import { learningApi, tokenIn } from './learning-api.ts';
import { resolvers, typeDefs } from './schema.ts';

await startStandaloneServer(new ApolloServer<Context>({ typeDefs, resolvers }), {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => createContext(learningApi(tokenIn(req.headers.authorization))),
});
