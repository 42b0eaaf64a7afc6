import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { refuse } from '../../../src/server/admission/http-refusal.ts';
import type { RequestRecord } from '../../../src/server/request/request-record.ts';

test('a refusal is JSON with its code, its own extensions and headers, and the id of the request', () => {
  const written: unknown[] = [];
  const response = {
    writeHead: (...head: unknown[]) => {
      written.push(...head);
      return response;
    },
    end: (body: Buffer) => written.push(JSON.parse(body.toString()), body.length),
  };
  const record = { requestId: 'request 1', errorCodes: ['EARLIER'] };
  refuse(response as unknown as ServerResponse, record as unknown as RequestRecord, {
    status: 429,
    code: 'RATE_LIMITED',
    message: 'Later, please – 稍後.',
    headers: { 'retry-after': '7' },
    extensions: { retryAfterSeconds: 7 },
  });
  expect(record.errorCodes).toEqual(['EARLIER', 'RATE_LIMITED']);
  expect(written).toEqual([
    429,
    {
      'content-type': 'application/json; charset=utf-8',
      'content-length': written[3],
      'retry-after': '7',
    },
    {
      errors: [
        {
          message: 'Later, please – 稍後.',
          extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 7, requestId: 'request 1' },
        },
      ],
    },
    expect.any(Number),
  ]);
});
