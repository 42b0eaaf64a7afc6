import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Agent, request } from 'undici';
import type { AdminApi } from '../../src/learning-api/admin-api.ts';
import { demoAccount, wellKnown } from '../../src/sandbox/http/server.ts';
import { exampleQueries } from '../../src/server/pages/example-queries.ts';

/** The outcomes of requests: how often each occurred, and the durations of those that were read, in milliseconds. */
export interface Outcomes {
  counts: Map<string, number>;
  durations: number[];
}

interface LoadOptions {
  url: string;
  tokens: { full: string; limited: string };
  /** Issues new tokens. */
  adminApi: AdminApi;
  /** Requests per second. */
  rate: number;
}

interface Load extends LoadOptions {
  connections: Agent;
  newTokens: string[];
}

type Send = (load: Load) => Promise<string>;

/** Sends requests at a steady rate, independent of their outcomes, until it is stopped. */
export function startLoad(options: LoadOptions): { take(): Outcomes; stop(): Promise<void> } {
  const load: Load = { ...options, connections: new Agent(), newTokens: [] };
  const startedAt = performance.now();
  const inFlight = new Set<Promise<void>>();
  let outcomes: Outcomes = { counts: new Map(), durations: [] };
  let sent = 0;

  const sendOne = async (send: Send) => {
    const from = performance.now();
    const outcome = await send(load).catch(({ name, code }: NodeJS.ErrnoException) =>
      name === 'TimeoutError' ? 'LEFT' : (code ?? name),
    );
    if (send !== unread) outcomes.durations.push(performance.now() - from);
    outcomes.counts.set(outcome, (outcomes.counts.get(outcome) ?? 0) + 1);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * load.rate);
    for (; sent < due; sent += 1) {
      const request = sendOne(mix[sent % mix.length] as Send);
      inFlight.add(request);
      void request.finally(() => inFlight.delete(request));
    }
  }, 5);
  return {
    take: () => {
      const taken = outcomes;
      outcomes = { counts: new Map(), durations: [] };
      return taken;
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all(inFlight);
      await load.connections.close();
    },
  };
}

const tabs = exampleQueries(wellKnown);
const asTab =
  (index: number, headers: Record<string, string>): Send =>
  (load) => {
    const { query, variables } = tabs[index % tabs.length] ?? {};
    return post(load, { query, variables: JSON.parse(variables ?? '{}') }, { headers });
  };
const web = { 'apollographql-client-name': 'web', 'apollographql-client-version': '2.1.0' };
const mobile = { 'graphql-client-name': 'mobile', 'graphql-client-version': '5.3.0' };
const report = { 'graphql-client-name': 'nightly-report' };
const section = `query Section { section(id: "${wellKnown.sectionId}") { title enrollments(first: 50) { nodes { id user { id } } } } }`;

/** An old client still uses a deprecated field. */
const deprecated: Send = (load) => {
  const query = `query Units { organization(id: "${wellKnown.organizationId}") { subOrganizations(first: 10) { nodes { id } } } }`;
  return post(load, { query }, { headers: { ...mobile, 'graphql-client-version': '4.0.2' } });
};

const deferred: Send = (load) => {
  const query = `query SectionInParts { section(id: "${wellKnown.sectionId}") { title ... @defer { description enrollments { totalCount } } } }`;
  return post(load, { query }, { headers: { ...web, accept: 'multipart/mixed' } });
};
const leaving: Send = (load) => post(load, { query: section }, { headers: web, signal: AbortSignal.timeout(3) });
const forbidden: Send = (load) => post(load, { query: section }, { token: load.tokens.limited });
const refused: Send = (load) => post(load, { query: '{ nonsense }' });
const unauthenticated: Send = (load) => post(load, { query: section }, { token: null });
const page: Send = async ({ url, connections }) => {
  const headers = { accept: 'text/html', 'accept-encoding': 'br' };
  const { statusCode, body } = await request(url, { headers, dispatcher: connections });
  await body.dump();
  return `page ${statusCode}`;
};

/** A document that was never sent before, of as many nodes as ten ordinary ones. */
const newDocument: Send = (load) => {
  const name = `f${randomUUID().replaceAll('-', '')}`;
  const fields = Array.from({ length: 600 }, (_, index) => `${name}_${index}: title`).join(' ');
  return post(
    load,
    { query: `query Report { section(id: "${wellKnown.sectionId}") { ${fields} } }` },
    { headers: report },
  );
};
const newInvalidToken: Send = (load) => post(load, { query: section }, { token: randomUUID() });
const newToken: Send = (load) => {
  // The next one is issued beside this request, which does not wait for it.
  void load.adminApi.authenticate(demoAccount).then(
    ({ token }) => load.newTokens.push(token),
    () => undefined,
  );
  return post(load, { query: section }, { token: load.newTokens.pop() ?? load.tokens.full });
};
const newIds: Send = (load) => {
  const ids = Array.from({ length: 20 }, () => randomUUID());
  return post(load, { query: 'query Titles($ids: [ID!]!) { sections(ids: $ids) { title } }', variables: { ids } });
};
const newIdempotencyKey: Send = (load) => {
  const query = 'mutation Drop($id: ID!) { dropEnrollment(input: { id: $id }) { __typename } }';
  return post(
    load,
    { query, variables: { id: randomUUID() } },
    { headers: { ...web, 'idempotency-key': randomUUID() } },
  );
};
/** A caller who reads a large page only long after the gateway stopped waiting for it. */
const unread: Send = ({ url }) => {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname).pause();
    let head = '';
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (head.length < 1_000) head += chunk;
    });
    socket.once('error', () => socket.destroy());
    socket.once('close', () => {
      const whole = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      resolve(bytes < whole ? 'CONNECTION_CUT' : 'LATE_READ');
    });
    socket.write('GET /graphiql.js HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    setTimeout(() => socket.resume(), 10_000);
  });
};

/**
 * The requests to send in turn: each tab of GraphiQL twice, including mutations, requests that fail, and requests with
 * ever new documents, tokens, ids and keys, for each of which a leak would keep memory.
 */
const mix: readonly Send[] = [
  ...tabs.flatMap((_, index) => [asTab(index, web), asTab(index * 7, mobile)]),
  deferred,
  deferred,
  leaving,
  leaving,
  deprecated,
  forbidden,
  refused,
  unauthenticated,
  page,
  newDocument,
  newDocument,
  newDocument,
  newInvalidToken,
  newToken,
  newIds,
  newIdempotencyKey,
  unread,
];

interface PostOptions {
  token?: string | null;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function post(
  { url, tokens, connections }: Load,
  parameters: object,
  { token = tokens.full, headers, signal }: PostOptions = {},
): Promise<string> {
  const { body, statusCode } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: JSON.stringify(parameters),
    dispatcher: connections,
    ...(signal && { signal }),
  });
  const text = await body.text();
  return /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? (statusCode === 200 ? 'OK' : `HTTP ${statusCode}`);
}
