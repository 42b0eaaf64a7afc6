import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import type { Refusal } from './http-refusal.ts';

/** Which web pages may ask. */
export interface OriginPolicy {
  /** Why a request is refused by where it comes from; null where it is not. */
  refusalOf(request: IncomingMessage): Refusal | null;
  /** Tells a browser that a page may read the answer. True where the browser asked for no more than that. */
  answerPreflight(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Lets in what browsers send for pages of this gateway and of the allowed origins, and whatever is no browser. */
export function createOriginPolicy(allowed: readonly string[]): OriginPolicy {
  const tellBrowser = cors({
    origin: [...allowed],
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 3600,
  });
  return {
    refusalOf: (request) => (isOurOwn(request) || allowed.includes(request.headers.origin ?? '') ? null : refusal),
    answerPreflight: (request, response) => {
      if (allowed.length === 0) return false;
      let isPreflight = true;
      tellBrowser(request, response, () => {
        isPreflight = false;
      });
      return isPreflight;
    },
  };
}

/** Browsers tell what a request is by `Sec-Fetch-Site`; older ones, and only they, by `Origin` alone. */
function isOurOwn({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

const refusal: Refusal = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  message: 'Pages of this origin may not ask here. The operator can allow it by CORS_ORIGINS.',
};
