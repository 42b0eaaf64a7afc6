import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The quick tests of the mutated folders: without a built gateway, and with timeouts for mutants that wait for ever. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    include: ['test/learning-api/**/*.test.ts'],
    setupFiles: 'test/support/connections.ts',
    testTimeout: 20_000,
  },
});
