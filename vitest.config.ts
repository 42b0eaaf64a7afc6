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
    setupFiles: 'test/support/connections.ts',
    // Only tests that fail need them, so a slow machine has plenty.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // Gateways and the sandbox spend most of a test waiting for each other, so two cores have room for two workers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
