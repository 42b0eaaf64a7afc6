import { type Sandbox, wellKnown } from '../../../src/sandbox/http/server.ts';
import type { ServerLimits } from '../../../src/server/http/server.ts';
import type { OperationRequest } from '../corpus/operation-request.ts';
import { startHarness } from '../harness.ts';
import { renamed } from './calls.ts';
import { renameIds } from './ids.ts';
import { type AnswerOrder, type Call, type Recording, startRecorder } from './recorder.ts';

/** A query or mutation. */
export type Request = Pick<OperationRequest, 'title' | 'parameters' | 'headers'>;

/** What to change in the answers, in the ids of the sandbox. */
export interface AnswerChange {
  /** The text of a request, as the REST API gets it. */
  request?(text: string): string;
  /** The body of an answer, as the gateway gets it. */
  answer(body: string, call: Call): string;
}

interface RunOptions {
  /** True if the gateway has met every id of the query before. */
  isWarm: boolean;
  /** True to send the ids of the sandbox. They appear in cursors, where they cannot be translated back. */
  keepsIds?: boolean;
  change?: AnswerChange;
  /** Answers one call after the other. Without it, calls are answered in rounds. */
  order?: AnswerOrder;
}

/** A gateway whose calls are answered in rounds. */
export interface RoundsHarness {
  sandbox: Sandbox;
  /** Sends a request, and gives its response and its calls by round. */
  run(request: Request, options: RunOptions): Promise<Recording<string>>;
  close(): Promise<void>;
}

/** All calls of a query may be in flight at once, so that no limit adds a round. */
const unlimited = { UPSTREAM_CONCURRENCY: '10000', UPSTREAM_CONCURRENCY_PER_REQUEST: '10000' };

export async function startRoundsHarness(limits: ServerLimits = {}): Promise<RoundsHarness> {
  const recorder = await startRecorder();
  const { api, sandbox, url, close } = await startHarness({
    config: { ...unlimited, CACHE: 'off', LEARNING_API_URL: recorder.url },
    ...limits,
  });
  recorder.connect(sandbox.url, api);
  let lastKey = 0;

  async function send({ parameters, headers }: Request, key: number): Promise<string> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${sandbox.tokens.full}`,
        'x-organization-id': renameIds(wellKnown.organizationId, key),
        ...headers,
      },
      body: renameIds(JSON.stringify(parameters), key),
    });
    return response.text();
  }

  return {
    sandbox,
    run: async (request, { isWarm, keepsIds = false, change, order }) => {
      // Every run has ids of its own, so that the gateway has met none of them before.
      lastKey += 0x01_00_01;
      const key = keepsIds ? 0 : lastKey;
      const runOnce = (changed: AnswerChange | undefined) => {
        // It generates a new world only if a write changed it.
        sandbox.reset();
        const translation = {
          request: (text: string) => {
            const real = renameIdsOfCall(text, key);
            return changed?.request?.(real) ?? real;
          },
          answer: (body: string, call: Call) => {
            const real = changed?.answer(body, renamed(call, key)) ?? body;
            return renameIds(real, key);
          },
        };
        return recorder.record(() => send(request, key), translation, order);
      };
      if (isWarm) await runOnce(undefined);
      const { result, calls, laterCalls, rounds } = await runOnce(change);
      const renamedAll = (all: typeof calls) => all.map((call) => renamed(call, key));
      return {
        result: renameIds(result, key),
        calls: renamedAll(calls),
        laterCalls: renamedAll(laterCalls),
        rounds,
      };
    },
    close: async () => {
      await close();
      await recorder.close();
    },
  };
}

/** Renames the ids of a call, but for its token. */
function renameIdsOfCall(text: string, key: number): string {
  const [before = '', token = '', after = ''] = text.split(/(access_token=[\da-f-]+)/);
  return `${renameIds(before, key)}${token}${renameIds(after, key)}`;
}
