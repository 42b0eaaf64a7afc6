import type { GraphQLSchema } from 'graphql';
import { builder } from '../builder.ts';
import { subgraphSdl } from './subgraph-sdl.ts';

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
    resolve: () => {
      throw new Error('answerService was not called');
    },
  }),
);

/** Answers what a router asks of the graph as it was built, without what a server adds to it. */
export function answerService(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._service;
  if (!field) throw new Error('The schema has no _service.');
  let service: ServiceSource | undefined;
  field.resolve = () => {
    service ??= { sdl: subgraphSdl(schema) };
    return service;
  };
}
