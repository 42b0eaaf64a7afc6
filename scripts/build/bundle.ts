import { type BuildOptions, build } from 'esbuild';

/**
 * Bundles the gateway and the packages that it runs on into `dist`: one file of what every start needs, which loads in
 * half the time of some hundred modules, and one of each part that is loaded where a setting asks for it. Names and
 * lines stay readable, as a stack trace shows them.
 */
export async function bundle(): Promise<void> {
  await build(options);
}

/** The files that the bundle contains code of. */
export async function bundledFiles(): Promise<string[]> {
  const { metafile } = await build({ ...options, write: false, metafile: true });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
}

const options = {
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  sourcesContent: false,
  // Packages that are CommonJS ask for the modules of Node by `require`, which a module has only if it makes one.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
  },
} as const satisfies BuildOptions;
