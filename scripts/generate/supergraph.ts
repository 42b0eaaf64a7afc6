import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../../examples/supergraph/', import.meta.url));

/** Whether the composers are installed: `npm --prefix examples/supergraph ci` does that. */
export function canCompose(): boolean {
  return existsSync(`${folder}node_modules/@apollo/composition`);
}

/** The supergraph of schema.graphql as it is on disk, composed in the example's own process with its own packages. */
export async function supergraphText(): Promise<string> {
  const compose = ['--import', 'tsx', 'src/compose.ts'];
  return (await promisify(execFile)(process.execPath, compose, { cwd: folder, maxBuffer: 10_000_000 })).stdout;
}
