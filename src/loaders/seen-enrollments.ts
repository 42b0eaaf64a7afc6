import { LRUCache } from 'lru-cache';

/**
 * Remembers, for all requests, which enrollments belong to a descendant of the organization that they were looked up in:
 * a search in the organization does not find them, so it would be a call and a round trip for nothing. Also remembers the
 * organizations whose last search found nothing else. Holds only ids.
 */
export interface SeenEnrollments {
  isBelow(key: string): boolean;
  addBelow(key: string): void;
  /** True if the last search in an organization found none of the enrollments that its descendants have. */
  areAllBelow(organizationId: string): boolean;
  setAllBelow(organizationId: string, areAllBelow: boolean): void;
}

export const maxSeenEnrollments = 10_000;

export function createSeenEnrollments(): SeenEnrollments {
  const below = new LRUCache<string, true>({ max: maxSeenEnrollments });
  const organizations = new LRUCache<string, true>({ max: maxSeenEnrollments });
  return {
    isBelow: (key) => below.has(key),
    addBelow: (key) => {
      below.set(key, true);
    },
    areAllBelow: (organizationId) => organizations.has(organizationId),
    setAllBelow: (organizationId, areAllBelow) => {
      if (areAllBelow) organizations.set(organizationId, true);
      else organizations.delete(organizationId);
    },
  };
}
