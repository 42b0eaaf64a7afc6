import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledFiles } from '../build/bundle.ts';

/** A package that users get, and its license as an SPDX expression. */
export interface ShippedPackage {
  folder: string;
  license: string;
}

interface Locked {
  license?: string;
  dev?: boolean;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** The packages that esbuild writes code of into `dist`. */
export async function bundledPackages(): Promise<ShippedPackage[]> {
  const folders = (await bundledFiles()).flatMap((file) => {
    const folder = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    return folder ? [folder] : [];
  });
  return [...new Set(folders)].sort().map((folder) => ({ folder, license: licenseOf(folder) }));
}

/** The packages in the two images: what the gateway depends on, and what the sandbox adds to run from source. */
export function installedPackages(): ShippedPackage[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const added = [...readFileSync('Dockerfile', 'utf8').matchAll(/dependencies\.([^=]+)=\*/g)].map(([, name]) => name);
  const folders = new Set(Object.keys(packages).filter((folder) => folder && !packages[folder]?.dev));
  const add = (name: string, from: string): void => {
    const folder = resolve(name, from, packages);
    if (folder === undefined || folders.has(folder)) return;
    folders.add(folder);
    const { dependencies, optionalDependencies, peerDependencies } = packages[folder] ?? {};
    for (const inner of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      add(inner, folder);
    }
  };
  for (const name of added) add(String(name), '');
  return [...folders].sort().map((folder) => ({ folder, license: packages[folder]?.license ?? 'not stated' }));
}

/** The folder that Node finds a package in, from the folder of the one that asks for it. */
function resolve(name: string, from: string, packages: Record<string, Locked>): string | undefined {
  for (let parent = from; ; parent = parent.slice(0, Math.max(parent.lastIndexOf('node_modules/') - 1, 0))) {
    const folder = join(parent, 'node_modules', name);
    if (folder in packages) return folder;
    if (parent === '') return undefined;
  }
}

function licenseOf(folder: string): string {
  const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { license?: string };
  return license ?? 'not stated';
}
