import { randomUUID } from 'node:crypto';
import type { Caller } from '../operations/operation.ts';
import { wellKnown } from '../world/generate-world.ts';
import type { State } from '../world/state.ts';

/** The tokens that the sandbox knows, and one that it knows to be no longer good. */
export const demoTokens = {
  full: 'f0000000-0000-4000-8000-000000000001',
  limited: 'f0000000-0000-4000-8000-000000000002',
  expired: 'f0000000-0000-4000-8000-000000000003',
};

/** The account that Authenticate knows; its tokens see everything. */
export const demoAccount = { username: 'gateway', password: 'not-a-secret-in-the-sandbox' };

/** Who asks with which token: the demo tokens, and those that Authenticate gave. */
export interface Tokens {
  /** null for a token that is unknown, or not good any more. */
  callerOf(token: string, state: State): Caller | null;
  /** When a token expires, as of `Date.now()`; undefined for one that was not given here. */
  expiresAt(token: string): number | undefined;
  /** A new token that is good until then, as of `Date.now()`. */
  give(expiresAt: number): string;
  /** Ends all tokens that were given. */
  revoke(): void;
}

/** No tokens given yet. */
export function createTokens(): Tokens {
  const given = new Map<string, number>();
  return {
    callerOf: (token, state) => {
      if (token === demoTokens.full) return { label: 'full', mayIn: () => true };
      if ((given.get(token) ?? 0) > Date.now()) return { label: 'account', mayIn: () => true };
      if (token !== demoTokens.limited) return null;
      const visible = state.within(wellKnown.limitedOrganizationId);
      return { label: 'limited', mayIn: (organizationId) => visible.has(organizationId) };
    },
    expiresAt: (token) => given.get(token),
    give: (expiresAt) => {
      const token = randomUUID();
      given.set(token, expiresAt);
      return token;
    },
    revoke: () => given.clear(),
  };
}
