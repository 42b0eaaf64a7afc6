import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Fault } from './faults.ts';
import { sendError } from './responses.ts';

/** The body of an answer with a fault in it, for faults that concern the body. Others leave it as it is. */
export function addFaultToBody(body: unknown, fault: Fault | undefined): unknown {
  if (!fault || !('item' in fault || ['errorCode', 'warnings', 'dropField'].includes(fault.kind))) return body;
  const copy = structuredClone(body);
  const target = fault.kind === 'status' ? copy : faultyPart(copy, 'item' in fault ? fault.item : undefined);
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

function faultyPart(body: unknown, item: number | undefined): unknown {
  if (item === undefined) return Array.isArray(body) ? {} : body;
  const list = Array.isArray(body) ? body : Object.values(body as object).find(Array.isArray);
  return (list as unknown[] | undefined)?.[item];
}

/** Sends a faulty response. Returns false, and sends nothing, if the fault does not concern the sending. */
export function sendFaultyResponse(response: ServerResponse, json: string, fault: Fault): boolean {
  switch (fault.kind) {
    case 'status': {
      const { status, message = 'Fault injected by a test', retryAfterSeconds } = fault;
      if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
      sendError(response, status, message);
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
