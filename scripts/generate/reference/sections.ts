import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import type { Entry } from './chapters.ts';
import { linkHtml } from './html.ts';
import { argumentsHtml, detailsHtml, fieldHtml, type Places, typeHtml, valueHtml } from './members.ts';

interface Context {
  schema: GraphQLSchema;
  places: Places;
  uses: ReadonlyMap<string, readonly string[]>;
}

/** Longer lists of uses are folded. */
const openUses = 12;

/** The section of a query, a mutation or a type. */
export function sectionHtml(entry: Entry, context: Context): string {
  const [heading, body] = 'field' in entry ? rootFieldHtml(entry, context) : typeBodyHtml(entry.type, context);
  return `<section class="entry" id="${entry.id}">\n<h3>${heading}</h3>\n${body}\n</section>`;
}

function rootFieldHtml({ id, field }: Extract<Entry, { field: unknown }>, { places }: Context): [string, string] {
  const heading = `<code>${linkHtml(id, field.name)}: ${typeHtml(field.type)}</code>`;
  return [heading, `${detailsHtml(field, id, places)}\n${argumentsHtml(id, field.args, places)}`];
}

function typeBodyHtml(type: GraphQLNamedType, context: Context): [string, string] {
  const { places } = context;
  const heading = `<code>${linkHtml(type.name, type.name)}</code> <small>${kindOf(type)}</small>`;
  const parts = [detailsHtml(type, type.name, places), factsHtml(type, context), ...membersHtml(type, places)];
  return [heading, parts.filter((part) => part !== '').join('\n')];
}

function membersHtml(type: GraphQLNamedType, places: Places): string[] {
  if (isEnumType(type)) return type.getValues().map((value) => valueHtml(type.name, value, places));
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  return Object.values(type.getFields()).map((field) => fieldHtml(type.name, field, places));
}

function factsHtml(type: GraphQLNamedType, { schema, uses }: Context): string {
  const unions = Object.values(schema.getTypeMap()).filter(
    (other) => isUnionType(other) && other.getTypes().some((member) => member === type),
  );
  const facts: [string, readonly string[]][] = [
    ['Implements', isObjectType(type) || isInterfaceType(type) ? names(type.getInterfaces()) : []],
    ['Implemented by', isInterfaceType(type) ? names(schema.getPossibleTypes(type)) : []],
    ['One of', isUnionType(type) ? names(type.getTypes()) : []],
    ['Member of', names(unions)],
    ['Used by', uses.get(type.name) ?? []],
  ];
  const key = keyOf(type);
  const items = [
    ...(key === null ? [] : [`<dt>Federation key</dt><dd><code>${key}</code></dd>`]),
    ...facts.flatMap(([title, places]) =>
      places.length === 0 ? [] : [`<dt>${title}</dt><dd>${listHtml(places)}</dd>`],
    ),
  ];
  return items.length === 0 ? '' : `<dl>${items.join('')}</dl>`;
}

function listHtml(places: readonly string[]): string {
  const links = places.map((place) => linkHtml(place, `<code>${place}</code>`)).join(', ');
  return places.length <= openUses ? links : `<details><summary>${places.length} places</summary>${links}</details>`;
}

function names(types: readonly GraphQLNamedType[]): string[] {
  return types.map(({ name }) => name);
}

/** The fields by which other subgraphs refer to an entity. */
function keyOf({ astNode }: GraphQLNamedType): string | null {
  const key = astNode?.directives?.find(({ name }) => name.value === 'key');
  const value = key?.arguments?.find(({ name }) => name.value === 'fields')?.value;
  return value?.kind === 'StringValue' ? value.value : null;
}

function kindOf(type: GraphQLNamedType): string {
  if (isObjectType(type)) return 'object';
  if (isInterfaceType(type)) return 'interface';
  if (isUnionType(type)) return 'union';
  if (isEnumType(type)) return 'enum';
  return isScalarType(type) ? 'scalar' : 'input';
}
