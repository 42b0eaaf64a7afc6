import { onTestFinished } from 'vitest';
import { type Config, loadConfig } from '../../src/config/config.ts';
import { startGateway } from '../../src/gateway.ts';
import type { LearningApi } from '../../src/learning-api/client.ts';
import { present, type Sandbox, startSandbox } from '../../src/sandbox/http/server.ts';
import type { ServerLimits } from '../../src/server/http/server.ts';
import { createLog } from '../../src/server/telemetry/log.ts';
import { withoutMerging } from './merged-errors.ts';
import { findSecret } from './secrets.ts';
import { testSettings } from './settings.ts';

export interface Harness {
  sandbox: Sandbox;
  /** Where the gateway's graph is. */
  url: string;
  /** Where its metrics are, if METRICS_PORT is set. */
  metricsUrl: string;
  /** The gateway's client, for a test that has it fail in a way that nobody foresaw. */
  api: LearningApi;
  /** What the gateway logged so far, line by line. */
  log: Record<string, unknown>[];
  /** Sends a query as the holder of the demo token, and gives the answer with the REST calls it cost. */
  query(query: string | undefined, options?: QueryOptions): Promise<Answered>;
  /** Closes both. Drains the gateway for as long as given, in milliseconds. */
  close(drainMs?: number): Promise<void>;
}

export interface QueryOptions {
  variables?: Record<string, unknown>;
  /** null sends no token. */
  token?: string | null;
  headers?: Record<string, string>;
  method?: string;
  /** Beside `query` and `variables`. */
  parameters?: Record<string, unknown>;
}

export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, and tests assert on all of it
  data: any;
  errors: AnsweredError[];
  /** The errors as they are told: those of a list with the same cause are one. `errors` has one for each path. */
  toldErrors: AnsweredError[];
  extensions: Record<string, unknown> | undefined;
  /** How often each operation was called. */
  calls: Record<string, number>;
}

interface AnsweredError {
  message: string;
  path?: (string | number)[];
  extensions: Record<string, unknown>;
}

export interface HarnessOptions extends ServerLimits {
  sandbox?: Parameters<typeof startSandbox>[0];
  config?: Partial<Record<keyof Config, string>>;
  /** The clock of breakers and cache, for a test about them. */
  now?: () => number;
}

/**
 * A gateway in front of a sandbox, in the present of the sandbox, both over HTTP, on free ports. `CACHE` in the environment
 * has all gateways share and keep reads, but for those of tests that say what the others do.
 */
export async function startHarness({
  sandbox: sandboxOptions,
  config,
  ...limits
}: HarnessOptions = {}): Promise<Harness> {
  const sandbox = await startSandbox({ port: 0, ...sandboxOptions });
  const { CACHE = 'off' } = process.env;
  const settings = loadConfig({ ...testSettings, LEARNING_API_URL: sandbox.url, CACHE, ...config });
  const lines: Record<string, unknown>[] = [];
  const log = createLog(settings.LOG_LEVEL, { write: (line) => lines.push(JSON.parse(line)) });
  const gateway = await startGateway(settings, { timeOfDay: () => present, ...limits, log });

  return {
    sandbox,
    api: gateway.learningApi,
    url: gateway.url,
    metricsUrl: gateway.metricsUrl ?? '',
    log: lines,
    query: async (query, { variables, token = sandbox.tokens.full, headers, method = 'POST', parameters } = {}) => {
      sandbox.clearCalls();
      const response = await fetch(gateway.url, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables, ...parameters }),
      });
      const text = await response.text();
      demandNoToken(`${text} ${JSON.stringify([...response.headers])}`, sandbox);
      const body = JSON.parse(text) as Omit<Answered, 'status' | 'calls' | 'toldErrors'>;
      return {
        status: response.status,
        data: body.data,
        errors: withoutMerging(body.errors ?? []),
        toldErrors: body.errors ?? [],
        extensions: body.extensions,
        calls: countCalls(sandbox),
      };
    },
    close: async (drainMs) => {
      await gateway.close(drainMs);
      await sandbox.close();
      demandNoToken(JSON.stringify(lines), sandbox);
    },
  };
}

/** Throws where an answer or the log gives a token away, in whatever way it is written: true of every test. */
function demandNoToken(text: string, { tokens }: Sandbox): void {
  const found = Object.values(tokens).flatMap((token) => findSecret(text, token));
  if (found.length > 0) throw new Error(`A token can be read here: ${found.join('\n')}`);
}

/** The same, closed when the test that started it is over. */
export async function harnessForThisTest(options: HarnessOptions): Promise<Harness> {
  const harness = await startHarness(options);
  onTestFinished(() => harness.close());
  return harness;
}

/** How often each operation was called since the calls were last cleared. */
export function countCalls(sandbox: Sandbox): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of sandbox.calls()) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
