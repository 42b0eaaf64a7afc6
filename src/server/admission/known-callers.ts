import { LRUCache } from 'lru-cache';
import type { AnonymousIdentity, Identity } from './identity.ts';

/** Maximum number of callers who are known. */
export const maxKnownCallers = 10_000;

/**
 * The callers for whom the LearningApi has answered a call. Time is shared between callers, and anyone can invent tokens:
 * all callers who are not known count as one.
 */
export interface KnownCallers {
  add(identity: Identity): void;
  /** The name under which a caller has a share. */
  nameOf(identity: Identity | AnonymousIdentity): string;
}

export function createKnownCallers(): KnownCallers {
  const owners = new LRUCache<string, true>({ max: maxKnownCallers });
  return {
    add: ({ credentials }) => {
      owners.set(credentials.owner, true);
    },
    nameOf: (identity) =>
      identity.caller !== null && owners.has(identity.credentials.owner) ? identity.credentials.owner : 'unknown',
  };
}
