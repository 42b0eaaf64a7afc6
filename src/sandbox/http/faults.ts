import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Something that goes wrong with an answer. */
export type FaultKind =
  /** An HTTP status, with an error envelope. */
  | { kind: 'status'; status: number; message?: string; retryAfterSeconds?: number }
  /** An error code inside a 200: on the whole answer, or on one item of its list. */
  | { kind: 'errorCode'; code: number; message?: string; item?: number }
  | { kind: 'warnings'; messages: string[]; item?: number }
  /** A field missing from one item of the list, or from the answer. */
  | { kind: 'dropField'; field: string; item?: number }
  | { kind: 'malformed' | 'truncated' | 'empty' | 'html' | 'bom' | 'redirect' | 'wrongType' }
  /** Compressed bytes that unpack to this many. */
  | { kind: 'gzipBomb'; bytes: number }
  /** The connection cut before or after the headers. The call has been carried out by then. */
  | { kind: 'resetBefore' | 'resetAfter' }
  /** No answer, ever; or one that comes a byte at a time. */
  | { kind: 'hang' | 'drip' };

/** When it goes wrong: for which operation, parameters and token, and how often; everything left out means any. */
export type Fault = FaultKind & {
  operation?: string;
  parameters?: Record<string, unknown>;
  token?: 'full' | 'limited' | 'account';
  times?: number;
};

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The fault that is to befall this call, if any. */
  find(call: {
    operation: string;
    parameters: Readonly<Record<string, unknown>>;
    caller: string | null;
  }): Fault | undefined;
  /** Counts a fault that has befallen a call. */
  spend(fault: Fault): void;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults.push({ ...fault });
    },
    clear: () => {
      faults = [];
    },
    list: () => faults,
    find: ({ operation, parameters, caller }) =>
      faults.find(
        (candidate) =>
          (candidate.operation ?? operation) === operation &&
          (candidate.token ?? caller) === caller &&
          Object.entries(candidate.parameters ?? {}).every(
            ([name, value]) => JSON.stringify(parameters[name]) === JSON.stringify(value),
          ),
      ),
    spend: (fault) => {
      if (fault.times === undefined) return;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
    },
  };
}

/** The answer's body with the fault in it, for the faults that sit inside a body. */
export function spoilBody(body: unknown, fault: Fault | undefined): unknown {
  if (!fault || !('item' in fault || ['errorCode', 'warnings', 'dropField'].includes(fault.kind))) return body;
  const copy = structuredClone(body);
  const target = fault.kind === 'status' ? copy : spoiled(copy, 'item' in fault ? fault.item : undefined);
  if (typeof target !== 'object' || target === null) return copy;
  const fields = target as Record<string, unknown>;
  if (fault.kind === 'dropField') delete fields[fault.field];
  if (fault.kind === 'warnings') fields.api_error_entity = { error_code: 0, warning_messages: fault.messages };
  if (fault.kind === 'errorCode') {
    fields.api_error_entity = {
      error_code: fault.code,
      error_message: fault.message ?? 'Something went wrong',
      warning_messages: [],
    };
    if (Array.isArray(copy) && fault.item === undefined) return { api_error_entity: fields.api_error_entity };
  }
  return copy;
}

function spoiled(body: unknown, item: number | undefined): unknown {
  if (item === undefined) return Array.isArray(body) ? {} : body;
  const list = Array.isArray(body) ? body : Object.values(body as object).find(Array.isArray);
  return (list as unknown[] | undefined)?.[item];
}

/** Sends the answer the wrong way; gives false where the fault does not concern the sending. */
export function sendWrongly(response: ServerResponse, json: string, fault: Fault): boolean {
  switch (fault.kind) {
    case 'status': {
      const { status, message = 'Refused on request', retryAfterSeconds } = fault;
      if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
      const envelope = { api_error_entity: { error_code: 1, error_message: message, warning_messages: [] } };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(envelope));
      return true;
    }
    case 'malformed':
      response.writeHead(200, { 'content-type': 'application/json' }).end(`${json.slice(0, -1)},,`);
      return true;
    case 'truncated':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) });
      response.write(json.slice(0, Math.max(1, json.length - 5)), () => response.destroy());
      return true;
    case 'empty':
      response.writeHead(200, { 'content-type': 'application/json' }).end();
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Down for maintenance</body></html>');
      return true;
    case 'bom':
      response.writeHead(200, { 'content-type': 'application/json' }).end(`\uFEFF${json}`);
      return true;
    case 'redirect':
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      return true;
    case 'wrongType':
      response.writeHead(200, { 'content-type': 'text/plain' }).end(json);
      return true;
    case 'gzipBomb': {
      const bomb = gzipSync(Buffer.alloc(fault.bytes, ' '));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
      return true;
    }
    case 'resetBefore':
      response.socket?.resetAndDestroy();
      return true;
    case 'resetAfter':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) + 1 });
      response.write(json.slice(0, 1), () => response.socket?.resetAndDestroy());
      return true;
    case 'hang':
      return true;
    case 'drip':
      response.writeHead(200, { 'content-type': 'application/json' });
      drip(response, json);
      return true;
    default:
      return false;
  }
}

function drip(response: ServerResponse, json: string): void {
  let position = 0;
  const timer = setInterval(() => {
    response.write(json[position % json.length] ?? ' ');
    position += 1;
  }, 20);
  response.once('close', () => clearInterval(timer));
}
