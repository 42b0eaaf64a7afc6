import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The quick tests of the mutated files: without a built gateway, and with timeouts for mutants that wait for ever. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    include: [
      'test/learning-api/{resilience,reuse}/*.test.ts',
      'test/learning-api/{credentials,service-account,transport}.test.ts',
      'test/server/admission/*.test.ts',
    ],
    // They measure the heap of another process, which runs for seconds and has no mutants.
    exclude: ['**/*-growth.test.ts'],
    setupFiles: 'test/support/connections.ts',
    testTimeout: 20_000,
  },
});
