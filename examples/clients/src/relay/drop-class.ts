import { graphql } from 'relay-runtime';

export const dropClassMutation = graphql`
  mutation dropClassMutation($input: DropEnrollmentsInput!) {
    dropEnrollments(input: $input) {
      __typename
      ... on DropEnrollmentsSuccess {
        outcomes @stream(label: "outcomes", initialCount: 0) {
          enrollmentId
          result {
            __typename
            ... on DropEnrollmentSuccess {
              enrollment {
                id
                status
              }
            }
            ... on Error {
              code
              message
            }
          }
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`;
