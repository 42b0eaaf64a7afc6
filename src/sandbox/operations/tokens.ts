import { randomUUID } from 'node:crypto';
import type { State } from '../world/state.ts';
import { wellKnown } from '../world/well-known.ts';

/** The caller that an access token stands for, and the organizations that it has access to. */
export interface Caller {
  label: 'full' | 'limited' | 'account' | 'anonymous';
  mayAccess(organizationId: string): boolean;
}

/** A caller without a valid token. */
export const anonymous: Caller = { label: 'anonymous', mayAccess: () => false };

/** Tokens for examples and tests: two valid ones and an expired one. */
export const demoTokens = {
  full: 'f0000000-0000-4000-8000-000000000001',
  limited: 'f0000000-0000-4000-8000-000000000002',
  expired: 'f0000000-0000-4000-8000-000000000003',
};

/** The account that Authenticate accepts; its tokens have access to everything. */
export const demoAccount = { username: 'gateway', password: 'not-a-secret-in-the-sandbox' };

/** The valid tokens: the demo tokens, and those that Authenticate issued. */
export interface Tokens {
  /** Null for an unknown or expired token. */
  callerOf(token: string, state: State): Caller | null;
  /** When an issued token expires, in the units of `Date.now()`; undefined for any other token. */
  expiresAt(token: string): number | undefined;
  /** Issues a token that is valid until then, in the units of `Date.now()`. */
  issue(expiresAt: number): string;
  /** Revokes all issued tokens. */
  revoke(): void;
}

export function createTokens(): Tokens {
  const issued = new Map<string, number>();
  return {
    callerOf: (token, state) => {
      if (token === demoTokens.full) return { label: 'full', mayAccess: () => true };
      if ((issued.get(token) ?? 0) > Date.now()) return { label: 'account', mayAccess: () => true };
      if (token !== demoTokens.limited) return null;
      const visible = state.within(wellKnown.limitedOrganizationId);
      return { label: 'limited', mayAccess: (organizationId) => visible.has(organizationId) };
    },
    expiresAt: (token) => issued.get(token),
    issue: (expiresAt) => {
      const token = randomUUID();
      issued.set(token, expiresAt);
      return token;
    },
    revoke: () => issued.clear(),
  };
}
