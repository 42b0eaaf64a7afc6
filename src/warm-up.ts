import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { loadConfig } from './config/config.ts';
import { startGateway } from './gateway.ts';
import { wireOperations, wireShapes } from './learning-api/contract/generated.ts';
import { exampleQueries, placeholderId } from './server/pages/example-queries.ts';
import { createLog } from './server/telemetry/log.ts';

/** How long the queries are executed, in milliseconds. */
const warmUpMs = 700;

const concurrency = 8;

/** Only a fault on 127.0.0.1 makes a request take as long, even on a busy machine. */
const timeoutMs = 10_000;

/** The only id in the made-up answers, so that all of them fit together. */
const id = '00000000-0000-4000-8000-000000000001';

/**
 * Executes GraphiQL's example queries, so that V8 has compiled the code of requests before the first one comes. They run on
 * a separate gateway, whose REST API is a server in this process: nothing is called, logged, counted or cached.
 *
 * @returns how many queries were executed
 */
export async function warmUp(): Promise<number> {
  const api = await startApi();
  const { port } = api.address() as AddressInfo;
  const config = loadConfig({
    NODE_ENV: 'production',
    LEARNING_API_URL: `http://127.0.0.1:${port}`,
    HOST: '127.0.0.1',
    PORT: '0',
    DEFAULT_ORGANIZATION_ID: id,
  });
  const log = createLog(config.LOG_LEVEL, { write: () => undefined });
  const gateway = await startGateway(config, { log, drainIdleMs: 0 });
  const timeouts = { connectTimeout: timeoutMs, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const callers = new Pool(new URL(gateway.url).origin, { connections: concurrency, ...timeouts });
  try {
    return await executeExamples(callers, performance.now() + warmUpMs);
  } finally {
    await callers.destroy();
    await gateway.close();
    api.close();
  }
}

async function executeExamples(callers: Pool, endsAt: number): Promise<number> {
  const bodies = exampleQueries({}).map(({ query, variables }) =>
    JSON.stringify({ query, variables: JSON.parse(variables.replaceAll(placeholderId, id)) }),
  );
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${id}` };
  let sent = 0;
  const execute = async () => {
    while (performance.now() < endsAt) {
      const body = bodies[sent++ % bodies.length] ?? '';
      const response = await callers.request({ path: '/graphql', method: 'POST', headers, body });
      const result = await response.body.text();
      if (response.statusCode !== 200 || result.startsWith('{"errors"')) throw new Error(result.slice(0, 1000));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, execute));
  return sent;
}

/** A REST API whose answers have made-up rows in the form of the contract. */
async function startApi(): Promise<Server> {
  const answers = new Map(
    Object.values(wireOperations).map(({ path, answer, isArray }) => [
      path as string,
      JSON.stringify(sampleOf(isArray ? `${answer}[]` : answer)),
    ]),
  );
  const server = createServer((request, response) => {
    const [path = ''] = request.url?.split('?', 1) ?? [];
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(answers.get(path));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** How many rows a list has. Every integer is equal to it: some are the length of a list. */
const listLength = 10;

const cells: Readonly<Record<string, unknown>> = {
  value: [],
  text: 'Text',
  integer: listLength,
  number: 1.5,
  boolean: true,
  id,
  ids: [id],
  date: '2026-01-01T00:00:00',
  ApiError: null,
};

/** A value of a kind of the contract. */
function sampleOf(kind: string): unknown {
  if (kind.endsWith('[]')) return Array.from({ length: listLength }, () => sampleOf(kind.slice(0, -'[]'.length)));
  if (kind in cells) return cells[kind];
  const fields: object = wireShapes[kind as keyof typeof wireShapes] ?? {};
  return Object.fromEntries(Object.entries(fields).map(([name, [, ofField]]) => [name, sampleOf(ofField)]));
}
