import { builder } from '../builder.ts';

interface ServiceSource {
  sdl: string;
}

const Service = builder.objectRef<ServiceSource>('_Service').implement({
  description: 'What a federation router learns of this graph.',
  fields: (t) => ({
    sdl: t.exposeString('sdl', { description: 'The graph as text, with the directives of the federation.' }),
  }),
});

builder.queryField('_service', (t) =>
  t.field({
    type: Service,
    nullable: false,
    description: 'This graph as a federation router reads it.',
    resolve: (_, __, ___, { schema }) => ({ sdl: (schema.extensions as { subgraphSdl(): string }).subgraphSdl() }),
  }),
);
