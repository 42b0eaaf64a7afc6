import { builder } from '../builder.ts';

interface ServiceSource {
  sdl: string;
}

const Service = builder.objectRef<ServiceSource>('_Service').implement({
  description: 'Description of this subgraph for federation routers.',
  fields: (t) => ({
    sdl: t.exposeString('sdl', {
      description: 'Schema definition (SDL) of this subgraph, with its federation directives.',
    }),
  }),
});

builder.queryField('_service', (t) =>
  t.field({
    type: Service,
    nullable: false,
    description: 'Description of this subgraph for federation routers.',
    resolve: (_, __, ___, { schema }) => ({ sdl: (schema.extensions as { subgraphSdl(): string }).subgraphSdl() }),
  }),
);
