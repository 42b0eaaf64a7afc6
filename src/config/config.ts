import { z } from 'zod';
import { cacheableOperations } from '../learning-api/contract/operations.ts';
import { readCodesFile } from './codes-file.ts';
import { identityProblems, isProtectedUrl } from './identity-settings.ts';
import { readPersistedOperationsFile } from './persisted-operations-file.ts';

export type Config = Readonly<z.infer<typeof schema>>;

const setting = <Schema extends z.ZodType>(description: string, schema: Schema) => schema.describe(description);

const wholeNumber = (minimum: number, maximum: number) => {
  const error = `give a whole number from ${minimum} to ${maximum}`;
  return z.coerce.number({ error }).int(error).min(minimum, error).max(maximum, error);
};

const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, { error: `give one of ${values.join(', ')}` });

const flag = (fallback: boolean) => z.stringbool({ error: 'give true or false' }).default(fallback);

const json = <Schema extends z.ZodType>(schema: Schema, advice: string) =>
  z
    .string()
    .transform((text, check) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        check.addIssue({ code: 'custom', message: advice });
        return z.NEVER;
      }
    })
    .refine((value) => schema.safeParse(value).success, advice)
    .transform((value) => schema.parse(value));

/** A file, by what `read` makes of it; its error says what is wrong with the file. */
const file = <Content>(read: (path: string) => Content) =>
  z.string().transform((path, check) => {
    try {
      return read(path);
    } catch (error) {
      check.addIssue({ code: 'custom', message: `cannot be used: ${(error as Error).message}` });
      return z.NEVER;
    }
  });

