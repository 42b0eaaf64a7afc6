import { z } from 'zod';
import { canonicalId } from '../learning-api/contract/ids.ts';
import { cacheableOperations } from '../learning-api/contract/operations.ts';
import { readCodesFile } from './codes-file.ts';
import { identityProblems, isProtectedUrl } from './identity-settings.ts';
import { readPersistedOperationsFile } from './persisted-operations-file.ts';
import { misspelledSettings, ruleProblems } from './setting-rules.ts';

export type Config = Readonly<z.infer<typeof schema>>;

const setting = <Schema extends z.ZodType>(description: string, schema: Schema) => schema.describe(description);

/** A number in decimal digits. JavaScript would also read blanks and hexadecimal digits as numbers. */
const decimal = (form: RegExp, error: string) => z.string({ error }).regex(form, error).transform(Number);

const wholeNumber = (minimum: number, maximum: number) => {
  const error = `must be a whole number from ${minimum} to ${maximum}.`;
  return decimal(/^\d+$/, error).pipe(z.number().min(minimum, error).max(maximum, error));
};

const ratio = () => {
  const error = 'must be a number from 0 to 1.';
  return decimal(/^\d+(\.\d+)?$/, error).pipe(z.number().min(0, error).max(1, error));
};

const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}.` });

const flag = (defaultValue: boolean) => z.stringbool({ error: 'must be true or false.' }).default(defaultValue);

const httpUrl = () => z.url({ protocol: /^https?$/, error: 'must be an http or https URL.' });

/** JSON text. The error is the same for text that is not JSON and for JSON that does not match the schema. */
const json = <Schema extends z.ZodType>(schema: Schema, error: string) =>
  z
    .string()
    .transform((text, check) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        check.addIssue({ code: 'custom', message: error });
        return z.NEVER;
      }
    })
    .refine((value) => schema.safeParse(value).success, error)
    .transform((value) => schema.parse(value));

/** A path, transformed to what `read` returns for it. */
const file = <Content>(read: (path: string) => Content) =>
  z.string().transform((path, check) => {
    try {
      return read(path);
    } catch (error) {
      check.addIssue({ code: 'custom', message: `cannot be used: ${(error as Error).message}` });
      return z.NEVER;
    }
  });

/** Names of metrics for clients that are not in CLIENT_NAMES, and for requests without a name. */
const reservedClientNames: ReadonlySet<string> = new Set(['other', 'none']);

/** Error messages continue the name of the setting: "PORT must be …". */
const schema = z.object({
  LEARNING_API_URL: setting(
    'Origin of the LearningApi: scheme, host and port, without a path.',
    httpUrl()
      .refine((url) => isOrigin(url), 'must be a scheme, host and port only, without user, path, query or fragment.')
      .transform((url) => new URL(url).origin),
  ),
  DEFAULT_ORGANIZATION_ID: setting(
    'Organization for requests that name none, where the LearningApi requires one.',
    z
      .uuid({ error: 'must be a UUID.' })
      .toLowerCase()
      .refine((id) => canonicalId(id) !== null, 'must not be the all-zero UUID, which means "none".')
      .optional(),
  ),
  IDENTITY: setting(
    "`CALLER_TOKEN` passes each caller's own token to the LearningApi. `SERVICE_ACCOUNT` authenticates callers by JWT and calls the LearningApi with the gateway's own account.",
    oneOf('CALLER_TOKEN', 'SERVICE_ACCOUNT').default('CALLER_TOKEN'),
  ),
  SERVICE_ACCOUNT_USERNAME: setting("User name of the gateway's own account.", z.string().optional()),
  SERVICE_ACCOUNT_PASSWORD: setting("Password of the gateway's own account. Secret.", z.string().optional()),
  JWKS_URI: setting(
    "URL of the public keys that verify callers' JWTs.",
    z.string().refine(isProtectedUrl, 'must be an https URL, or an http URL on this machine.').optional(),
  ),
  JWT_ISSUER: setting("Required issuer (`iss`) of callers' JWTs.", z.string().optional()),
  JWT_AUDIENCE: setting("Required audience (`aud`) of callers' JWTs.", z.string().optional()),
  PORT: setting('Port to listen on. 0 picks a free port.', wholeNumber(0, 65_535).default(4000)),
  HOST: setting('Address to listen on.', z.string().default('0.0.0.0')),
  DRAIN_DELAY_MS: setting(
    'How long the gateway keeps accepting requests after SIGTERM, in milliseconds. Meanwhile `/ready` returns 503, so that load balancers notice.',
    wholeNumber(0, 600_000).default(5_000),
  ),
  SHUTDOWN_TIMEOUT_MS: setting(
    'How long requests in flight may continue after a stop signal, in milliseconds.',
    wholeNumber(0, 3_600_000).default(85_000),
  ),
  KEEP_ALIVE_MS: setting(
    'How long an idle connection of a caller stays open, in milliseconds. Must be longer than the idle timeout of a load balancer or proxy in front, which would otherwise send requests on connections that are being closed.',
    wholeNumber(1_000, 3_600_000).default(65_000),
  ),
  COMPRESSION: setting(
    'Compress GraphQL responses of 4 kB and more with br or gzip, for callers who accept it. Set it to `off` if a proxy in front compresses.',
    flag(true),
  ),
  METRICS_PORT: setting(
    'Port that serves `/metrics` to Prometheus. 0 picks a free port. If not set, no metrics are collected.',
    wholeNumber(0, 65_535).optional(),
  ),
  CLIENT_NAMES: setting(
    'Comma-separated names of clients, as they send them in `apollographql-client-name` or `graphql-client-name`. Metrics count the requests of each of them, and of all others together.',
    z
      .string()
      .transform((text) => text.split(',').map((name) => name.trim()))
      .refine(
        (names) => names.length <= 100 && names.every((name) => name !== '' && !reservedClientNames.has(name)),
        `must be a comma-separated list of at most 100 names, without ${[...reservedClientNames].join(' and ')}.`,
      )
      .optional(),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    'URL of the OTLP collector that receives traces over HTTP, without `/v1/traces`. If not set, no traces are sent.',
    httpUrl().optional(),
  ),
  TRACE_RATIO: setting(
    'Sampling ratio, from 0 to 1, for requests without a `traceparent`. 0 turns tracing off for all requests.',
    ratio().default(1),
  ),
  UPSTREAM_TIMEOUT_MS: setting(
    'Timeout of a call to the LearningApi, from its start to the last byte of the response, in milliseconds.',
    wholeNumber(1, 600_000).default(10_000),
  ),
  UPSTREAM_CONCURRENCY: setting(
    'Maximum number of concurrent calls to the LearningApi, shared evenly between callers. An eighth more is reserved for callers who have none in flight.',
    wholeNumber(1, 10_000).default(128),
  ),
  UPSTREAM_CONCURRENCY_PER_REQUEST: setting(
    'Maximum number of concurrent calls of one GraphQL request, so that an expensive request leaves capacity for others.',
    wholeNumber(1, 10_000).default(32),
  ),
  UPSTREAM_QUEUE: setting(
    'Maximum number of queued calls. If it is reached, calls of the caller with the most queued calls fail with OVERLOADED.',
    wholeNumber(0, 1_000_000).default(10_000),
  ),
  UPSTREAM_RETRIES: setting(
    'Retry reads that fail with a transient error, at most twice. Writes are never retried.',
    flag(true),
  ),
  UPSTREAM_MAX_RESPONSE_BYTES: setting(
    'Maximum size of a response of the LearningApi, in bytes after decompression.',
    wholeNumber(1_000, 1_000_000_000).default(20_000_000),
  ),
  CONTRACT_CHECK_EVERY: setting(
    'Compares one response of the LearningApi in this many with the contract, of each operation, and logs what differs. 0 turns it off.',
    wholeNumber(0, 1_000_000_000).default(100),
  ),
  BREAKER_PROBE_AFTER_MS: setting(
    'How long an open circuit breaker waits before it lets a probe through, in milliseconds.',
    wholeNumber(10, 3_600_000).default(10_000),
  ),
  CACHE: setting(
    'Where reference data is cached: `off`, in `memory`, or in memory and `redis`. Unless `off`, equal reads in flight share one call.',
    oneOf('off', 'memory', 'redis').default('off'),
  ),
  CACHE_MAX_BYTES: setting(
    'Maximum size of the cache in memory, in bytes.',
    wholeNumber(1_000, 100_000_000_000).default(50_000_000),
  ),
  CACHE_LIFETIMES: setting(
    'JSON object of cache lifetimes, in seconds by operation. Overrides those in docs/operations.md. 0 turns caching off.',
    json(
      z.partialRecord(z.enum(cacheableOperations), z.number().min(0).max(86_400)),
      'must be a JSON object of seconds by cacheable operation.',
    ).optional(),
  ),
  REDIS_URL: setting(
    'Redis that several gateways share, such as `redis://user:password@host:port`. Secret.',
    z.url({ protocol: /^rediss?$/, error: 'must be a redis or rediss URL.' }).optional(),
  ),
  REQUEST_TIMEOUT_MS: setting(
    'Timeout of a GraphQL request, in milliseconds. For a mutation, BULK_BUDGET_MS plus UPSTREAM_TIMEOUT_MS if that is longer.',
    wholeNumber(1, 3_600_000).default(30_000),
  ),
  MAX_BODY_BYTES: setting(
    'Maximum size of a request body, in bytes.',
    wholeNumber(1_000, 100_000_000).default(262_144),
  ),
  MAX_VARIABLE_ITEMS: setting(
    'Maximum number of items in one list of the variables. A router sends a list of all entities that it looks up in one place of a query.',
    wholeNumber(1_000, 100_000).default(1_500),
  ),
  MAX_TOKEN_LENGTH: setting(
    'Maximum length of a token, in characters. A longer token is refused with 401 before anything is sent.',
    wholeNumber(36, 16_000).default(4_096),
  ),
  MAX_CONNECTIONS: setting(
    'Maximum number of connections from callers. Further connections are closed at once.',
    wholeNumber(1, 1_000_000).default(10_000),
  ),
  SEND_TIMEOUT_MS: setting(
    'How long a caller may take nothing of a response that waits to be sent, in milliseconds. Then its connection is closed.',
    wholeNumber(100, 600_000).default(10_000),
  ),
  MAX_UNSENT_BYTES: setting(
    'Maximum size of the responses that wait to be sent because callers do not read them, in bytes, across all connections. Beyond it, the connections that have waited longest are closed.',
    wholeNumber(1_000, 100_000_000_000).default(50_000_000),
  ),
  COST_LIMIT: setting(
    'Maximum number of LearningApi calls that a request may cause, as estimated before execution and as made. docs/security.md lists the prices.',
    wholeNumber(1, 1_000_000_000).default(5_000),
  ),
  COST_MODE: setting(
    '`enforce` refuses queries that cost more than COST_LIMIT. `measure` runs them, with at most 5000 calls or COST_LIMIT if that is more, and logs that they would be refused.',
    oneOf('enforce', 'measure').default('enforce'),
  ),
  BULK_BUDGET_MS: setting(
    'How long a bulk mutation may start new items, in milliseconds. It reports the remaining items as NOT_ATTEMPTED.',
    wholeNumber(0, 3_600_000).default(60_000),
  ),
  IDEMPOTENCY_KEY_LIFETIME_MS: setting(
    'How long the answer to a mutation with an `Idempotency-Key` is kept, in milliseconds.',
    wholeNumber(1_000, 2_592_000_000).default(86_400_000),
  ),
  IDEMPOTENCY_MAX_KEYS: setting(
    'Maximum number of keys in memory. When it is reached, requests with new keys are refused. In Redis, only their size is limited.',
    wholeNumber(1, 100_000_000).default(100_000),
  ),
  IDEMPOTENCY_MAX_BYTES: setting(
    'Maximum size of the keys and answers in memory, or of one caller in Redis, in bytes. When it is reached, requests with new keys are refused.',
    wholeNumber(1_000, 100_000_000_000).default(100_000_000),
  ),
  IDEMPOTENCY_MAX_ANSWER_BYTES: setting(
    'Maximum size of an answer that is kept, in bytes. A request that repeats one with a larger answer gets OUTCOME_UNKNOWN.',
    wholeNumber(100, 100_000_000).default(1_000_000),
  ),
  IDEMPOTENCY_REQUIRES_REDIS: setting(
    'Refuse requests with an `Idempotency-Key` while Redis is down. If `false`, each gateway uses its own memory meanwhile, and a repeated request may write again.',
    flag(true),
  ),
  RATE_LIMIT_PER_MINUTE: setting(
    'Maximum number of requests per caller and minute, across all gateways if REDIS_URL is set. If not set, there is no limit.',
    wholeNumber(1, 1_000_000).optional(),
  ),
  CORS_ORIGINS: setting(
    'Comma-separated origins whose pages may send requests, such as `https://app.example`. If not set, only pages of the gateway itself may.',
    z
      .string()
      .transform((text) => text.split(',').map((origin) => origin.trim()))
      .refine(
        (origins) => origins.every(isWebOrigin),
        'must be a comma-separated list of origins such as https://app.example.',
      )
      .optional(),
  ),
  INTROSPECTION: setting(
    'Allow introspection for everyone. Requests with the router secret may always introspect.',
    flag(true),
  ),
  GRAPHIQL: setting('Serve GraphiQL at `/graphql` and the reference at `/docs`.', flag(true)),
  FIELD_SUGGESTIONS: setting('Suggest similar schema names in errors (“Did you mean …?”).', flag(true)),
  GET_QUERIES: setting('Allow queries by GET.', flag(true)),
  PERSISTED_OPERATIONS_FILE: setting(
    'JSON file of operations by hash, as the client preset, Relay or Apollo write it; or a folder of such files; or several of both, separated by commas. Clients may send the hash instead of the text. Read again when it changes, and on SIGHUP.',
    file(readPersistedOperationsFile).optional(),
  ),
  PERSISTED_ONLY: setting(
    'Allow only the operations of PERSISTED_OPERATIONS_FILE, except for requests with the router secret. In production, the default is `true` if that file is set. `log` allows all, and logs which would be refused.',
    z.union([z.literal('log'), z.stringbool()], { error: 'must be true, false or log.' }).default(false),
  ),
  MCP: setting(
    'Serve the persisted operations as tools of the Model Context Protocol at `/mcp`. Requires `IDENTITY=SERVICE_ACCOUNT`. See docs/mcp.md.',
    flag(false),
  ),
  MCP_MUTATIONS: setting(
    'Comma-separated names of the persisted mutations that are tools. Each must be able to preview its changes. If not set, only queries are tools.',
    z
      .string()
      .transform((text) => text.split(',').map((name) => name.trim()))
      .refine(
        (names) => names.every((name) => /^[_A-Za-z]\w*$/.test(name)),
        'must be a comma-separated list of names of operations.',
      )
      .optional(),
  ),
  ROUTER_SECRET: setting(
    'Value of the header `x-router-secret` that identifies a trusted router. Secret.',
    z
      .string()
      .min(16, 'must have at least 16 characters.')
      .regex(
        /^[!-~]([ -~]*[!-~])?$/,
        'must have only ASCII characters that a header can have, without a line break, and no blank at either end.',
      )
      .optional(),
  ),
  SERVER_TIMING: setting(
    'Send the header `Server-Timing` with the time in the gateway, in the queue and in the LearningApi. Anyone who receives a response can read it.',
    flag(false),
  ),
  ERROR_DETAILS: setting(
    'Include the cause of unexpected errors in responses. Use it only if all callers are trusted.',
    flag(false),
  ),
  LOG_LEVEL: setting(
    'Minimum level of log lines.',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  ),
  CODES_FILE: setting(
    'JSON or YAML file that names the integer codes of this deployment. `npm run codes` writes one.',
    file(readCodesFile).optional(),
  ),
  NODE_ENV: setting(
    'Environment of the gateway. `production` changes the defaults of some settings.',
    oneOf('development', 'test', 'production').default('development'),
  ),
  GRAPHIQL_EXAMPLE_VALUES: setting(
    "JSON object of values for GraphiQL's example queries: `token`, and ids by name. The sandbox sets it.",
    json(z.record(z.string(), z.string()), 'must be a JSON object of strings.').optional(),
  ),
});

