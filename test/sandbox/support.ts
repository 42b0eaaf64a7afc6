import { loadContract } from '../../src/sandbox/http/contract.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/http/server.ts';

const contract = loadContract();

/** The names of all operations of the LearningApi. */
export const operationNames = [...contract.operations.values()]
  .filter(({ path }) => path.includes('/LearningApi/'))
  .map(({ name }) => name);

export interface CallResult {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's, and tests assert on all of it
  body: any;
  headers: Headers;
}

export interface CallOptions {
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Null sends no token. */
  token?: string | null;
}

export interface TestSandbox {
  sandbox: Sandbox;
  /** Calls one operation over HTTP, by default with the full token. */
  call(operation: string, options?: CallOptions): Promise<CallResult>;
  /** Sends a request to control the sandbox. */
  control(method: string, path: string, body?: unknown): Promise<CallResult>;
  close(): Promise<void>;
}

/** Starts a sandbox on a free port. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({ port: 0, ...options });
  return {
    sandbox,
    call: async (operation, { query = {}, body, token = sandbox.tokens.full } = {}) => {
      const url = urlOf(sandbox, operation, query, token);
      return readResult(await fetch(url, { method: methodOf(operation), redirect: 'manual', ...json(body) }));
    },
    control: async (method, path, body) =>
      readResult(await fetch(`${sandbox.url}/_sandbox/${path}`, { method, ...json(body) })),
    close: () => sandbox.close(),
  };
}

/** The URL of a call, with its parameters and the token. */
export function urlOf(
  sandbox: Sandbox,
  operation: string,
  query: NonNullable<CallOptions['query']> = {},
  token: string | null = sandbox.tokens.full,
): URL {
  const url = new URL(contract.operations.get(operation)?.path ?? operation, sandbox.url);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  if (token !== null) url.searchParams.set('access_token', token);
  return url;
}

/** The HTTP method of an operation. */
export function methodOf(operation: string): string {
  return contract.operations.get(operation)?.method ?? 'GET';
}

/** Returns the item. Throws if the world does not have it, because the test depends on it. */
export function required<Item>(item: Item | undefined | null, what = 'an item that this test needs'): Item {
  if (item === undefined || item === null) throw new Error(`The world does not have ${what}.`);
  return item;
}

/** The instant of a date in any format of the sandbox, in milliseconds. Without a zone, the date is in UTC. */
export function instant(date: string): number {
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(date) ? date : `${date}Z`);
}

async function readResult(response: Response): Promise<CallResult> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

function json(body: unknown): RequestInit {
  return body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
