import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: fileOf('.'),
  // The gateway runs in the same process, and there may be only one copy of graphql in it.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileOf('../../node_modules/graphql/index.js') }] },
  test: { include: ['test/*.client.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
