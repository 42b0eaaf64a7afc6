import { LRUCache } from 'lru-cache';

/**
 * Remembers, for all requests, which enrollments belong to a descendant of the organization that they were looked up in:
 * a search in the organization does not find them, so it would be a call and a round trip for nothing. Holds only ids.
 */
export interface SeenEnrollments {
  isBelow(key: string): boolean;
  addBelow(key: string): void;
}

export const maxSeenEnrollments = 10_000;

export function createSeenEnrollments(): SeenEnrollments {
  const below = new LRUCache<string, true>({ max: maxSeenEnrollments });
  return {
    isBelow: (key) => below.has(key),
    addBelow: (key) => {
      below.set(key, true);
    },
  };
}
