import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads a manifest of persisted operations in the format of the codegen client preset: texts by hash.
 *
 * @throws Error if the file is not such a manifest
 */
export function readPersistedOperationsFile(path: string): ReadonlyMap<string, string> {
  const result = manifest.safeParse(parsed(readFileSync(path, 'utf8')));
  if (!result.success) throw new Error('must be a JSON object of texts by hash');
  return new Map(Object.entries(result.data));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
