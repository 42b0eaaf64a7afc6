import type { ResultOf } from 'gql.tada';
import { graphql } from './strict.ts';

export const roster = graphql(`
  query StrictRoster($sectionId: ID!) {
    section(id: $sectionId) {
      id
      title
      enrollments(first: 4) {
        nodes { id phase }
      }
    }
  }
`);

/** Compiles because the list, its items and their phases are null only with an error. */
export function phasesIn({ section }: ResultOf<typeof roster>): string[] {
  return section?.enrollments.nodes.map(({ phase }) => phase) ?? [];
}
