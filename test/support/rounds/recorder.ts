import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { LearningApi } from '../../../src/learning-api/client.ts';
import { listIn } from './answers.ts';

/** A call as the gateway makes it. */
export interface Call {
  operation: string;
  /** Query and body parameters, without the token. */
  parameters: Record<string, unknown>;
}

/** A call with its answer. */
export interface RecordedCall extends Call {
  method: string;
  /** What follows the origin of the REST API, without the token. */
  path: string;
  /** The body of the request. Empty if it has none. */
  text: string;
  /** The round that it belongs to, from 1. */
  round: number;
  status: number;
  /** The headers that describe the answer. */
  headers: Record<string, string>;
  /** The body of the answer. */
  answer: string;
}

export interface Recording<Result> {
  result: Result;
  /** The calls that left before the response, in the order of their rounds. */
  calls: readonly RecordedCall[];
  /** The calls that left later. */
  laterCalls: readonly RecordedCall[];
  rounds: number;
}

/** What to change between the gateway and the REST API. */
export interface Change {
  /** The text of a request, as the REST API gets it. */
  request?(text: string): string;
  /** The body of an answer, as the gateway gets it. */
  answer?(body: string, call: Call): string;
}

/** Chooses which of the calls that wait for their answers gets its answer next. */
export type AnswerOrder = (waiting: readonly Call[]) => number;

/** A server between a gateway and the REST API that answers in rounds. */
export interface Recorder {
  url: string;
  /** Where the calls go, and the client of the gateway that makes them. */
  connect(target: string, client: LearningApi): void;
  /**
   * Records the calls of one request. One request at a time.
   *
   * @param order has each round end with the answer of one call. Without it, a round ends with all answers
   */
  record<Result>(send: () => Promise<Result>, change: Change, order?: AnswerOrder): Promise<Recording<Result>>;
  close(): Promise<void>;
}

/** Turns of the event loop without a new call, after which the gateway has nothing left to do. */
const idleTurns = 20;

/**
 * Counts rounds without a clock: it holds the answers until all calls of the gateway wait here and the event loop, which
 * is that of the gateway too, has nothing left to do. Then it releases them together. That is one round.
 */
export async function startRecorder(): Promise<Recorder> {
  let target = '';
  let client: LearningApi | null = null;
  let change: Change = {};
  let order: AnswerOrder | undefined;
  let calls: RecordedCall[] = [];
  const held: { call: Call; release(): void }[] = [];
  let rounds = 0;

  const server = createServer(async (request, response) => {
    const { url, text, parameters } = await readRequest(request);
    const operation = url.slice(0, url.indexOf('?')).replace(/^.*\//, '');
    const call = { operation, parameters };
    const translated = change.request ?? ((unchanged: string) => unchanged);
    const forwarded = await fetch(new URL(translated(url), target), {
      method: request.method ?? 'GET',
      ...(text !== '' && { headers: { 'content-type': 'application/json' }, body: translated(text) }),
    });
    const body = await forwarded.text();
    const answer = forwarded.ok && change.answer ? change.answer(body, call) : body;
    const { status } = forwarded;
    const headers = headersOf(forwarded, listIn(answer)?.length === listIn(body)?.length);
    const method = request.method ?? 'GET';
    const path = url.replace(/[?&]access_token=[^&]*/, '');
    calls.push({ ...call, method, path, text, round: rounds + 1, status, headers, answer });
    await new Promise<void>((release) => {
      held.push({ call, release });
    });
    response.writeHead(status, headers).end(answer);
  });

  /** Releases the held answers whenever the gateway waits for nothing else, until the request is over. */
  async function releaseInRounds(isOver: () => boolean): Promise<void> {
    let idle = 0;
    while (!isOver() || client?.state().inFlight !== 0) {
      await setImmediate();
      const { inFlight = 0, queued = 0 } = client?.state() ?? {};
      idle = held.length > 0 && held.length === inFlight && queued === 0 ? idle + 1 : 0;
      if (idle < idleTurns) continue;
      idle = 0;
      rounds += 1;
      const released = order ? held.splice(order(held.map(({ call }) => call)), 1) : held.splice(0);
      for (const { release } of released) release();
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connect: (to, from) => {
      target = to;
      client = from;
    },
    record: async (send, changed, chosen) => {
      change = changed;
      order = chosen;
      calls = [];
      rounds = 0;
      let roundsAtEnd: number | null = null;
      const result = send().finally(() => {
        roundsAtEnd = rounds;
      });
      await releaseInRounds(() => roundsAtEnd !== null);
      const used = roundsAtEnd ?? rounds;
      const [inTime, later] = [calls.filter(({ round }) => round <= used), calls.filter(({ round }) => round > used)];
      return { result: await result, rounds: used, calls: inTime, laterCalls: later };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The headers that describe the answer. The total of a list is left out if the list has another length. */
function headersOf({ headers }: Response, isWhole: boolean): Record<string, string> {
  const names = ['content-type', 'x-per-page', 'x-page', ...(isWhole ? ['x-total-count'] : [])];
  return Object.fromEntries(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));
}

async function readRequest(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { url = '' } = request;
  const { access_token: _, ...query } = Object.fromEntries(new URL(url, 'http://proxy').searchParams);
  const parameters: Record<string, unknown> = { ...query, ...(text !== '' && JSON.parse(text)) };
  return { url, text, parameters };
}
