import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';

/** The folder that deploys the gateway. */
export const deployFolder = fileURLToPath(new URL('../../deploy', import.meta.url));

/** The text of a file, by its path from the root of the repository. */
export function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** What a file of one YAML document says. */
// biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests are about
export function readYaml(path: string): any {
  return parse(readText(path));
}

/** A Kubernetes object, as far as every object has the same fields. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  // biome-ignore lint/suspicious/noExplicitAny: differs for each kind, and Kubernetes' own types are held against it
  spec: any;
  data?: Record<string, string>;
}

/** Every object of a text of YAML documents. */
export function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  });
}

/** What a program prints; what it complains of where it fails. */
export function run(name: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', cwd: deployFolder });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}
