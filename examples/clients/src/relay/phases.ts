import type { rosterQuery$data } from './__generated__/rosterQuery.graphql.ts';

/** Compiles because the list, its items and their phases are null only with an error, and reading an error throws. */
export function phasesIn({ section }: rosterQuery$data): string[] {
  return section?.enrollments.edges.map(({ node }) => node.phase) ?? [];
}
