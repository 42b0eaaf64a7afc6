import { request } from 'undici';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { exampleQueries } from '../../src/server/pages/example-queries.ts';

/** The outcomes of requests: how often each occurred, and the durations in milliseconds. */
export interface Outcomes {
  counts: Map<string, number>;
  durations: number[];
}

interface Load {
  url: string;
  tokens: { full: string; limited: string };
  /** Requests per second. */
  rate: number;
}

type Send = (load: Load) => Promise<string>;

/** Sends requests at a steady rate, independent of their outcomes, until it is stopped. */
export function startLoad(load: Load): { take(): Outcomes; stop(): Promise<void> } {
  const startedAt = performance.now();
  const inFlight = new Set<Promise<void>>();
  let outcomes: Outcomes = { counts: new Map(), durations: [] };
  let sent = 0;

  const sendOne = async (send: Send) => {
    const from = performance.now();
    const outcome = await send(load).catch((error: Error & { code?: string }) => error.code ?? error.name);
    outcomes.durations.push(performance.now() - from);
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
    },
  };
}

const tabs = exampleQueries(wellKnown);
const asTab =
  (index: number): Send =>
  ({ url, tokens }) => {
    const { query, variables } = tabs[index % tabs.length] ?? {};
    return post(url, { query, variables: JSON.parse(variables ?? '{}') }, tokens.full);
  };
const section = `{ section(id: "${wellKnown.sectionId}") { title enrollments(first: 50) { nodes { id user { id } } } } }`;

const deferred: Send = ({ url, tokens }) => {
  const query = `{ section(id: "${wellKnown.sectionId}") { title ... @defer { description enrollments { totalCount } } } }`;
  return post(url, { query }, tokens.full, { accept: 'multipart/mixed' });
};
const leaving: Send = ({ url, tokens }) => post(url, { query: section }, tokens.full, {}, AbortSignal.timeout(3));
const forbidden: Send = ({ url, tokens }) => post(url, { query: section }, tokens.limited);
const refused: Send = ({ url, tokens }) => post(url, { query: '{ nonsense }' }, tokens.full);
const unauthenticated: Send = ({ url }) => post(url, { query: section }, null);
const page: Send = async ({ url }) => {
  const { statusCode, body } = await request(url, { headers: { accept: 'text/html', 'accept-encoding': 'br' } });
  await body.dump();
  return `page ${statusCode}`;
};

/** The requests to send in turn: each tab of GraphiQL twice, including mutations, and requests that fail. */
const mix: readonly Send[] = [
  ...tabs.flatMap((_, index) => [asTab(index), asTab(index * 7)]),
  deferred,
  deferred,
  leaving,
  leaving,
  forbidden,
  refused,
  unauthenticated,
  page,
];

async function post(
  url: string,
  parameters: object,
  token: string | null,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<string> {
  const { body, statusCode } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: JSON.stringify(parameters),
    ...(signal && { signal }),
  });
  const text = await body.text();
  return /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? (statusCode === 200 ? 'OK' : `HTTP ${statusCode}`);
}
