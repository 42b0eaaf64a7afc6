import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { assignmentOperations } from '../operations/assignments.ts';
import { authenticationOperations } from '../operations/authentication.ts';
import { catalogOperations } from '../operations/catalogs.ts';
import { customFieldOperations } from '../operations/custom-fields.ts';
import { enrollmentOperations } from '../operations/enrollments.ts';
import { nobody, type OperationAnswer, Refusal } from '../operations/operation.ts';
import { organizationOperations } from '../operations/organizations.ts';
import { syllabusOperations } from '../operations/syllabi.ts';
import { wellKnown } from '../world/generate-world.ts';
import { dress } from '../world/imperfections.ts';
import { createState } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { type ContractOperation, loadContract } from './contract.ts';
import { answerControl } from './control.ts';
import { parseJson } from './control-input.ts';
import { createFaults, type Fault, type Faults, sendWrongly, spoilBody } from './faults.ts';
import { createTokens, demoAccount, demoTokens } from './tokens.ts';

export type { Fault } from './faults.ts';
export { demoAccount, demoTokens, wellKnown };

export interface SandboxOptions {
  /** Port to listen on; 0 takes a free one. */
  port?: number;
  host?: string;
  /** The same seed makes the same world. */
  seed?: number;
}

/** How the sandbox answers; can be changed while it runs. */
export interface Behaviour {
  /** Milliseconds before every answer, and instead of that before the answers of single operations. */
  latencyMs: number;
  latencyMsByOperation: Record<string, number>;
  /** Up to this many milliseconds more, another number for every call. */
  latencyJitterMs: number;
  /** Which of X-Total-Count, X-Per-Page and X-Page lists carry. */
  pageHeaders: 'all' | 'total' | 'perPage' | 'none';
  /** The most items a page holds, whatever is asked for. */
  maxPerPage: number;
  /** What GetSections does with sections that the caller may not see; what the real API does is unknown. */
  forbiddenSections: 'refuse' | 'drop';
  /** How long the tokens are good that Authenticate gives. */
  tokenLifeSeconds: number;
  /** What a token that is not good is answered with; what the real API does is unknown. */
  refusedTokenStatus: 401 | 403;
}

/** One call that the sandbox was asked. */
export interface Call {
  operation: string;
  method: string;
  /** Query and body parameters; never the token, nor a password. */
  parameters: Record<string, unknown>;
  /** Whose token it came with; null for a token that it does not know. */
  caller: string | null;
  /** null while it is being answered, and when it never was. */
  status: number | null;
}

/** Answers an operation in place of the sandbox; undefined leaves it to the sandbox. */
export type Override = (parameters: Record<string, unknown>) => { status?: number; body: unknown } | undefined;

export interface Sandbox {
  url: string;
  tokens: typeof demoTokens;
  /** Everything that it knows, as it is now. */
  readonly world: World;
  /** What it was asked since the start or the last clearing. */
  calls(): readonly Call[];
  clearCalls(): void;
  /** Answers of its own that break the contract: none, or it is a fault of the sandbox. */
  violations(): readonly string[];
  faults: Faults;
  addFault(fault: Fault): void;
  behaviour: Behaviour;
  behave(change: Partial<Behaviour>): void;
  /** Has a function answer an operation; null gives it back to the sandbox. */
  override(operation: string, answer: Override | null): void;
  /** Ends the tokens that Authenticate gave, as the real API may do at any time. */
  revokeTokens(): void;
  /** The world as at the start, no faults, no calls, normal behaviour; tokens that were given stay good. */
  reset(): void;
  close(): Promise<void>;
}

const writes = new Set(['CreateEnrollment', 'DropEnrollment', 'DeleteEnrollment', 'SetCustomEnrollmentFieldValues']);
const normalBehaviour: Behaviour = {
  latencyMs: 0,
  latencyMsByOperation: {},
  latencyJitterMs: 0,
  pageHeaders: 'all',
  maxPerPage: 1000,
  forbiddenSections: 'refuse',
  tokenLifeSeconds: 3600,
  refusedTokenStatus: 401,
};
const operations = {
  ...enrollmentOperations,
  ...syllabusOperations,
  ...assignmentOperations,
  ...catalogOperations,
  ...organizationOperations,
  ...customFieldOperations,
  ...authenticationOperations,
};

