import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Texts by hash, as the client preset and Relay write them. */
const textsByHash = z.record(z.string().min(1), z.string().min(1));

/** As Apollo's tools write it. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

const manifest = z.union([
  apolloManifest.transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const)),
  textsByHash.transform((texts) => Object.entries(texts)),
]);

/** The operations of all manifests, and where they were read. */
export interface PersistedOperationsFile {
  /** Files, and folders with files. */
  paths: readonly string[];
  /** Texts by hash. */
  texts: ReadonlyMap<string, string>;
  /** The state of the files before they were read. */
  state: string;
}

/** @param paths comma-separated paths of files and folders */
export function readPersistedOperationsFile(paths: string): PersistedOperationsFile {
  const list = paths.split(',').map((path) => path.trim());
  const state = stateOfManifests(list);
  return { paths: list, texts: readManifests(list), state };
}

/**
 * Reads manifests of persisted operations: those of several client versions are one set.
 *
 * @throws Error if a file is not a manifest, if there is none, or if two texts have the same hash
 */
export function readManifests(paths: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const files = paths.flatMap(manifestFiles);
  if (files.length === 0) throw new Error(`${paths.join(', ')} has no .json file`);
  for (const file of files) {
    const { success, data } = manifest.safeParse(parsed(readFileSync(file, 'utf8')));
    if (!success) throw new Error(`${file} must be a JSON object of texts by hash, or a manifest of Apollo`);
    for (const [hash, text] of data) {
      if ((texts.get(hash) ?? text) !== text) throw new Error(`${file} has another text for the hash ${hash}`);
      texts.set(hash, text);
    }
  }
  return texts;
}

/** Differs from the state before if a file was written, replaced, added or removed. */
export function stateOfManifests(paths: readonly string[]): string {
  try {
    return paths
      .flatMap(manifestFiles)
      .map((file) => {
        const { dev, ino, size, mtimeNs } = statSync(file, { bigint: true });
        return [file, dev, ino, size, mtimeNs].join(' ');
      })
      .join('\n');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

/** The file, or the JSON files of the folder. Kubernetes keeps the versions of a ConfigMap in hidden folders. */
function manifestFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .map((name) => join(path, name));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
