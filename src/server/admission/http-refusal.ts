import type { ServerResponse } from 'node:http';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { RequestRecord } from '../request/request-record.ts';

/** Why a request is not looked into any further. */
export interface Refusal {
  status: number;
  code: ErrorCode;
  /** What is wrong, and what to do about it. */
  message: string;
  headers?: Record<string, string>;
  /** Beside the code, for programs. */
  extensions?: Record<string, unknown>;
}

/** Answers a request with the reason why it is refused, and notes it in the record. */
export function refuse(
  response: ServerResponse,
  record: RequestRecord,
  { status, code, message, headers, extensions }: Refusal,
): void {
  record.errorCodes.push(code);
  const error = { message, extensions: { code, ...extensions, requestId: record.requestId } };
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ errors: [error] }));
}
