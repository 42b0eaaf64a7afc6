import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type ParseOptions,
  parse,
  type SelectionSetNode,
  type Source,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { fragmentsOf } from './fragments.ts';

/** What one document may hold. */
export interface DocumentLimits {
  /** Lexical tokens. */
  tokens: number;
  /** Brackets of any kind inside one another, in the text. */
  nesting: number;
  /** Fields inside one another, with fragments put in their places. */
  depth: number;
  /** Fields in all, with fragments put in their places. */
  fields: number;
  /** Fields under another name, with fragments put in their places. */
  aliases: number;
  directives: number;
  /** Fields that ask for the schema as a whole or in parts, with fragments put in their places. */
  introspections: number;
  /** Fields with a selection, asked for again in the same place: validation compares all that is below them in pairs. */
  repeats: number;
}

/** What one document may hold at most. */
export const defaultDocumentLimits: DocumentLimits = {
  tokens: 10_000,
  nesting: 200,
  depth: 25,
  fields: 2_000,
  aliases: 1_000,
  directives: 100,
  introspections: 10,
  repeats: 100,
};

const code = 'QUERY_TOO_LARGE';

const wording: Record<keyof DocumentLimits, string> = {
  tokens: 'tokens',
  nesting: 'brackets inside one another',
  depth: 'fields inside one another',
  fields: 'fields, counting fragments where they are used',
  aliases: 'aliases, counting fragments where they are used',
  directives: 'directives',
  introspections: 'fields that ask for the schema, counting fragments where they are used',
  repeats: 'fields with a selection that were asked for before in the same place',
};

const introspections: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);

/**
 * Refuses a document that is larger than any client needs, before it is validated or anything else is done with it:
 * with HTTP 400, the limit and what the document has.
 */
export function useDocumentLimits(limits: DocumentLimits): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source, options?: ParseOptions) => parseWithin(limits, source, options));
    },
    onResultProcess({ result }) {
      for (const part of [result].flat()) {
        if (!('errors' in part)) continue;
        // Yoga answers what it takes for a syntax error with 200 where plain JSON is accepted.
        for (const { extensions } of part.errors ?? [])
          if (extensions?.code === code) extensions.http = { status: 400 };
      }
    },
  };
}

function parseWithin(limits: DocumentLimits, source: string | Source, options?: ParseOptions): DocumentNode {
  demand(limits, 'nesting', nestingOf(typeof source === 'string' ? source : source.body));
  const document = parseTokens(limits, source, options);
  const { depth, fields, aliases, directives, introspections, repeats } = measure(document);
  demand(limits, 'depth', depth);
  demand(limits, 'fields', fields);
  demand(limits, 'aliases', aliases);
  demand(limits, 'directives', directives);
  demand(limits, 'introspections', introspections);
  demand(limits, 'repeats', repeats);
  return document;
}

function parseTokens(limits: DocumentLimits, source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: limits.tokens });
  } catch (error) {
    const isTooLong = error instanceof GraphQLError && error.message.includes('more that');
    throw isTooLong ? refusal(limits, 'tokens', `more than ${limits.tokens}`) : error;
  }
}

function demand(limits: DocumentLimits, name: keyof DocumentLimits, actual: number): void {
  if (actual > limits[name]) throw refusal(limits, name, actual);
}

function refusal(limits: DocumentLimits, name: keyof DocumentLimits, actual: number | string): GraphQLError {
  return new GraphQLError(
    `The query has ${actual} ${wording[name]}; at most ${limits[name]} are allowed. Ask for less at once.`,
    {
      extensions: { code, limit: name, allowed: limits[name], actual, http: { status: 400 } },
    },
  );
}

/** How deep the brackets of a text go, outside strings and comments. Looks at each character once. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '{' || character === '[' || character === '(') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === '}' || character === ']' || character === ')') {
      depth -= 1;
    } else if (character === '#') {
      index = endOf(text, '\n', index);
    } else if (text.startsWith('"""', index)) {
      index = endOf(text, '"""', index + 3) + 2;
    } else if (character === '"') {
      index = endOf(text, '"', index + 1);
    }
  }
  return deepest;
}

/** Where the next unescaped mark stands, or the end of the text. */
function endOf(text: string, mark: string, from: number): number {
  let found = text.indexOf(mark, from);
  while (found > 0 && text[found - 1] === '\\' && mark !== '\n') found = text.indexOf(mark, found + 1);
  return found < 0 ? text.length : found;
}

interface Size {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  introspections: number;
  repeats: number;
}

function measure(document: DocumentNode): Size {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Size>();

  /** @param names of the fields with a selection that stand in the same place; an inline fragment is no place of its own */
  const sizeOf = ({ selections }: SelectionSetNode, path: ReadonlySet<string>, names = new Set<string>()): Size => {
    const total: Size = { ...empty };
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragmentSize(selection.name.value, path)
          : selection.selectionSet
            ? sizeOf(selection.selectionSet, path, isField ? new Set() : names)
            : empty;
      total.depth = Math.max(total.depth, inner.depth + Number(isField));
      total.fields += inner.fields + Number(isField);
      total.aliases += inner.aliases + Number(isField && selection.alias !== undefined);
      total.directives += inner.directives + (selection.directives?.length ?? 0);
      total.introspections += inner.introspections + Number(isField && introspections.has(selection.name.value));
      total.repeats += inner.repeats;
      if (!isField || !selection.selectionSet) continue;
      const name = selection.alias?.value ?? selection.name.value;
      total.repeats += Number(names.has(name));
      names.add(name);
    }
    return total;
  };
  // A fragment inside itself is refused by validation; here it only must not go on for ever.
  const fragmentSize = (name: string, path: ReadonlySet<string>): Size => {
    const fragment = fragments.get(name);
    if (!fragment || path.has(name)) return empty;
    const size = known.get(name) ?? sizeOf(fragment.selectionSet, new Set([...path, name]));
    known.set(name, size);
    return size;
  };

  const sizes = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION
      ? [withOwnDirectives(node, sizeOf(node.selectionSet, new Set()))]
      : [],
  );
  const greatest = (name: keyof Size) => Math.max(0, ...sizes.map((size) => size[name]));
  return {
    depth: greatest('depth'),
    fields: greatest('fields'),
    aliases: greatest('aliases'),
    directives: greatest('directives'),
    introspections: greatest('introspections'),
    repeats: greatest('repeats'),
  };
}

/** The size with the directives that stand on the definition itself and on its variables. */
function withOwnDirectives(
  { directives = [], variableDefinitions = [] }: OperationDefinitionNode | FragmentDefinitionNode,
  size: Size,
): Size {
  const own = [directives, ...variableDefinitions.map((variable) => variable.directives ?? [])].flat();
  return { ...size, directives: size.directives + own.length };
}

const empty: Readonly<Size> = { depth: 0, fields: 0, aliases: 0, directives: 0, introspections: 0, repeats: 0 };