/** The configuration is not valid. The message lists every problem, and no value of a setting. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['The configuration is not valid:', ...problems.map((problem) => `- ${problem}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings from environment variables. An empty variable counts as not set.
 *
 * @throws ConfigError with every problem
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const nonEmpty = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const raw = { ...(nonEmpty.NODE_ENV === 'production' && productionDefaults(nonEmpty)), ...nonEmpty };
  const { data, issues } = parseEach(raw);
  const problems = [
    ...settingProblems(issues, env),
    ...ruleProblems(data, new Set(issues.map(({ path }) => String(path[0])))),
    ...identityProblems(env),
    ...misspelledSettings(Object.keys(nonEmpty), Object.keys(schema.shape)),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(data as Config);
}

/** Reads each setting on its own, so that a problem of one hides no problem of another. */
function parseEach(raw: Readonly<Record<string, string | undefined>>): {
  data: Partial<Config>;
  issues: z.core.$ZodIssue[];
} {
  const data: Record<string, unknown> = {};
  const issues: z.core.$ZodIssue[] = [];
  for (const [name, field] of Object.entries(schema.shape)) {
    const result = field.safeParse(raw[name]);
    if (result.success) data[name] = result.data;
    else issues.push(...result.error.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] })));
  }
  return { data, issues };
}

