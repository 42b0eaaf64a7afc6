import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

interface StaticFile {
  contentType: string;
  /** What a page may load, run and be shown in. */
  contentSecurityPolicy?: string;
  /** Whether every version has an address of its own, so that browsers need not ask again. */
  isImmutable?: boolean;
  /** Makes the file; called once, at the first request for it. */
  render: () => Promise<string>;
}

interface Rendered {
  plain: Buffer;
  etag: string;
  packed: Record<'br' | 'gzip', Buffer>;
}

export type ServeFile = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves one file that stays the same while the process lives: compressed, and only to those who do not have it yet. */
export function createStaticFile({ contentType, contentSecurityPolicy, isImmutable, render }: StaticFile): ServeFile {
  let file: Promise<Rendered> | undefined;
  return async (request, response) => {
    file ??= render().then(pack);
    const { plain, etag, packed } = await file;
    response.setHeader('content-type', `${contentType}; charset=utf-8`);
    if (contentSecurityPolicy) response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'private, no-cache');
    response.setHeader('etag', etag);
    response.setHeader('vary', 'accept-encoding, accept');
    if (request.headers['if-none-match']?.includes(etag)) {
      response.writeHead(304).end();
      return;
    }
    const encoding = encodingFor(request);
    const body = encoding ? packed[encoding] : plain;
    if (encoding) response.setHeader('content-encoding', encoding);
    response.writeHead(200, { 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

async function pack(text: string): Promise<Rendered> {
  const plain = Buffer.from(text);
  // Of the nine megabytes of GraphiQL, higher qualities save little more and take seconds.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(plain, { params }), promisify(gzip)(plain)]);
  return { plain, etag: `"${createHash('sha256').update(plain).digest('base64url')}"`, packed: { br, gzip: gzipped } };
}

function encodingFor({ headers }: IncomingMessage): 'br' | 'gzip' | null {
  const accepted = String(headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}
