import { Kind, parse, visit } from 'graphql';
import ts from 'typescript';
import { filesUnder, pages, textOf } from './documents.ts';

/** A text that people read. */
export interface Prose {
  /** File and line. */
  place: string;
  /** Without line breaks, and without code where the format marks it. */
  text: string;
}

/** The descriptions and deprecation reasons of the schema. */
export function schemaProse(): Prose[] {
  const found: Prose[] = [];
  visit(parse(textOf('schema.graphql')), {
    [Kind.STRING]: ({ value, loc }) => void found.push(prose(`schema.graphql:${loc?.startToken.line ?? 0}`, value)),
  });
  return found;
}

/** The comments of every source file, and its string literals: messages, descriptions, log lines. */
export function sourceProse(): Prose[] {
  return [...filesUnder('src', '.ts'), ...filesUnder('scripts', '.ts'), ...filesUnder('bench/src', '.ts')]
    .filter((file) => !file.endsWith('/generated.ts'))
    .flatMap((file) => {
      const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest);
      return [...literalsOf(source), ...commentsOf(source)].map(({ at, text }) =>
        prose(`${file}:${source.getLineAndCharacterOfPosition(at).line + 1}`, text),
      );
    });
}

/** The paragraphs, list items and table cells of the documentation, without headings and heads of tables. */
export function documentationProse(): Prose[] {
  const files = [...pages, 'deploy/README.md', ...filesUnder('src', '.md'), ...filesUnder('examples', '.md')];
  return files.flatMap((file) => {
    const text = textOf(file).replaceAll(/^```[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ''));
    const lines = text.split('\n');
    const blocks: { at: number; lines: string[] }[] = [{ at: 0, lines: [] }];
    for (const [at, line] of lines.entries()) {
      const isHead = /^\| ?:?-/.test(lines[at + 1] ?? '');
      if (line.trim() === '' || /^(#|<|\| ?:?-)/.test(line) || isHead) blocks.push({ at: at + 1, lines: [] });
      else if (/^\s*([-*>|]|\d+\.) ?/.test(line)) blocks.push({ at, lines: [line] });
      else blocks.at(-1)?.lines.push(line);
    }
    return blocks
      .filter((block) => block.lines.length > 0)
      .flatMap((block) => cellsOf(block.lines.join(' ')).map((cell) => prose(`${file}:${block.at + 1}`, cell)));
  });
}

function cellsOf(block: string): string[] {
  return block.startsWith('|') ? block.split(' | ') : [block];
}

function literalsOf(source: ts.SourceFile): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = [];
  const collect = (node: ts.Node): void => {
    const at = node.getStart(source);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push({ at, text: node.text });
    if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans.map(({ literal }) => `x${literal.text}`);
      found.push({ at, text: [node.head.text, ...spans].join('') });
    }
    ts.forEachChild(node, collect);
  };
  collect(source);
  // A text without a space is a name.
  return found.filter(({ text }) => text.trim().includes(' '));
}

/** Comments, with the line comments of consecutive lines as one text. */
function commentsOf(source: ts.SourceFile): { at: number; text: string }[] {
  const { text } = source;
  const found: { at: number; end: number; text: string; isLine: boolean }[] = [];
  const seen = new Set<number>();
  const collect = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const { pos, end, kind } of ranges) {
      if (seen.has(pos)) continue;
      seen.add(pos);
      const isLine = kind === ts.SyntaxKind.SingleLineCommentTrivia;
      const body = text.slice(pos, end).replaceAll(/^\s*(?:\/\*\*?|\/\/+|\*(?!\/))|\*\/$/gm, '');
      const last = found.at(-1);
      if (isLine && last?.isLine && /^\s*$/.test(text.slice(last.end, pos))) {
        last.text += ` ${body}`;
        last.end = end;
      } else found.push({ at: pos, end, text: body, isLine });
    }
    // Comments inside a template literal are text.
    if (!ts.isTemplateLiteralToken(node)) node.getChildren(source).forEach(collect);
  };
  collect(source);
  return found;
}

function prose(place: string, text: string): Prose {
  return { place, text: text.replaceAll(/\s+/g, ' ').trim() };
}
