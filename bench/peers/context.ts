import DataLoader from 'dataloader';
import type { Assignment, LearningApi, Section } from './wire.ts';

/** The context of a request. */
export interface Context {
  api: LearningApi;
  sections: DataLoader<string, Section | undefined>;
  assignments: DataLoader<string, Assignment[]>;
}

/** Creates the loaders of one request: sections in bulk, assignments once for each section. */
export function createContext(api: LearningApi): Context {
  return {
    api,
    sections: new DataLoader(async (ids) => {
      const found = new Map((await api.getSections(ids)).map((section) => [section.syllabus_id, section]));
      return ids.map((id) => found.get(id));
    }),
    assignments: new DataLoader((ids) => Promise.all(ids.map((id) => api.getAssignments(id)))),
  };
}
