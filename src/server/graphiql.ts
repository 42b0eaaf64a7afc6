import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { exampleQueries } from './example-queries.ts';

/** Everything the page may load comes from the page itself. */
const contentSecurityPolicy = [
  "default-src 'self' data: blob:",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  'worker-src blob: data:',
  'font-src data:',
  "frame-ancestors 'none'",
].join('; ');

interface Page {
  plain: Buffer;
  gzipped: Buffer;
  etag: string;
}

/** Serves GraphiQL as one self-contained page, made at the first request for it. */
export function createGraphiql(exampleValues: Readonly<Record<string, string>>) {
  let page: Promise<Page> | undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    page ??= renderPage(exampleValues);
    const { plain, gzipped, etag } = await page;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('cache-control', 'private, no-cache');
    response.setHeader('etag', etag);
    response.setHeader('vary', 'accept-encoding, accept');
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding']));
    if (takesGzip) response.setHeader('content-encoding', 'gzip');
    response.writeHead(200).end(takesGzip ? gzipped : plain);
  };
}

async function renderPage(exampleValues: Readonly<Record<string, string>>): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const authorization = `Bearer ${exampleValues.token ?? '<your access token>'}`;
  const headers = JSON.stringify({ authorization, 'x-debug': 'upstream' }, null, 2);
  const tabs = exampleQueries(exampleValues).map((tab) => ({ ...tab, headers }));
  // The page takes the first tab's variables from an option of its own, which its type does not list.
  const options = {
    title: 'Learning Gateway',
    headers,
    shouldPersistHeaders: false,
    defaultTabs: tabs,
    variables: tabs[0]?.variables,
  };
  const plain = Buffer.from(renderGraphiQL(options));
  const gzipped = await promisify(gzip)(plain);
  return { plain, gzipped, etag: `"${createHash('sha256').update(plain).digest('base64url')}"` };
}
