import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../src/config/config.ts';

// cspell:ignore TIMOUT COSTLIMIT LIMI GRAPHIGL CACH
const origin = 'https://learning.example';

test('only the origin of the REST API is required', () => {
  expect(loadConfig({ LEARNING_API_URL: origin })).toMatchObject({ LEARNING_API_URL: origin, NODE_ENV: 'development' });
});

test('without the origin of the REST API, the error suggests the sandbox', () => {
  expect(() => loadConfig({})).toThrow(
    'LEARNING_API_URL is not set. Set it to the origin of the LearningApi, or run `npm run sandbox`',
  );
  expect(() => loadConfig({ LEARNING_API_URL: '' })).toThrow('npm run sandbox');
});

test.each([
  ['LEARNING_API_URL', 'ftp://learning.example'],
  ['LEARNING_API_URL', 'https://user:secret@learning.example'],
  ['LEARNING_API_URL', 'https://learning.example/api?access_token=secret'],
  ['DEFAULT_ORGANIZATION_ID', 'secret'],
  ['DEFAULT_ORGANIZATION_ID', '00000000-0000-0000-0000-000000000000'],
  ['PORT', '70000'],
  ['PORT', ' '],
  ['PORT', '0x10'],
  ['PORT', '4e3'],
  ['PORT', '4000.0'],
  ['TRACE_RATIO', ' '],
  ['TRACE_RATIO', '0x1'],
  ['TRACE_RATIO', '.5'],
  ['KEEP_ALIVE_MS', '999'],
  ['COMPRESSION', 'gzip'],
  ['PORT', 'secret'],
  ['UPSTREAM_TIMEOUT_MS', '0'],
  ['UPSTREAM_CONCURRENCY', '1.5'],
  ['UPSTREAM_CONCURRENCY_PER_REQUEST', '0'],
  ['UPSTREAM_QUEUE', '-1'],
  ['UPSTREAM_RETRIES', 'perhaps'],
  ['UPSTREAM_MAX_RESPONSE_BYTES', '10'],
  ['BREAKER_PROBE_AFTER_MS', '0'],
  ['REQUEST_TIMEOUT_MS', '0'],
  ['MAX_TOKEN_LENGTH', '35'],
  ['SEND_TIMEOUT_MS', '99'],
  ['MAX_UNSENT_BYTES', '999'],
  ['COST_LIMIT', '0'],
  ['CACHE', 'on'],
  ['CACHE_MAX_BYTES', '1'],
  ['CACHE_LIFETIMES', '{"SearchEnrollments":60}'],
  ['CACHE_LIFETIMES', 'x'],
  ['REDIS_URL', 'http://x'],
  ['DRAIN_DELAY_MS', '-1'],
  ['SHUTDOWN_TIMEOUT_MS', 'secret'],
  ['METRICS_PORT', '70000'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'secret'],
  ['CLIENT_NAMES', 'secret,'],
  ['CLIENT_NAMES', 'secret,other'],
  ['CLIENT_NAMES', Array.from({ length: 101 }, (_, index) => `secret${index}`).join()],
  ['COST_MODE', 'secret'],
  ['TRACE_RATIO', '2'],
  ['IDEMPOTENCY_KEY_LIFETIME_MS', '0'],
  ['IDEMPOTENCY_MAX_KEYS', '0'],
  ['IDEMPOTENCY_MAX_BYTES', '1'],
  ['IDEMPOTENCY_MAX_ANSWER_BYTES', '1'],
  ['IDEMPOTENCY_REQUIRES_REDIS', 'secret'],
  ['RATE_LIMIT_PER_MINUTE', '0'],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'https://secret.example/'],
  ['CORS_ORIGINS', 'https://app.example,'],
  ['INTROSPECTION', 'secret'],
  ['GRAPHIQL', 'secret'],
  ['FIELD_SUGGESTIONS', 'secret'],
  ['GET_QUERIES', 'secret'],
  ['PERSISTED_OPERATIONS_FILE', '/nowhere/manifest.json'],
  ['PERSISTED_ONLY', 'secret'],
  ['ROUTER_SECRET', 'secret'],
  ['ROUTER_SECRET', ' '.repeat(20)],
  ['ROUTER_SECRET', 'sixteen-characters\n'],
  ['ROUTER_SECRET', 'sixteen-\r\ncharacters'],
  ['ROUTER_SECRET', ' sixteen-characters'],
  ['ROUTER_SECRET', 'sixteen-characters '],
  ['ROUTER_SECRET', 'sixteen-characters\u00e4'],
  ['ERROR_DETAILS', 'secret'],
  ['SERVER_TIMING', 'secret'],
  ['LOG_LEVEL', 'secret'],
  ['NODE_ENV', 'secret'],
  ['GRAPHIQL_EXAMPLE_VALUES', 'secret'],
])('the error of an invalid %s names the setting, but not its value', (name, value) => {
  const load = () => loadConfig({ LEARNING_API_URL: origin, [name]: value });
  expect(load).toThrow(`- ${name} `);
  expect(load).not.toThrow('secret');
});

test('the error lists every invalid setting', () => {
  const load = () => loadConfig({ PORT: 'x', LOG_LEVEL: 'x' });
  expect(load).toThrow(/LEARNING_API_URL[\s\S]*PORT[\s\S]*LOG_LEVEL/);
});

