import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/**
 * The path of a request, without a slash at its end. `request.url` becomes path and query, also for a target with scheme
 * and host, which RFC 9112 (section 3.2.2) requires servers to accept.
 */
export function pathOf(request: IncomingMessage): string {
  const { url = '' } = request;
  if (!url.startsWith('/') && URL.canParse(url)) {
    const { pathname, search } = new URL(url);
    request.url = pathname + search;
  }
  const [path = ''] = request.url?.split('?', 1) ?? [];
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

const jsonTypes = ['application/json', 'application/graphql-response+json'];

/**
 * True for a browser that opens an address, with any query: a shared link, a reload, the Back button. It prefers HTML to
 * the types of results.
 */
export function isPageRequest(request: IncomingMessage): boolean {
  const { method, headers } = request;
  if ((method !== 'GET' && method !== 'HEAD') || !headers.accept?.toLowerCase().includes('text/html')) return false;
  return new Negotiator(request).mediaType(['text/html', ...jsonTypes]) === 'text/html';
}