const schema = z.object({
  LEARNING_API_URL: setting(
    'Origin of the LearningApi: scheme, host and port, no path.',
    z
      .url({ protocol: /^https?$/, error: 'give an http or https URL' })
      .refine((url) => isOrigin(url), 'give scheme, host and port only: no user, path, query or fragment')
      .transform((url) => new URL(url).origin),
  ),
  DEFAULT_ORGANIZATION_ID: setting(
    'Organization to ask in where the LearningApi demands one and the query gives none.',
    z.uuid({ error: 'give a UUID' }).toLowerCase().optional(),
  ),
  IDENTITY: setting(
    "Whose rights count: `CALLER_TOKEN`, each caller's own token is passed on, or `SERVICE_ACCOUNT`, callers prove themselves by JWT and the gateway calls with an account of its own.",
    oneOf('CALLER_TOKEN', 'SERVICE_ACCOUNT').default('CALLER_TOKEN'),
  ),
  SERVICE_ACCOUNT_USERNAME: setting('User name of the account.', z.string().optional()),
  SERVICE_ACCOUNT_PASSWORD: setting('Password of the account.', z.string().optional()),
  JWKS_URI: setting(
    "Where the keys are published that callers' JWTs are signed with.",
    z.string().refine(isProtectedUrl, 'give an https URL; http only on this machine').optional(),
  ),
  JWT_ISSUER: setting("Issuer (`iss`) that callers' JWTs must have.", z.string().optional()),
  JWT_AUDIENCE: setting("Audience (`aud`) that callers' JWTs must have.", z.string().optional()),
  PORT: setting('Port that the gateway listens on; 0 takes a free one.', wholeNumber(0, 65_535).default(4000)),
  HOST: setting('Address that the gateway listens on.', z.string().default('0.0.0.0')),
  DRAIN_DELAY_MS: setting(
    'Milliseconds after SIGTERM for which requests are answered as before while `/ready` says 503, so that load balancers notice.',
    wholeNumber(0, 600_000).default(5_000),
  ),
  SHUTDOWN_TIMEOUT_MS: setting(
    'Milliseconds after a signal to stop when requests that are still under way are cut.',
    wholeNumber(0, 3_600_000).default(85_000),
  ),
  METRICS_PORT: setting(
    'Port on which `/metrics` is served to Prometheus; 0 takes a free one. Not set, nothing is counted.',
    wholeNumber(0, 65_535).optional(),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    'Where traces are sent by OTLP over HTTP, without `/v1/traces`. Not set, nothing is traced.',
    z.url({ protocol: /^https?$/, error: 'give an http or https URL' }).optional(),
  ),
  TRACE_RATIO: setting(
    'Part of requests that are traced, from 0 to 1, where the caller has not decided.',
    z.coerce.number({ error: 'give a number from 0 to 1' }).min(0).max(1).default(1),
  ),
  UPSTREAM_TIMEOUT_MS: setting(
    'Milliseconds from the start of a call to the LearningApi to the last byte of its answer.',
    wholeNumber(1, 600_000).default(10_000),
  ),
  UPSTREAM_CONCURRENCY: setting(
    'Most calls to the LearningApi under way at once, and so the most connections to it.',
    wholeNumber(1, 10_000).default(128),
  ),
  UPSTREAM_CONCURRENCY_PER_REQUEST: setting(
    'Most calls of one GraphQL request under way at once, so that a heavy one leaves room for others.',
    wholeNumber(1, 10_000).default(32),
  ),
  UPSTREAM_QUEUE: setting(
    'Most calls that wait for others to end; beyond it they fail at once with OVERLOADED.',
    wholeNumber(0, 1_000_000).default(1_000),
  ),
  UPSTREAM_RETRIES: setting(
    'Whether reads that fail for a passing reason are sent again, at most twice. Writes never are.',
    flag(true),
  ),
  UPSTREAM_MAX_RESPONSE_BYTES: setting(
    'Largest answer of the LearningApi, in bytes when unpacked.',
    wholeNumber(1_000, 1_000_000_000).default(20_000_000),
  ),
  BREAKER_PROBE_AFTER_MS: setting(
    'Milliseconds for which operations that keep failing are left alone before one call tries again.',
    wholeNumber(10, 3_600_000).default(10_000),
  ),
  CACHE: setting(
    'Whether reads are shared and reference data is kept: `off`, in `memory`, or in memory with `redis` behind it.',
    z.enum(['off', 'memory', 'redis'], { error: 'give off, memory or redis' }).default('off'),
  ),
  CACHE_MAX_BYTES: setting(
    'Most bytes of reference data that are kept in memory.',
    wholeNumber(1_000, 100_000_000_000).default(50_000_000),
  ),
  CACHE_LIFETIMES: setting(
    'JSON object of seconds by operation for which answers are kept, over those in docs/operations.md; 0 keeps none.',
    json(
      z.partialRecord(z.enum(cacheableOperations), z.number().min(0).max(86_400)),
      'give seconds by operation',
    ).optional(),
  ),
  REDIS_URL: setting(
    'Redis that several gateways share, as `redis://user:password@host:port`. Secret.',
    z.url({ protocol: /^rediss?$/, error: 'give a redis or rediss URL' }).optional(),
  ),
  REQUEST_TIMEOUT_MS: setting(
    'Milliseconds that one GraphQL request may take; a mutation may take BULK_BUDGET_MS and UPSTREAM_TIMEOUT_MS together where that is more.',
    wholeNumber(1, 3_600_000).default(30_000),
  ),
  MAX_BODY_BYTES: setting('Largest body of a request, in bytes.', wholeNumber(1_000, 100_000_000).default(262_144)),
  MAX_CONNECTIONS: setting(
    'Most connections of callers at once; further ones are closed as soon as they are made.',
    wholeNumber(1, 1_000_000).default(10_000),
  ),
  COST_LIMIT: setting(
    'Most calls to the LearningApi that one query may cause, as far as the query tells; docs/security.md has the prices.',
    wholeNumber(1, 1_000_000_000).default(5_000),
  ),
  BULK_BUDGET_MS: setting(
    'Milliseconds after which a bulk mutation attempts no further items.',
    wholeNumber(0, 3_600_000).default(60_000),
  ),
  RATE_LIMIT_PER_MINUTE: setting(
    'Most requests of one caller in a minute, in all gateways together if REDIS_URL is set. Not set, nobody is counted.',
    wholeNumber(1, 1_000_000).optional(),
  ),
  CORS_ORIGINS: setting(
    'Origins whose pages may ask, separated by commas, as `https://app.example`. Not set, only pages of the gateway itself may.',
    z
      .string()
      .transform((text) => text.split(',').map((origin) => origin.trim()))
      .refine((origins) => origins.every(isWebOrigin), 'give origins such as https://app.example, separated by commas')
      .optional(),
  ),
  INTROSPECTION: setting('Whether anybody may ask for the schema; a router that proves itself may always.', flag(true)),
  GRAPHIQL: setting('Whether GraphiQL and the reference at `/docs` are served.', flag(true)),
  FIELD_SUGGESTIONS: setting('Whether errors suggest names of the graph.', flag(true)),
  GET_QUERIES: setting('Whether queries may be asked by GET.', flag(true)),
  PERSISTED_OPERATIONS_FILE: setting(
    "JSON file of operations by hash, as the codegen client preset's `persisted-documents.json`; clients may send the hash instead of the text.",
    file(readPersistedOperationsFile).optional(),
  ),
  PERSISTED_ONLY: setting(
    'Whether only the operations of PERSISTED_OPERATIONS_FILE are answered, except to a router that proves itself. With such a file, the default in production is `true`.',
    flag(false),
  ),
  ROUTER_SECRET: setting(
    'What a router sends as `x-router-secret` to prove itself. Secret.',
    z.string().min(16, 'give at least 16 characters').optional(),
  ),
  ERROR_DETAILS: setting(
    'Whether errors that nobody foresaw tell callers their cause. Never where strangers ask.',
    flag(false),
  ),
  LOG_LEVEL: setting(
    'Least serious log lines that are written.',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  ),
  CODES_FILE: setting(
    'JSON or YAML file with the numbers that integer codes have in this deployment; `npm run codes` writes one.',
    file(readCodesFile).optional(),
  ),
  NODE_ENV: setting('Where the gateway runs.', oneOf('development', 'test', 'production').default('development')),
  GRAPHIQL_EXAMPLE_VALUES: setting(
    'JSON object of values that the example queries of GraphiQL start with: `token` and ids by name. The sandbox sets it.',
    z
      .string()
      .transform((text, check) => {
        try {
          return JSON.parse(text);
        } catch {
          check.addIssue({ code: 'custom', message: 'give a JSON object' });
          return z.NEVER;
        }
      })
      .pipe(z.record(z.string(), z.string()))
      .optional(),
  ),
});

