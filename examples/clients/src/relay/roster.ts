import { graphql } from 'relay-runtime';

export const rosterQuery = graphql`
  query rosterQuery($sectionId: ID!) @throwOnFieldError {
    section(id: $sectionId) {
      title
      enrollments(first: 4) {
        edges {
          node {
            id
            phase
          }
        }
      }
    }
  }
`;
