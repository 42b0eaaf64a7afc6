import { loadContract } from '../../src/sandbox/http/contract.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/http/server.ts';

const contract = loadContract();

/** The names of all operations of the LearningApi. */
export const operationNames = [...contract.operations.values()]
  .filter(({ path }) => path.includes('/LearningApi/'))
  .map(({ name }) => name);

export interface Asked {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's, and tests assert on all of it
  body: any;
  headers: Headers;
}

export interface Asking {
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** null sends none. */
  token?: string | null;
}

export interface Subject {
  sandbox: Sandbox;
  /** Asks one operation over HTTP, with the token that sees everything unless told otherwise. */
  ask(operation: string, asking?: Asking): Promise<Asked>;
  /** Asks the sandbox about itself. */
  control(method: string, path: string, body?: unknown): Promise<Asked>;
  close(): Promise<void>;
}

/** A sandbox on a free port, and the ways to ask it. */
export async function startSubject(options: SandboxOptions = {}): Promise<Subject> {
  const sandbox = await startSandbox({ port: 0, ...options });
  return {
    sandbox,
    ask: async (operation, { query = {}, body, token = sandbox.tokens.full } = {}) => {
      const url = urlOf(sandbox, operation, query, token);
      return asked(await fetch(url, { method: methodOf(operation), redirect: 'manual', ...json(body) }));
    },
    control: async (method, path, body) =>
      asked(await fetch(`${sandbox.url}/_sandbox/${path}`, { method, ...json(body) })),
    close: () => sandbox.close(),
  };
}

/** Where an operation is asked for, with its parameters and the token. */
export function urlOf(
  sandbox: Sandbox,
  operation: string,
  query: NonNullable<Asking['query']> = {},
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

/** The item, or a failed test where the world lacks what the test stands on. */
export function need<Item>(item: Item | undefined | null, what = 'what this test stands on'): Item {
  if (item === undefined || item === null) throw new Error(`the world lacks ${what}`);
  return item;
}

/** Milliseconds of a date in any of the forms that the sandbox writes; without a zone it is UTC. */
export function instant(date: string): number {
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(date) ? date : `${date}Z`);
}

async function asked(response: Response): Promise<Asked> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

function json(body: unknown): RequestInit {
  return body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
