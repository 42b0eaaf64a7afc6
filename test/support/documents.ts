import { readdirSync, readFileSync } from 'node:fs';

/** An example in the documentation. */
export interface Example {
  /** Where it stands, for people: file and line. */
  place: string;
  /** The words behind the fence: `graphql`, `json variables`. */
  language: string;
  text: string;
}

const root = new URL('../../', import.meta.url);

/** The README and every page in docs. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('docs/', root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The text of a page or of any other file of the repository. */
export function textOf(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/** The examples of a page, in the order in which they stand there. */
export function examplesIn(page: string): Example[] {
  const text = textOf(page);
  return Array.from(text.matchAll(/^```([\w ]*)\n([\s\S]*?)^```$/gm), ({ index, 1: language = '', 2: body = '' }) => ({
    place: `${page}:${text.slice(0, index).split('\n').length}`,
    language,
    text: body,
  }));
}
