import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Returns a check whether a request sends the router secret in the header `x-router-secret`.
 *
 * @param secret if undefined, no request passes
 */
export function createRouterSecretCheck(secret: string | undefined): (headers: IncomingHttpHeaders) => boolean {
  if (secret === undefined) return () => false;
  const expected = digest(secret);
  return ({ 'x-router-secret': sent }) => typeof sent === 'string' && timingSafeEqual(digest(sent), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
