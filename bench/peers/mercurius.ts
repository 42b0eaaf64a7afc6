import fastify from 'fastify';
import mercurius from 'mercurius';
import { createContext } from './context.ts';
import { learningApi, tokenIn } from './learning-api.ts';
import { resolvers, typeDefs } from './schema.ts';

const app = fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers: resolvers as never,
  jit: 1,
  context: ({ headers }) => createContext(learningApi(tokenIn(headers.authorization))),
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
