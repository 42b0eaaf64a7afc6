import { LRUCache } from 'lru-cache';

/**
 * Remembers, for all requests, which syllabi are sections: a syllabus never changes its kind. Allows speculation: a
 * syllabus that was a section before is loaded as one while GetSections verifies it. Holds only ids.
 */
export interface SeenSections {
  has(id: string): boolean;
  add(id: string): void;
  /** Forgets an id that GetSections no longer finds. */
  remove(id: string): void;
}

const maxIds = 10_000;

export function createSeenSections(): SeenSections {
  const ids = new LRUCache<string, true>({ max: maxIds });
  return {
    has: (id) => ids.get(id) === true,
    add: (id) => {
      ids.set(id, true);
    },
    remove: (id) => {
      ids.delete(id);
    },
  };
}
