import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundledFiles } from '../build/bundle.ts';

/** A package that users get, and its license as an SPDX expression. */
export interface ShippedPackage {
  folder: string;
  name: string;
  version: string;
  license: string;
}

/** The packages that a bundle contains code of. They are all that users get of node_modules. */
export async function bundledPackages(programs: Bundle): Promise<ShippedPackage[]> {
  const folders = (await bundledFiles(programs)).flatMap((file) => {
    const folder = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    return folder ? [folder] : [];
  });
  return [...new Set(folders)].sort().map(read);
}

function read(folder: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string | undefined>;
  const { name = folder, version = '', license = 'not stated' } = manifest;
  return { folder, name, version, license };
}
