import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import type { HttpRefusal } from './http-refusal.ts';

/** Decides which web pages may send requests. */
export interface OriginPolicy {
  /** The refusal of a request from an origin that is not allowed; null if the origin is allowed. */
  check(request: IncomingMessage): HttpRefusal | null;
  /** Adds the CORS headers, and answers the request if it is a preflight. True if it is. */
  answerPreflight(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Allows requests from pages of this gateway, from pages of the allowed origins, and from other clients than browsers. */
export function createOriginPolicy(allowed: readonly string[]): OriginPolicy {
  const addCorsHeaders = cors({
    origin: [...allowed],
    methods: ['GET', 'POST'],
    exposedHeaders: [
      'x-request-id',
      'retry-after',
      'idempotent-replayed',
      'ratelimit',
      'ratelimit-policy',
      'server-timing',
    ],
    maxAge: 3600,
  });
  return {
    check: (request) => (isSameOrigin(request) || allowed.includes(request.headers.origin ?? '') ? null : refusal),
    answerPreflight: (request, response) => {
      if (allowed.length === 0) return false;
      let isPreflight = true;
      addCorsHeaders(request, response, () => {
        isPreflight = false;
      });
      return isPreflight;
    },
  };
}

/** Browsers send `Sec-Fetch-Site`; only older ones send `Origin` without it. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

const refusal: HttpRefusal = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  message: 'Requests from this origin are not allowed. The operator can allow it with CORS_ORIGINS.',
};
