import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tells by the time that it takes how much a request asks of the gateway, so nothing else may run beside it. */
const measuring = 'test/end-to-end/hostile.test.ts';

export default defineConfig({
  resolve: {
    // Two copies of graphql in one process make a coded GraphQLError look like an unexpected one.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    globalSetup: 'test/support/bundled-gateway.ts',
    setupFiles: 'test/support/connections.ts',
    // Only tests that fail need them, so a slow machine has plenty.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: ['test/**/*.test.ts'],
          exclude: [measuring],
          // Most of a test's time its gateways and the sandbox wait for each other, so that two cores have room for two.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'alone', include: [measuring], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
