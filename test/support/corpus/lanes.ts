import { Agent, request as sendRequest } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { LearningApi } from '../../../src/learning-api/client.ts';
import type { Sandbox } from '../../../src/sandbox/http/server.ts';
import { type HarnessOptions, startHarness } from '../harness.ts';

/** One HTTP request to the graph. */
export interface HttpRequest {
  method: string;
  /** What follows `/graphql` in the target. */
  search?: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

/** What a caller and the REST API see of one request. */
export interface Outcome {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The result. The parts of a divided one are merged. Text that is not a result stays text. */
  body: unknown;
  /** The REST calls, sorted. */
  calls: string[];
}

/** A gateway with its own sandbox. */
export interface Lane {
  name: string;
  usesPlans: boolean;
  cache: string;
  sandbox: Sandbox;
  send(request: HttpRequest): Promise<Outcome>;
  close(): Promise<void>;
}

/** The gateways that must agree: without and with a cache, with and without plans. */
export async function startLanes(config: HarnessOptions['config'], caches = ['off', 'memory']): Promise<Lane[]> {
  const kinds = [true, false].flatMap((usesPlans) => caches.map((cache) => ({ usesPlans, cache })));
  return Promise.all(kinds.map(({ usesPlans, cache }) => startLane(usesPlans, cache, config)));
}

async function startLane(usesPlans: boolean, cache: string, config: HarnessOptions['config']): Promise<Lane> {
  // The time of the cache stands still, so that both gateways with a cache know the same.
  const now = Date.now();
  const harness = await startHarness({ usesPlans, now: () => now, config: { ...config, CACHE: cache } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { sandbox, url } = harness;
  return {
    usesPlans,
    cache,
    name: `${usesPlans ? 'plans' : 'graphql-js'}, CACHE=${cache}`,
    sandbox,
    send: async (request) => {
      sandbox.clearCalls();
      const { status, headers, text } = await send(url, agent, request);
      await callsEnd(harness.api);
      const calls = sandbox
        .calls()
        .map(({ operation, parameters }) => `${operation} ${JSON.stringify(sorted(parameters), asSet)}`);
      return { status, headers, body: bodyOf(headers, text), calls: calls.sort() };
    },
    close: async () => {
      agent.destroy();
      await harness.close();
    },
  };
}

/**
 * Waits for calls that go on after a response: those that depended on an object that does not exist, and others if
 * graphql-js responds at once because an error makes all of `data` null.
 */
export async function callsEnd({ state }: LearningApi): Promise<void> {
  for (let idleTurns = 0; idleTurns < 5; idleTurns += 1) {
    await setImmediate();
    if (state().inFlight + state().queued > 0) idleTurns = 0;
  }
}

interface Answer {
  status: number;
  headers: Outcome['headers'];
  text: string;
}

function send(url: string, agent: Agent, { method, search = '', headers, body }: HttpRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = sendRequest(
      `${url}${search}`,
      { method, agent, headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { date, connection, 'keep-alive': keepAlive, ...others } = response.headers;
          resolve({ status: response.statusCode ?? 0, headers: others, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** A value with the members of its objects in one order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Lists of parameters have no order: they are sets of ids. */
function asSet(_: string, value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}

interface Result {
  data?: unknown;
  errors?: unknown[];
  extensions?: object;
}

interface Part extends Result {
  incremental?: (Result & { path: (string | number)[]; items?: unknown[] })[];
  hasNext?: boolean;
}

function bodyOf(headers: Outcome['headers'], text: string): unknown {
  const type = String(headers['content-type'] ?? '');
  const parts = partsOf(type, text);
  if (!parts) return text;
  const [result = {}, ...later] = parts.map(({ incremental, hasNext, ...part }) => part as Result);
  result.errors = [...(result.errors ?? []), ...later.flatMap(({ errors = [] }) => errors)];
  for (const { extensions } of later) if (extensions) result.extensions = { ...result.extensions, ...extensions };
  for (const { path, data, items, errors = [] } of parts.flatMap(({ incremental = [] }) => incremental)) {
    result.errors.push(...errors);
    if (items)
      for (const [index, item] of items.entries())
        put(result, [...path.slice(0, -1), Number(path.at(-1)) + index], item);
    else put(result, path, data);
  }
  // The specification gives errors no order.
  result.errors.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (result.errors.length === 0) delete result.errors;
  return result;
}

function partsOf(type: string, text: string): Part[] | null {
  if (/^application\/(graphql-response\+)?json/.test(type)) return [JSON.parse(text) as Part];
  if (type.startsWith('multipart/mixed')) {
    const bodies = text.split(/\r\n---?(?:--)?(?:\r\n)?/).map((piece) => piece.slice(piece.indexOf('{')).trim());
    return bodies.filter((body) => body.startsWith('{')).map((body) => JSON.parse(body) as Part);
  }
  if (!type.startsWith('text/event-stream')) return null;
  const events = [...text.matchAll(/^data: (\{.*\})$/gm)];
  return events.map(([, data = '{}']) => JSON.parse(data) as Part);
}

/** Merges data into a result at a path, as `@defer` and `@stream` deliver it. */
function put(result: Result, path: readonly (string | number)[], value: unknown): void {
  const keys = ['data', ...path];
  const last = keys.pop() as string | number;
  let target = result as Record<string | number, unknown>;
  for (const key of keys) target = target[key] as Record<string | number, unknown>;
  const existing = target[last];
  target[last] = typeof existing === 'object' && typeof value === 'object' ? merge(existing, value) : value;
}

function merge(a: unknown, b: unknown): unknown {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return b;
  if (Array.isArray(a)) return a.map((item, index) => merge(item, (b as unknown[])[index]));
  const merged: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) merged[key] = key in merged ? merge(merged[key], value) : value;
  return merged;
}
