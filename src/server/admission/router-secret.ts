import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request comes from a router that knows the secret, by its header `x-router-secret`. */
export type IsRouter = (headers: IncomingHttpHeaders) => boolean;

/** @param secret without one, nobody is a router */
export function createRouterCheck(secret: string | undefined): IsRouter {
  if (secret === undefined) return () => false;
  const expected = digest(secret);
  return ({ 'x-router-secret': given }) => typeof given === 'string' && timingSafeEqual(digest(given), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
