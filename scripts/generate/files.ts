import { readFile } from 'node:fs/promises';
import { canCompose, supergraphText } from './supergraph.ts';

/** A file that `npm run generate` writes, whole or in part. */
export interface GeneratedFile {
  /** Relative to the repository's root. */
  path: string;
  /** The text that the file should have. `current` is the text that it has. */
  render(current: string): string | Promise<string>;
  /** Why the file cannot be generated on this machine; null if it can. */
  obstacle?(): string | null;
}

/** A generated section of a page, between markers that name it. */
const section = (path: string, name: string, render: () => Promise<string>): GeneratedFile => ({
  path,
  render: async (current) => (await import('./section.ts')).replaceSection(current, name, await render()),
});

/**
 * Every generated file. The contract comes first: all others are made of modules that import it, so those are imported
 * only when they are needed.
 */
export const generatedFiles: readonly GeneratedFile[] = [
  {
    path: 'src/learning-api/contract/generated.ts',
    render: async () => (await import('./contract.ts')).contractText(),
  },
  { path: 'schema.graphql', render: async () => (await import('./schema.ts')).schemaText() },
  { path: 'schema.client.graphql', render: async () => (await import('./schema.ts')).clientSchemaText() },
  {
    path: 'examples/clients/src/schema-facts.json',
    render: async () => (await import('./schema-facts.ts')).schemaFactsText(),
  },
  { path: 'docs/reference.html', render: async () => (await import('./reference.ts')).referenceText() },
  { path: 'docs/architecture.svg', render: async () => (await import('./architecture.ts')).architecturePicture() },
  { path: 'docs/rest-to-graphql.md', render: async () => (await import('./rest-to-graphql.ts')).restToGraphqlPage() },
  section('README.md', 'settings', async () => (await import('./settings.ts')).settingsTable()),
  section('docs/codes.md', 'codes', async () => (await import('./codes.ts')).codesTable()),
  section('docs/errors.md', 'error codes', async () => (await import('./error-codes.ts')).errorCodesTable()),
  section('docs/mutations.md', 'permissions', async () => (await import('./permissions.ts')).permissionsTable()),
  section('docs/security.md', 'prices', async () => (await import('./prices.ts')).pricesTable()),
  section('docs/federation.md', 'names', async () => (await import('./shared-names.ts')).sharedNamesTable()),
  section('docs/operations.md', 'lifetimes', async () => (await import('./lifetimes.ts')).lifetimesTable()),
  {
    path: 'examples/supergraph/supergraph.graphql',
    render: supergraphText,
    obstacle: () =>
      canCompose() ? null : 'its packages are not installed; `npm run test:federation` installs them and checks it',
  },
];

const root = new URL('../../', import.meta.url);

/** Where a generated file is. */
export function urlOf({ path }: GeneratedFile): URL {
  return new URL(path, root);
}

/** The text that a generated file has now; empty if there is no such file. */
export function currentText(file: GeneratedFile): Promise<string> {
  return readFile(urlOf(file), 'utf8').catch(() => '');
}