/** A configuration that cannot be used; the message names every setting that is wrong, and no value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['The configuration cannot be used:', ...problems.map((problem) => `- ${problem}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings from environment variables; an empty one counts as not set.
 *
 * @throws ConfigError with every problem, by the name of the setting
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema
    .refine(({ CACHE, REDIS_URL }) => CACHE !== 'redis' || REDIS_URL, {
      path: ['REDIS_URL'],
      error: 'CACHE=redis needs it',
    })
    .refine(({ PERSISTED_ONLY, PERSISTED_OPERATIONS_FILE }) => !PERSISTED_ONLY || PERSISTED_OPERATIONS_FILE, {
      path: ['PERSISTED_OPERATIONS_FILE'],
      error: 'PERSISTED_ONLY needs it',
    })
    .safeParse({ ...(given.NODE_ENV === 'production' && productionDefaults(given)), ...given });
  const problems = [...settingProblems(result.error?.issues ?? [], env), ...identityProblems(env)];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(result.data);
}

/** Defaults that are closed where strangers ask. */
function productionDefaults({ PERSISTED_OPERATIONS_FILE }: Record<string, string | undefined>): Record<string, string> {
  return {
    INTROSPECTION: 'false',
    GRAPHIQL: 'false',
    FIELD_SUGGESTIONS: 'false',
    GET_QUERIES: 'false',
    PERSISTED_ONLY: String(PERSISTED_OPERATIONS_FILE !== undefined),
  };
}

/** One line for each setting that is wrong: the first thing to put right. */
function settingProblems(issues: readonly z.core.$ZodIssue[], env: Readonly<Record<string, string | undefined>>) {
  const problems = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = String(path[0]);
    const isMissing = name === 'LEARNING_API_URL' && !env[name];
    if (!problems.has(name)) problems.set(name, isMissing ? missingUrl : `${name}: ${message}`);
  }
  return problems.values();
}

const missingUrl =
  'LEARNING_API_URL is not set: give the origin of the LearningApi, or run `npm run sandbox` for one with made-up data';

/** What the README tells of each setting: its name, its default and what it does. */
export function describeSettings(): { name: string; fallback: string; description: string }[] {
  const required = { LEARNING_API_URL: 'https://example.com' };
  const defaults = loadConfig(required);
  const inProduction = loadConfig({ ...required, NODE_ENV: 'production' });
  return Object.entries(schema.shape).map(([name, { description = '' }]) => ({
    name,
    fallback: name in required ? 'required' : fallbackOf(name as keyof Config, defaults, inProduction),
    description,
  }));
}

function fallbackOf(name: keyof Config, defaults: Config, inProduction: Config): string {
  const fallback = defaults[name];
  if (fallback === undefined) return 'none';
  const closes = name !== 'NODE_ENV' && inProduction[name] !== fallback;
  return closes ? `\`${fallback}\`, in production \`${inProduction[name]}\`` : `\`${fallback}\``;
}

function isWebOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
}