/** Starts a LearningApi with made-up data, over real HTTP. */
export async function startSandbox({ port = 0, host = '127.0.0.1', seed = 1 }: SandboxOptions = {}): Promise<Sandbox> {
  const contract = loadContract();
  const byPath = new Map([...contract.operations.values()].map((operation) => [operation.path, operation]));
  const faults = createFaults();
  const tokens = createTokens();
  const overrides = new Map<string, Override>();
  const violations: string[] = [];
  let state = createState(seed);
  let isChanged = false;
  let calls: Call[] = [];
  let behaviour = { ...normalBehaviour };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      violations.push(error.stack ?? error.message);
      if (!response.headersSent) sendError(response, 500, error.message);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const text = await readBody(request);
    if (url.pathname.startsWith('/_sandbox/'))
      return answerControl(sandbox, request.method ?? '', url.pathname, text, response);
    const operation = byPath.get(url.pathname);
    if (!operation || operation.method !== request.method) return sendError(response, 404, 'No such operation');
    const query = queryOf(url, operation);
    const body = text === '' ? undefined : withoutNulls(parseJson(text));
    const { access_token: token, ...parameters } = { ...query, ...(isObject(body) ? body : {}) };
    const caller = tokens.callerOf(String(token), state);
    const call: Call = {
      operation: operation.name,
      method: operation.method,
      parameters: withoutPassword(parameters),
      caller: caller?.label ?? null,
      status: null,
    };
    calls.push(call);
    response.once('finish', () => {
      call.status = response.statusCode;
    });

    const jitter = Math.random() * behaviour.latencyJitterMs;
    const latency = (behaviour.latencyMsByOperation[operation.name] ?? behaviour.latencyMs) + jitter;
    if (latency > 0) await delay(latency);
    const override = overrides.get(operation.name)?.(parameters);
    if (override) return sendJson(response, override.status ?? 200, override.body);
    const problems = operation.requestProblems(query, body);
    if (operation.needsToken && !caller)
      return sendError(response, behaviour.refusedTokenStatus, 'The access token is not valid');
    if (problems.length > 0) return sendError(response, 422, problems.join('; '));
    const fault = faults.find(call);
    if (fault?.kind === 'status') {
      faults.spend(fault);
      sendWrongly(response, '', fault);
      return;
    }
    isChanged ||= writes.has(operation.name);
    try {
      const answered = operations[operation.name]?.({
        parameters,
        token: String(token),
        caller: caller ?? nobody,
        state,
        tokens,
        options: behaviour,
      });
      if (!answered) return sendError(response, 501, 'Not served here');
      respond(response, operation, answered, parameters, fault);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendError(response, error.status, error.message);
    }
  }

  function respond(
    response: ServerResponse,
    operation: ContractOperation,
    answered: OperationAnswer,
    parameters: Record<string, unknown>,
    fault: Fault | undefined,
  ): void {
    const { body, headers } = 'one' in answered ? { body: answered.one, headers: {} } : paged(answered, parameters);
    const dressed = dress(contract, operation.answer, body);
    const problems = operation.answerProblems(dressed);
    violations.push(...problems.map((problem) => `${operation.name}: ${problem}`));
    if (problems.length > 0) {
      sendError(response, 500, problems.join('; '));
      return;
    }
    const json = JSON.stringify(spoilBody(dressed, fault));
    if (fault) {
      const isSentWrongly = sendWrongly(response, json, fault);
      if (isSentWrongly || json !== JSON.stringify(dressed)) faults.spend(fault);
      if (isSentWrongly) return;
    }
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(json);
  }

  function paged(answered: Exclude<OperationAnswer, { one: unknown }>, parameters: Record<string, unknown>) {
    const { list, field, totalsInBody, isPaged } = answered;
    const paging = isObject(parameters.paging) ? parameters.paging : parameters;
    const perPage = Math.min(clampPerPage(paging.per_page ?? paging.paer_page), behaviour.maxPerPage);
    const page = Math.max(1, Number(paging.page ?? 1));
    const items = isPaged ? list.slice((page - 1) * perPage, page * perPage) : list;
    const totals = { page, page_size: perPage, total_count: list.length };
    return {
      body: field ? { [field]: items, ...(totalsInBody && totals) } : items,
      headers: isPaged ? pageHeaders(page, perPage, list.length) : {},
    };
  }

  function pageHeaders(page: number, perPage: number, total: number): Record<string, string> {
    const { pageHeaders: kind } = behaviour;
    return {
      ...((kind === 'all' || kind === 'total') && { 'x-total-count': String(total) }),
      ...((kind === 'all' || kind === 'perPage') && { 'x-per-page': String(perPage) }),
      ...(kind === 'all' && { 'x-page': String(page) }),
    };
  }

  const sandbox: Sandbox = {
    url: '',
    tokens: demoTokens,
    get world() {
      // Whoever looks may also change what they see.
      isChanged = true;
      return state.world;
    },
    calls: () => calls,
    clearCalls: () => {
      calls = [];
    },
    violations: () => violations,
    faults,
    addFault: (fault) => faults.add(fault),
    revokeTokens: () => tokens.revoke(),
    get behaviour() {
      return behaviour;
    },
    behave: (change) => {
      behaviour = { ...behaviour, ...change };
    },
    override: (operation, override) => {
      if (override) overrides.set(operation, override);
      else overrides.delete(operation);
    },
    reset: () => {
      if (isChanged) state = createState(seed);
      isChanged = false;
      calls = [];
      behaviour = { ...normalBehaviour };
      faults.clear();
      overrides.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  sandbox.url = `http://${reachable(host)}:${(server.address() as AddressInfo).port}`;
  return sandbox;
}

/** Where this machine reaches a server that listens on an address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host;
}

function queryOf(url: URL, operation: ContractOperation): Record<string, unknown> {
  return Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [
      name,
      operation.numbers.has(name) && /^-?\d+$/.test(value) ? Number(value) : value,
    ]),
  );
}

function clampPerPage(value: unknown): number {
  const asked = Number(value ?? 0);
  return asked < 1 ? 30 : Math.min(asked, 1000);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** The body without what is null: that counts as not given. */
function withoutNulls(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

function withoutPassword({ password: _, ...parameters }: Record<string, unknown>): Record<string, unknown> {
  return parameters;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { api_error_entity: { error_code: 1, error_message: message, warning_messages: [] } });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
