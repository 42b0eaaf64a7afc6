import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { fragmentsOf } from './fragments.ts';
import { requestError } from './request-error.ts';

/** Maximum sizes of one document. The names are those that errors report as `limit`. */
export interface DocumentLimits {
  /** Lexical tokens. */
  tokens: number;
  /** Depth of nested brackets of any kind in the text. */
  nesting: number;
  /** Depth of nested fields, with fragments expanded. */
  depth: number;
  /** Fields, with fragments expanded. */
  fields: number;
  /** Aliased fields, with fragments expanded. */
  aliases: number;
  directives: number;
  /** Introspection fields, with fragments expanded. */
  introspections: number;
  /** Duplicate fields with a selection, in the same place: validation compares everything below them in pairs. */
  repeats: number;
}

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

const wording: Record<keyof DocumentLimits, string> = {
  tokens: 'tokens',
  nesting: 'levels of nested brackets',
  depth: 'levels of nested fields',
  fields: 'fields, with fragments expanded',
  aliases: 'aliases, with fragments expanded',
  directives: 'directives',
  introspections: 'introspection fields, with fragments expanded',
  repeats: 'duplicate fields with a selection',
};

const introspections: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);

/**
 * Parses a document that does not exceed the limits.
 *
 * @throws GraphQLError that names the limit and the actual size, or the position of a syntax error
 */
export function parseWithin(limits: DocumentLimits, text: string): DocumentNode {
  assertAtMost(limits, 'nesting', bracketDepth(text));
  const document = parseTokens(limits, text);
  const size = measure(document);
  for (const name of measured) assertAtMost(limits, name, size[name]);
  return document;
}

function parseTokens(limits: DocumentLimits, text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    const start = startOfToken(text, limits.tokens + 1);
    const isTooLong = error instanceof GraphQLError && start !== null && error.positions?.[0] === start;
    throw isTooLong ? limitError(limits, 'tokens', `more than ${limits.tokens}`) : error;
  }
}

/** The position of the token with a number, counted from 1. Null if there is none before the end or the first error. */
function startOfToken(text: string, number: number): number | null {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; count < number; count += 1) if (lexer.advance().kind === TokenKind.EOF) return null;
    return lexer.token.start;
  } catch {
    return null;
  }
}

function assertAtMost(limits: DocumentLimits, name: keyof DocumentLimits, actual: number): void {
  if (actual > limits[name]) throw limitError(limits, name, actual);
}

function limitError(limits: DocumentLimits, name: keyof DocumentLimits, actual: number | string): GraphQLError {
  return requestError(
    'QUERY_TOO_LARGE',
    `The query has ${actual} ${wording[name]}; at most ${limits[name]} are allowed. Split it into smaller queries.`,
    { limit: name, allowed: limits[name], actual, http: { status: 400 } },
  );
}

/** The depth of nested brackets in a text, outside strings and comments. Reads each character once. */
function bracketDepth(text: string): number {
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

/** The index of the next unescaped mark, or of the end of the text. */
function endOf(text: string, mark: string, from: number): number {
  let found = text.indexOf(mark, from);
  while (found > 0 && text[found - 1] === '\\' && mark !== '\n') found = text.indexOf(mark, found + 1);
  return found < 0 ? text.length : found;
}

/** The limits that need a parsed document, in the order of their checks. */
const measured = ['depth', 'fields', 'aliases', 'directives', 'introspections', 'repeats'] as const;

type Size = Record<(typeof measured)[number], number>;

function measure(document: DocumentNode): Size {
  const fragments = fragmentsOf(document);
  const memo = new Map<string, Size>();

  /** @param names names of the fields with a selection in the same place; an inline fragment counts as the same place */
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
  // Validation refuses fragment cycles. Here they must only end.
  const fragmentSize = (name: string, path: ReadonlySet<string>): Size => {
    const fragment = fragments.get(name);
    if (!fragment || path.has(name)) return empty;
    const size = memo.get(name) ?? sizeOf(fragment.selectionSet, new Set([...path, name]));
    memo.set(name, size);
    return size;
  };

  const sizes = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION
      ? [withOwnDirectives(node, sizeOf(node.selectionSet, new Set()))]
      : [],
  );
  const largest: Size = { ...empty };
  for (const size of sizes) for (const name of measured) largest[name] = Math.max(largest[name], size[name]);
  return largest;
}

/** Adds the directives of the definition and of its variables. */
function withOwnDirectives(
  { directives = [], variableDefinitions = [] }: OperationDefinitionNode | FragmentDefinitionNode,
  size: Size,
): Size {
  const own = [directives, ...variableDefinitions.map((variable) => variable.directives ?? [])].flat();
  return { ...size, directives: size.directives + own.length };
}

const empty: Readonly<Size> = { depth: 0, fields: 0, aliases: 0, directives: 0, introspections: 0, repeats: 0 };
