import { availableParallelism } from 'node:os';
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
    // Most of a test's time its gateways and the sandbox wait for each other, so that two cores have room for two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
