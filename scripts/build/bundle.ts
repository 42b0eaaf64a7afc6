import { build } from 'esbuild';

/**
 * Bundles the gateway and the packages that it runs on into `dist`: one file of what every start needs, which loads in
 * half the time of some hundred modules, and one of each part that is loaded where a setting asks for it. Names and
 * lines stay readable, as a stack trace shows them.
 */
export async function bundle(): Promise<void> {
  await build({
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
  });
}
