import { graphql } from 'relay-runtime';

export const courseQuery = graphql`
  query courseQuery($sectionId: ID!) {
    section(id: $sectionId) {
      title
      ...courseDescription @defer
      ...courseRoster @defer
    }
  }
`;

export const courseDescription = graphql`
  fragment courseDescription on Section @throwOnFieldError {
    description
  }
`;

/** The first learner comes with the list, the others one by one. */
export const courseRoster = graphql`
  fragment courseRoster on Section @throwOnFieldError {
    enrollments(first: 4) {
      edges @stream(label: "learners", initialCount: 1) {
        node {
          id
          phase
        }
      }
    }
  }
`;
