import { LRUCache } from 'lru-cache';

/** Remembers for all requests which syllabi are sections, which no change of a syllabus changes. Holds ids only. */
export interface KnownSections {
  has(id: string): boolean;
  add(id: string): void;
  /** For an id that GetSections no longer knows. */
  remove(id: string): void;
}

const maxIds = 10_000;

export function createKnownSections(): KnownSections {
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