/** Defaults that expose less in production. */
function productionDefaults({ PERSISTED_OPERATIONS_FILE }: Record<string, string | undefined>): Record<string, string> {
  return {
    INTROSPECTION: 'false',
    GRAPHIQL: 'false',
    FIELD_SUGGESTIONS: 'false',
    GET_QUERIES: 'false',
    PERSISTED_ONLY: String(PERSISTED_OPERATIONS_FILE !== undefined),
  };
}

/** One line for each invalid setting: its first problem. */
function settingProblems(issues: readonly z.core.$ZodIssue[], env: Readonly<Record<string, string | undefined>>) {
  const problems = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = String(path[0]);
    const isMissing = name === 'LEARNING_API_URL' && !env[name];
    if (!problems.has(name)) problems.set(name, isMissing ? missingUrl : `${name} ${message}`);
  }
  return problems.values();
}

const missingUrl =
  'LEARNING_API_URL is not set. Set it to the origin of the LearningApi, or run `npm run sandbox` for one with sample data.';

/** A setting as the table in README.md lists it. */
interface SettingDescription {
  name: string;
  /** The default, as Markdown. */
  default: string;
  description: string;
}

/** Describes every setting, for the table in README.md. */
export function describeSettings(): SettingDescription[] {
  const required = { LEARNING_API_URL: 'https://example.com' };
  const defaults = loadConfig(required);
  const inProduction = loadConfig({ ...required, NODE_ENV: 'production' });
  return Object.entries(schema.shape).map(([name, { description = '' }]) => ({
    name,
    default: name in required ? 'required' : defaultOf(name as keyof Config, defaults, inProduction),
    description,
  }));
}

function defaultOf(name: keyof Config, defaults: Config, inProduction: Config): string {
  const value = defaults[name];
  if (value === undefined) return 'none';
  const differs = name !== 'NODE_ENV' && inProduction[name] !== value;
  return differs ? `\`${value}\`, in production \`${inProduction[name]}\`` : `\`${value}\``;
}

function isWebOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
}
