import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** A content coding that can be decoded. */
export type ContentCoding = keyof typeof decoders;

/** The coding that the header `Content-Encoding` names. Null for none, undefined for one that cannot be decoded. */
export function codingIn(header: string | undefined): ContentCoding | null | undefined {
  const coding = header?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return null;
  return Object.hasOwn(decoders, coding) ? (coding as ContentCoding) : undefined;
}

/**
 * Decodes a body. Rejects if it is not in this coding, and with the code ERR_BUFFER_TOO_LARGE if it is larger than
 * allowed.
 *
 * @param maxBytes maximum size of the decoded body
 */
export function decode(body: Buffer, coding: ContentCoding, maxBytes: number): Promise<Buffer> {
  return decoders[coding](body, { maxOutputLength: maxBytes });
}

/** The charset that the header `Content-Type` names. `utf-8` if it names none. */
export function charsetIn(header: string | undefined): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(header ?? '')?.[1] ?? 'utf-8';
  return /^utf-?8$/i.test(charset) ? 'utf-8' : charset;
}
