import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  print,
} from 'graphql';
import { descriptionHtml, escapeHtml, linkHtml } from './html.ts';

/** The links between the parts of a page. */
export interface Places {
  /** The id that a name in a description refers to, seen from a type or a root field; null if unknown. */
  find(name: string, from: string): string | null;
}

/** A type with its list and non-null marks, its name linked: `[Section!]!`. */
export function typeHtml(type: GraphQLType): string {
  if (isNonNullType(type)) return `${typeHtml(type.ofType)}!`;
  if (isListType(type)) return `[${typeHtml(type.ofType)}]`;
  return isSpecifiedScalarType(type) ? type.name : linkHtml(type.name, type.name);
}

/** A field of an object, an interface or an input, with its arguments. */
export function fieldHtml(
  owner: string,
  field: GraphQLField<unknown, unknown> | GraphQLInputField,
  places: Places,
): string {
  const id = `${owner}.${field.name}`;
  const signature = `${linkHtml(id, field.name)}: ${typeHtml(field.type)}${defaultHtml(field)}`;
  return memberHtml(id, signature, field, owner, places, 'args' in field ? argumentsHtml(id, field.args, places) : '');
}

/** A value of an enum. */
export function valueHtml(owner: string, value: GraphQLEnumValue, places: Places): string {
  const id = `${owner}.${value.name}`;
  return memberHtml(id, linkHtml(id, value.name), value, owner, places);
}

/** The list of a field's arguments; empty if it has none. */
export function argumentsHtml(owner: string, args: readonly GraphQLArgument[], places: Places): string {
  if (args.length === 0) return '';
  const items = args.map((argument) => {
    const id = `${owner}.${argument.name}`;
    const signature = `${linkHtml(id, argument.name)}: ${typeHtml(argument.type)}${defaultHtml(argument)}`;
    return `<li class="entry" id="${id}"><code>${signature}</code>${detailsHtml(argument, owner, places)}</li>`;
  });
  return `<ul class="arguments" aria-label="Arguments">\n${items.join('\n')}\n</ul>`;
}

interface Described {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

/** The description, and the deprecation if there is one. */
export function detailsHtml({ description, deprecationReason }: Described, owner: string, places: Places): string {
  const html = (text: string) => descriptionHtml(text, (name) => places.find(name, owner));
  const deprecation = deprecationReason
    ? `<div class="deprecated">${html(deprecationText(deprecationReason))}</div>`
    : '';
  return `<div class="description">${html(description ?? '')}</div>${deprecation}`;
}

function deprecationText(reason: string): string {
  return reason.startsWith('Deprecated') ? reason : `Deprecated. ${reason}`;
}

function memberHtml(
  id: string,
  signature: string,
  member: Described,
  owner: string,
  places: Places,
  body = '',
): string {
  return `<div class="entry member" id="${id}"><h4><code>${signature}</code></h4>${detailsHtml(member, owner, places)}${body}</div>`;
}

function defaultHtml(input: GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLArgument): string {
  if (!('defaultValue' in input) || input.defaultValue === undefined) return '';
  const value = astFromValue(input.defaultValue, input.type);
  return value ? ` = ${escapeHtml(print(value))}` : '';
}
