import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime, type GatewayPlugin } from '@graphql-hive/gateway-runtime';
import useDeduplicateRequest from '@graphql-mesh/plugin-deduplicate-request';
import { tokenIn } from './learning-api.ts';
import type { Section } from './wire.ts';

/** Adds the caller's token to the context. */
const useToken: GatewayPlugin<{ token: string }> = {
  onContextBuilding: ({ context, extendContext }) =>
    extendContext({ token: tokenIn(context.request.headers.get('authorization')) }),
};

const gateway = createGatewayRuntime({
  supergraph: readFileSync(new URL('hive-supergraph.graphql', import.meta.url), 'utf8'),
  logging: 'error',
  graphiql: false,
  landingPage: false,
  additionalResolvers: {
    Section: {
      assignments: {
        selectionSet: '{ syllabus_id }',
        resolve: ({ syllabus_id }: Section) => ({ sectionId: syllabus_id }),
      },
    },
    Catalog: { categories: { selectionSet: '{ id }', resolve: ({ id }: { id: string }) => ({ catalogId: id }) } },
    Category: { syllabi: { selectionSet: '{ id }', resolve: ({ id }: { id: string }) => ({ categoryId: id }) } },
  },
  plugins: () => (process.env.HIVE_DEDUPE ? [useToken, useDeduplicateRequest() as never] : [useToken]),
});
createServer(gateway).listen(Number(process.env.PORT), '127.0.0.1');
