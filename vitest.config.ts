import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Two copies of graphql in one process make a coded GraphQLError look like an unexpected one.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/bundled-gateway.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
