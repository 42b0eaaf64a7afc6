/**
 * Settings of every gateway that a test starts. The timeouts are longer than the slowest machine needs: a test that
 * lets one expire sets its own.
 */
export const testSettings = {
  HOST: '127.0.0.1',
  PORT: '0',
  UPSTREAM_TIMEOUT_MS: '120000',
  REQUEST_TIMEOUT_MS: '240000',
  SHUTDOWN_TIMEOUT_MS: '600000',
};