test('rules over several settings are in the same list as invalid and misspelled settings', () => {
  const load = () =>
    loadConfig({
      LEARNING_API_URL: origin,
      LOG_LEVEL: 'x',
      PORT: '4000',
      METRICS_PORT: '4000',
      CACHE: 'redis',
      PERSISTED_ONLY: 'true',
      BULK_BUDGET_MS: '80000',
      UPSTREAM_TIMOUT_MS: '1',
    });
  expect(load).toThrow(
    new ConfigError([
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
      'REDIS_URL is required by CACHE=redis.',
      'PERSISTED_OPERATIONS_FILE is required by PERSISTED_ONLY.',
      'METRICS_PORT must not be the same as PORT.',
      'SHUTDOWN_TIMEOUT_MS must be longer than DRAIN_DELAY_MS and the longest request together, 95000. The longest request takes REQUEST_TIMEOUT_MS, or BULK_BUDGET_MS and UPSTREAM_TIMEOUT_MS.',
      'UPSTREAM_TIMOUT_MS is not a setting. Rename it to UPSTREAM_TIMEOUT_MS, or remove it.',
    ]),
  );
});

test.each([
  ['a free port twice', { PORT: '0', METRICS_PORT: '0' }],
  ['exactly one millisecond more', { SHUTDOWN_TIMEOUT_MS: '75001' }],
  ['a name that is close to a short setting', { POST: 'x', HOSTS: 'x', PORTS: 'x' }],
  ['a name that is far from all settings', { UPSTREAM: 'x', GRAPHIQL_THEME: 'x' }],
])('%s is accepted', (_, settings) => {
  expect(() => loadConfig({ LEARNING_API_URL: origin, ...settings })).not.toThrow();
});

test.each([
  ['as long as it has to wait for', { SHUTDOWN_TIMEOUT_MS: '75000' }],
  ['shorter than the longest query', { REQUEST_TIMEOUT_MS: '90000' }],
  ['shorter than the drain delay', { DRAIN_DELAY_MS: '90000' }],
])('SHUTDOWN_TIMEOUT_MS %s is refused', (_, settings) => {
  expect(() => loadConfig({ LEARNING_API_URL: origin, ...settings })).toThrow('SHUTDOWN_TIMEOUT_MS must be longer');
});

test.each(['COST_LIMITS', 'COSTLIMIT', 'COST_LIMI', 'GRAPHIGL', 'CACH'])(
  '%s is refused with the setting that is meant',
  (name) => {
    expect(() => loadConfig({ LEARNING_API_URL: origin, [name]: 'secret' })).toThrow(
      `${name} is not a setting. Rename it`,
    );
  },
);

test.each([
  ['UPSTREAM_TIMEOUT_MS', '0', 'must be a whole number from 1 to 600000.'],
  ['UPSTREAM_TIMEOUT_MS', '1.5', 'must be a whole number from 1 to 600000.'],
  ['PORT', 'x', 'must be a whole number from 0 to 65535.'],
  ['NODE_ENV', 'staging', 'must be one of development, test, production.'],
  ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent.'],
  ['IDENTITY', 'NOBODY', 'must be one of CALLER_TOKEN, SERVICE_ACCOUNT.'],
  ['LEARNING_API_URL', 'foo', 'must be an http or https URL.'],
  ['TRACE_RATIO', '2', 'must be a number from 0 to 1.'],
])('%s=%s is refused with one line that says what is allowed', (name, value, problem) => {
  const load = () => loadConfig({ LEARNING_API_URL: origin, [name]: value });
  expect(load).toThrow(new ConfigError([`${name} ${problem}`]));
});

test('an id may have capital letters, and settings cannot be changed after loading', () => {
  const config = loadConfig({
    LEARNING_API_URL: origin,
    DEFAULT_ORGANIZATION_ID: 'BF14CBA2-E246-487B-A73B-3B1FCFFAE508',
  });
  expect(config.DEFAULT_ORGANIZATION_ID).toBe('bf14cba2-e246-487b-a73b-3b1fcffae508');
  expect(Object.isFrozen(config)).toBe(true);
});

test('a cache in Redis requires REDIS_URL', () => {
  const env = { LEARNING_API_URL: 'https://example.com', CACHE: 'redis' };
  expect(() => loadConfig(env)).toThrow('REDIS_URL is required by CACHE=redis.');
  expect(() => loadConfig({ ...env, REDIS_URL: 'redis://localhost' })).not.toThrow();
});

test('in production the switches are off, and only persisted operations are allowed if there is a file of them', () => {
  const production = { LEARNING_API_URL: origin, NODE_ENV: 'production' };
  const closed = { INTROSPECTION: false, GRAPHIQL: false, FIELD_SUGGESTIONS: false, GET_QUERIES: false };
  expect(loadConfig(production)).toMatchObject({ ...closed, PERSISTED_ONLY: false });
  const PERSISTED_OPERATIONS_FILE = fileURLToPath(new URL('support/persisted-operations.json', import.meta.url));
  expect(loadConfig({ ...production, PERSISTED_OPERATIONS_FILE })).toMatchObject({ ...closed, PERSISTED_ONLY: true });
  expect(loadConfig({ ...production, GRAPHIQL: 'true', INTROSPECTION: '' })).toMatchObject({
    ...closed,
    GRAPHIQL: true,
  });
});

test('PERSISTED_ONLY requires a file of persisted operations', () => {
  expect(() => loadConfig({ LEARNING_API_URL: origin, PERSISTED_ONLY: 'true' })).toThrow(
    'PERSISTED_OPERATIONS_FILE is required by PERSISTED_ONLY.',
  );
});

test('by default, the calls of the most expensive query fit in the queue', () => {
  const { UPSTREAM_QUEUE, COST_LIMIT } = loadConfig({ LEARNING_API_URL: origin });
  expect(UPSTREAM_QUEUE).toBeGreaterThanOrEqual(COST_LIMIT);
});
