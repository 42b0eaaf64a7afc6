import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../src/config/config.ts';

const origin = 'https://learning.example';

test('only the origin of the REST API has to be given', () => {
  expect(loadConfig({ LEARNING_API_URL: origin })).toEqual({
    LEARNING_API_URL: origin,
    IDENTITY: 'CALLER_TOKEN',
    PORT: 4000,
    HOST: '0.0.0.0',
    UPSTREAM_TIMEOUT_MS: 10_000,
    UPSTREAM_CONCURRENCY: 128,
    UPSTREAM_CONCURRENCY_PER_REQUEST: 32,
    UPSTREAM_QUEUE: 1_000,
    UPSTREAM_RETRIES: true,
    UPSTREAM_MAX_RESPONSE_BYTES: 20_000_000,
    BREAKER_PROBE_AFTER_MS: 10_000,
    REQUEST_TIMEOUT_MS: 30_000,
    CACHE: 'off',
    CACHE_MAX_BYTES: 50_000_000,
    MAX_BODY_BYTES: 262_144,
    MAX_CONNECTIONS: 10_000,
    COST_LIMIT: 5_000,
    BULK_BUDGET_MS: 60_000,
    INTROSPECTION: true,
    GRAPHIQL: true,
    FIELD_SUGGESTIONS: true,
    GET_QUERIES: true,
    PERSISTED_ONLY: false,
    ERROR_DETAILS: false,
    DRAIN_DELAY_MS: 5_000,
    SHUTDOWN_TIMEOUT_MS: 85_000,
    TRACE_RATIO: 1,
    LOG_LEVEL: 'info',
    NODE_ENV: 'development',
  });
});

test('without the origin of the REST API the error names the sandbox, and nothing falls back to made-up data', () => {
  expect(() => loadConfig({})).toThrow(
    'LEARNING_API_URL is not set: give the origin of the LearningApi, or run `npm run sandbox`',
  );
  expect(() => loadConfig({ LEARNING_API_URL: '' })).toThrow('npm run sandbox');
});

test.each([
  ['LEARNING_API_URL', 'ftp://learning.example'],
  ['LEARNING_API_URL', 'https://user:secret@learning.example'],
  ['LEARNING_API_URL', 'https://learning.example/api?access_token=secret'],
  ['DEFAULT_ORGANIZATION_ID', 'secret'],
  ['PORT', '70000'],
  ['PORT', 'secret'],
  ['UPSTREAM_TIMEOUT_MS', '0'],
  ['UPSTREAM_CONCURRENCY', '1.5'],
  ['UPSTREAM_CONCURRENCY_PER_REQUEST', '0'],
  ['UPSTREAM_QUEUE', '-1'],
  ['UPSTREAM_RETRIES', 'perhaps'],
  ['UPSTREAM_MAX_RESPONSE_BYTES', '10'],
  ['BREAKER_PROBE_AFTER_MS', '0'],
  ['REQUEST_TIMEOUT_MS', '0'],
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
  ['TRACE_RATIO', '2'],
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
  ['ERROR_DETAILS', 'secret'],
  ['LOG_LEVEL', 'secret'],
  ['NODE_ENV', 'secret'],
  ['GRAPHIQL_EXAMPLE_VALUES', 'secret'],
])('a wrong %s is named, its value is not', (name, value) => {
  const load = () => loadConfig({ LEARNING_API_URL: origin, [name]: value });
  expect(load).toThrow(`- ${name}: `);
  expect(load).not.toThrow('secret');
});

test('every wrong setting is listed at once', () => {
  const load = () => loadConfig({ PORT: 'x', LOG_LEVEL: 'x' });
  expect(load).toThrow(/LEARNING_API_URL[\s\S]*PORT[\s\S]*LOG_LEVEL/);
});

test.each([
  ['UPSTREAM_TIMEOUT_MS', '0', 'give a whole number from 1 to 600000'],
  ['UPSTREAM_TIMEOUT_MS', '1.5', 'give a whole number from 1 to 600000'],
  ['PORT', 'x', 'give a whole number from 0 to 65535'],
  ['NODE_ENV', 'staging', 'give one of development, test, production'],
  ['LOG_LEVEL', 'loud', 'give one of fatal, error, warn, info, debug, trace, silent'],
  ['IDENTITY', 'NOBODY', 'give one of CALLER_TOKEN, SERVICE_ACCOUNT'],
  ['LEARNING_API_URL', 'foo', 'give an http or https URL'],
])('%s=%s is answered with one line that says what to give', (name, value, advice) => {
  const load = () => loadConfig({ LEARNING_API_URL: origin, [name]: value });
  expect(load).toThrow(new ConfigError([`${name}: ${advice}`]));
});

test('an id may be given in capitals, and settings cannot be changed afterwards', () => {
  const config = loadConfig({
    LEARNING_API_URL: origin,
    DEFAULT_ORGANIZATION_ID: 'BF14CBA2-E246-487B-A73B-3B1FCFFAE508',
  });
  expect(config.DEFAULT_ORGANIZATION_ID).toBe('bf14cba2-e246-487b-a73b-3b1fcffae508');
  expect(Object.isFrozen(config)).toBe(true);
});

test('a cache in Redis needs to know where that is', () => {
  const env = { LEARNING_API_URL: 'https://example.com', CACHE: 'redis' };
  expect(() => loadConfig(env)).toThrow('REDIS_URL: CACHE=redis needs it');
  expect(() => loadConfig({ ...env, REDIS_URL: 'redis://localhost' })).not.toThrow();
});

test('in production the switches are closed, and only known operations are answered where a file of them is given', () => {
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

test('to answer only known operations, they have to be given', () => {
  expect(() => loadConfig({ LEARNING_API_URL: origin, PERSISTED_ONLY: 'true' })).toThrow(
    'PERSISTED_OPERATIONS_FILE: PERSISTED_ONLY needs it',
  );
});
