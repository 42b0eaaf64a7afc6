import { readdirSync, readFileSync } from 'node:fs';

/** An example in the documentation. */
export interface Example {
  /** File and line. */
  place: string;
  /** The words after the fence: `graphql`, `json variables`, or `ts` and the file that the example is. */
  language: string;
  text: string;
}

const root = new URL('../../', import.meta.url);

/** The pages at the top of the repository and in docs. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...filesUnder('docs', '.md'),
];

/** The files with this ending in a folder of the repository and its subfolders, without installed packages. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}

/** The text of a page or of any other file of the repository. */
export function textOf(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/** The examples of a page, in their order. */
export function examplesIn(page: string): Example[] {
  const text = textOf(page);
  return Array.from(
    text.matchAll(/^```([\w ./-]*)\n([\s\S]*?)^```$/gm),
    ({ index, 1: language = '', 2: body = '' }) => ({
      place: `${page}:${text.slice(0, index).split('\n').length}`,
      language,
      text: body,
    }),
  );
}
