import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../../examples/supergraph/', import.meta.url));

/** True if the composers are installed. `npm --prefix examples/supergraph ci` installs them. */
export function canCompose(): boolean {
  return existsSync(`${folder}node_modules/@apollo/composition`);
}

/** The supergraph of schema.graphql on disk, composed in a separate process with the packages of the example. */
export async function supergraphText(): Promise<string> {
  const compose = ['--import', 'tsx', 'src/compose.ts'];
  return (await promisify(execFile)(process.execPath, compose, { cwd: folder, maxBuffer: 10_000_000 })).stdout;
}
