import {
  astFromValue,
  type ConstDirectiveNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type GraphQLDirective,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isIntrospectionType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  Kind,
  print,
  type StringValueNode,
  type TypeDefinitionNode,
} from 'graphql';

/** Every subgraph has these, so the SDL omits them. */
const federationTypes = new Set(['_Any', '_Entity', '_Service']);
const federationFields = new Set(['_entities', '_service']);

/**
 * The schema as text, in the form that a federation registry expects: byte for byte what `printSubgraphSchema` of
 * @apollo/subgraph prints. That function is not used here because it brings code under the Elastic License 2.0.
 */
export function subgraphSdl(schema: GraphQLSchema): string {
  const links = schema.extensionASTNodes.map(({ directives }) => `extend schema${onLines(directives)}`);
  const directives = schema
    .getDirectives()
    .filter((directive) => !isSpecifiedDirective(directive))
    .map(printDefinition);
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !federationTypes.has(type.name))
    .map(({ name, astNode }) => {
      if (!astNode) throw new Error(`The type ${name} has no AST node. The directives plugin makes them.`);
      return printType(astNode);
    });
  return `${[...links, ...directives, ...types].join('\n\n')}\n`;
}

function printDefinition({ description, name, args, locations }: GraphQLDirective): string {
  const printed = args.map(({ name, type, defaultValue }) => {
    const value = astFromValue(defaultValue, type);
    return `${name}: ${type}${value ? ` = ${print(value)}` : ''}`;
  });
  const text = description ? { kind: Kind.STRING as const, value: description } : undefined;
  return `${printDescription({ description: text })}directive @${name}(${printed.join(', ')}) on ${locations.join(' | ')}`;
}

function printType(type: TypeDefinitionNode): string {
  const head = `${printDescription(type)}${keywords[type.kind]} ${type.name.value}`;
  const directives = onLines(type.directives);
  switch (type.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return head + directives;
    case Kind.UNION_TYPE_DEFINITION:
      return `${head}${directives && `${directives}\n`} = ${(type.types ?? []).map(print).join(' | ')}`;
    case Kind.ENUM_TYPE_DEFINITION:
      return head + directives + printBlock(directives, type.values ?? [], ({ name }) => name.value);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return head + directives + printBlock(directives, type.fields ?? [], printInputValue);
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const interfaces = (type.interfaces ?? []).map(({ name }) => name.value).join(' & ');
      const fields = (type.fields ?? []).filter(({ name }) => !federationFields.has(name.value));
      return (
        head + (interfaces && ` implements ${interfaces}`) + directives + printBlock(directives, fields, printField)
      );
    }
  }
}

const keywords = {
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.OBJECT_TYPE_DEFINITION]: 'type',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
};

type Item = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

function printBlock<T extends Item>(
  typeDirectives: string,
  items: readonly T[],
  printItem: (item: T) => string,
): string {
  const lines = items.map((item, index) => {
    const gap = item.description && index > 0 ? '\n' : '';
    return `${gap}${printDescription(item, '  ')}  ${printItem(item)}${onOneLine(item.directives)}`;
  });
  return `${typeDirectives ? '\n' : ' '}{\n${lines.join('\n')}\n}`;
}

function printField({ name, arguments: args = [], type }: FieldDefinitionNode): string {
  return `${name.value}${printArguments(args)}: ${print(type)}`;
}

function printArguments(args: readonly InputValueDefinitionNode[]): string {
  if (args.length === 0) return '';
  const printed = args.map((arg) => printInputValue(arg) + onOneLine(arg.directives));
  if (args.every(({ description }) => !description)) return `(${printed.join(', ')})`;
  const lines = args.map((arg, index) => {
    const gap = arg.description && index > 0 ? '\n' : '';
    return `${gap}${printDescription(arg, '    ')}    ${printed[index]}`;
  });
  return `(\n${lines.join('\n')}\n  )`;
}

function printInputValue({ name, type, defaultValue }: InputValueDefinitionNode): string {
  return `${name.value}: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ''}`;
}

function onLines(directives: readonly ConstDirectiveNode[] = []): string {
  return directives.map((directive) => `\n  ${print(directive)}`).join('');
}

function onOneLine(directives: readonly ConstDirectiveNode[] = []): string {
  return directives.map((directive) => ` ${print(directive)}`).join('');
}

/** A block string: on one line up to 70 characters, unless its last character would join the closing quotes. */
function printDescription({ description }: { description?: StringValueNode | undefined }, indentation = ''): string {
  if (!description) return '';
  const text = description.value.replaceAll('"""', '\\"""');
  const onItsOwnLines = /\n|["\\]$/.test(text) || description.value.length > 70;
  const lines = onItsOwnLines ? ['"""', ...text.split('\n'), '"""'] : [`"""${text}"""`];
  return lines.map((line) => `${indentation}${line}\n`).join('');
}
