import { LRUCache } from 'lru-cache';
import type { SyllabusKind } from './syllabi.ts';

/**
 * Remembers, for all requests, which syllabi are sections and which are training plans: a syllabus never changes its
 * kind. Holds only ids.
 */
export interface SeenSyllabi {
  kindOf(id: string): SyllabusKind | null;
  add(id: string, kind: SyllabusKind): void;
  /** Forgets a section that GetSections no longer finds. */
  removeSection(id: string): void;
}

export const maxSeenSyllabi = 10_000;

export function createSeenSyllabi(): SeenSyllabi {
  const kinds = new LRUCache<string, SyllabusKind>({ max: maxSeenSyllabi });
  return {
    kindOf: (id) => kinds.get(id) ?? null,
    add: (id, kind) => {
      kinds.set(id, kind);
    },
    removeSection: (id) => {
      if (kinds.get(id) === 'section') kinds.delete(id);
    },
  };
}
