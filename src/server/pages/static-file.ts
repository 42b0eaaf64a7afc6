import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { acceptedEncoding, type Encoding } from '../request/accepted-encoding.ts';

interface StaticFile {
  contentType: string;
  /** Given the content, so that the policy can have hashes of its scripts. */
  contentSecurityPolicy?: (content: string) => string;
  /** True if each version has its own URL, so that browsers need not revalidate. */
  isImmutable?: boolean;
  /** Called once, at the first request. */
  render: () => Promise<string>;
}

interface Rendered {
  plain: Buffer;
  etag: string;
  policy: string | undefined;
  compressed: Record<Encoding, Buffer>;
}

export type ServeFile = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves a file that does not change while the process runs: compressed, with an ETag. */
export function createStaticFile({ contentType, contentSecurityPolicy, isImmutable, render }: StaticFile): ServeFile {
  let file: Promise<Rendered> | undefined;
  return async (request, response) => {
    file ??= render().then(async (text) => ({ ...(await compress(text)), policy: contentSecurityPolicy?.(text) }));
    const { plain, etag, policy, compressed } = await file;
    response.setHeader('content-type', `${contentType}; charset=utf-8`);
    if (policy) response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'private, no-cache');
    response.setHeader('etag', etag);
    response.setHeader('vary', 'accept-encoding, accept');
    if (request.headers['if-none-match']?.includes(etag)) {
      response.writeHead(304).end();
      return;
    }
    const encoding = acceptedEncoding(request);
    const body = encoding ? compressed[encoding] : plain;
    if (encoding) response.setHeader('content-encoding', encoding);
    response.writeHead(200, { 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

async function compress(text: string): Promise<Omit<Rendered, 'policy'>> {
  const plain = Buffer.from(text);
  // For GraphiQL's nine megabytes, higher qualities take seconds and save little.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(plain, { params }), promisify(gzip)(plain)]);
  return {
    plain,
    etag: `"${createHash('sha256').update(plain).digest('base64url')}"`,
    compressed: { br, gzip: gzipped },
  };
}
