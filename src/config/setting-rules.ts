import { distance } from 'fastest-levenshtein';
import type { Config } from './config.ts';

/** A rule over several settings. Returns the problem, or null. Not applied if one of the settings has another problem. */
interface Rule {
  settings: readonly (keyof Config)[];
  problem(settings: Config): string | null;
}

const rules: readonly Rule[] = [
  {
    settings: ['CACHE', 'REDIS_URL'],
    problem: ({ CACHE, REDIS_URL }) =>
      CACHE === 'redis' && !REDIS_URL ? 'REDIS_URL is required by CACHE=redis.' : null,
  },
  {
    settings: ['PERSISTED_ONLY', 'PERSISTED_OPERATIONS_FILE'],
    problem: ({ PERSISTED_ONLY, PERSISTED_OPERATIONS_FILE }) =>
      PERSISTED_ONLY && !PERSISTED_OPERATIONS_FILE ? 'PERSISTED_OPERATIONS_FILE is required by PERSISTED_ONLY.' : null,
  },
  {
    settings: ['MCP', 'IDENTITY'],
    problem: ({ MCP, IDENTITY }) =>
      MCP && IDENTITY !== 'SERVICE_ACCOUNT'
        ? "IDENTITY=SERVICE_ACCOUNT is required by MCP: the Model Context Protocol forbids passing a client's token on to the LearningApi."
        : null,
  },
  {
    settings: ['MCP', 'PERSISTED_OPERATIONS_FILE'],
    problem: ({ MCP, PERSISTED_OPERATIONS_FILE }) =>
      MCP && !PERSISTED_OPERATIONS_FILE ? 'PERSISTED_OPERATIONS_FILE is required by MCP.' : null,
  },
  {
    settings: ['MCP', 'MCP_MUTATIONS'],
    problem: ({ MCP, MCP_MUTATIONS }) => (MCP_MUTATIONS && !MCP ? 'MCP is required by MCP_MUTATIONS.' : null),
  },
  {
    settings: ['PORT', 'METRICS_PORT'],
    problem: ({ PORT, METRICS_PORT }) =>
      METRICS_PORT !== 0 && METRICS_PORT === PORT ? 'METRICS_PORT must not be the same as PORT.' : null,
  },
  {
    settings: ['SHUTDOWN_TIMEOUT_MS', 'DRAIN_DELAY_MS', 'REQUEST_TIMEOUT_MS', 'BULK_BUDGET_MS', 'UPSTREAM_TIMEOUT_MS'],
    problem: (config) => {
      const { SHUTDOWN_TIMEOUT_MS, DRAIN_DELAY_MS, REQUEST_TIMEOUT_MS, BULK_BUDGET_MS, UPSTREAM_TIMEOUT_MS } = config;
      const longestMs = Math.max(REQUEST_TIMEOUT_MS, BULK_BUDGET_MS + UPSTREAM_TIMEOUT_MS);
      if (SHUTDOWN_TIMEOUT_MS > DRAIN_DELAY_MS + longestMs) return null;
      return `SHUTDOWN_TIMEOUT_MS must be longer than DRAIN_DELAY_MS and the longest request together, ${DRAIN_DELAY_MS + longestMs}. The longest request takes REQUEST_TIMEOUT_MS, or BULK_BUDGET_MS and UPSTREAM_TIMEOUT_MS.`;
    },
  },
];

/**
 * The problems of several settings together.
 *
 * @param settings those with valid values
 * @param invalid the names of the others
 */
export function ruleProblems(settings: Partial<Config>, invalid: ReadonlySet<string>): string[] {
  return rules.flatMap(({ settings: names, problem }) =>
    names.some((name) => invalid.has(name)) ? [] : (problem(settings as Config) ?? []),
  );
}

/** Names of other programs' variables may differ from shorter ones in one letter. */
const minNameLength = 5;

/** The problems of variables whose names differ from a setting in one letter. */
export function misspelledSettings(names: readonly string[], settings: readonly string[]): string[] {
  const known = new Set(settings);
  return names
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const meant = settings.find((setting) => setting.length >= minNameLength && distance(setting, name) === 1);
      return meant ? [`${name} is not a setting. Rename it to ${meant}, or remove it.`] : [];
    });
}
