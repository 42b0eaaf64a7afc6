import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { semanticNonNullDirective } from '../../graph/plugins/semantic-non-null.ts';
import { createEngine } from './engine.ts';

const federationNames: ReadonlySet<string> = new Set(['_Any', '_Entity', '_Service', '_entities', '_service']);

/**
 * The schema as the tools of clients read it: plain SDL, with `@defer`, `@stream` and `@semanticNonNull`, without the types
 * and fields that only federation routers use.
 */
export function clientSdl(schema: GraphQLSchema): string {
  const withoutFederation = ({ name }: { name: { value: string } }) =>
    federationNames.has(name.value) ? null : undefined;
  const document = visit(parse(printSchema(createEngine(schema).schema)), {
    [Kind.SCALAR_TYPE_DEFINITION]: withoutFederation,
    [Kind.UNION_TYPE_DEFINITION]: withoutFederation,
    [Kind.OBJECT_TYPE_DEFINITION]: { enter: withoutFederation, leave: withMarks(schema) },
    [Kind.INTERFACE_TYPE_DEFINITION]: { leave: withMarks(schema) },
    [Kind.FIELD_DEFINITION]: withoutFederation,
  });
  return `${print(document)}\n`;
}

/** Adds `@semanticNonNull` to the fields of a type. graphql-js prints no directives of fields. */
function withMarks(schema: GraphQLSchema) {
  return <Node extends { name: { value: string }; fields?: readonly FieldDefinitionNode[] }>(node: Node): Node => {
    const type = schema.getType(node.name.value);
    if (!isObjectType(type) && !isInterfaceType(type)) return node;
    const marked = (field: FieldDefinitionNode) => ({
      ...field,
      directives: [...(field.directives ?? []), ...markOf(type.getFields()[field.name.value])],
    });
    return { ...node, fields: node.fields?.map(marked) };
  };
}

function markOf(field: GraphQLField<unknown, unknown> | undefined): readonly ConstDirectiveNode[] {
  const directives = field?.astNode?.directives ?? [];
  return directives.filter(({ name }) => name.value === semanticNonNullDirective.name);
}
