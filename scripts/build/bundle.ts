import { type BuildOptions, build } from 'esbuild';

/** Programs that are bundled together, and the folder of their bundle. */
export interface Bundle {
  entryPoints: string[];
  outdir: string;
}

export const gateway: Bundle = { entryPoints: ['src/main.ts'], outdir: 'dist' };

export const sandbox: Bundle = {
  entryPoints: ['src/sandbox/main.ts', 'src/sandbox/api-only.ts'],
  outdir: 'dist-sandbox',
};

/**
 * Bundles programs and the packages that they run on: one file of what every start needs, which loads in half the time of
 * some hundred modules, and one of each part that is loaded where a setting asks for it. Names and lines stay readable,
 * as a stack trace shows them.
 */
export async function bundle(programs: Bundle): Promise<void> {
  await build({ ...options, ...programs });
}

/** The files that a bundle contains code of. */
export async function bundledFiles(programs: Bundle): Promise<string[]> {
  const { metafile } = await build({ ...options, ...programs, write: false, metafile: true });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
}

const options = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // In its CommonJS form, each use of a function calls three getters.
  alias: { graphql: 'graphql/index.mjs' },
  sourcemap: true,
  sourcesContent: false,
  // Packages that are CommonJS ask for the modules of Node by `require`, which a module has only if it makes one.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
  },
} as const satisfies BuildOptions;
