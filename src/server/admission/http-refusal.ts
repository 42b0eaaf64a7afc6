import type { ServerResponse } from 'node:http';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { RequestRecord } from '../request/request-record.ts';

/** Why a request is refused before its body is read. */
export interface HttpRefusal {
  status: number;
  code: ErrorCode;
  /** The problem, then what to do. */
  message: string;
  headers?: Record<string, string>;
  /** Added to the extensions of the error, for programs. */
  extensions?: Record<string, unknown>;
}

/** Answers a request with a refusal, and records its code. */
export function refuse(
  response: ServerResponse,
  record: RequestRecord,
  { status, code, message, headers, extensions }: HttpRefusal,
): void {
  record.errorCodes.push(code);
  const error = { message, extensions: { code, ...extensions, requestId: record.requestId } };
  const body = Buffer.from(JSON.stringify({ errors: [error] }));
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      ...headers,
    })
    .end(body);
}
