import { type GraphQLSchema, Kind, parse, print, printSchema, visit } from 'graphql';
import { createEngine } from './engine.ts';

const federationNames: ReadonlySet<string> = new Set(['_Any', '_Entity', '_Service', '_entities', '_service']);

/**
 * The schema as the tools of clients read it: plain SDL, with `@defer` and `@stream`, without the types and fields that only
 * federation routers use.
 */
export function clientSdl(schema: GraphQLSchema): string {
  const withoutFederation = ({ name }: { name: { value: string } }) =>
    federationNames.has(name.value) ? null : undefined;
  const document = visit(parse(printSchema(createEngine(schema).schema)), {
    [Kind.SCALAR_TYPE_DEFINITION]: withoutFederation,
    [Kind.UNION_TYPE_DEFINITION]: withoutFederation,
    [Kind.OBJECT_TYPE_DEFINITION]: withoutFederation,
    [Kind.FIELD_DEFINITION]: withoutFederation,
  });
  return `${print(document)}\n`;
}
