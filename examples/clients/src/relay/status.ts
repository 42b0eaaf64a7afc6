import { graphql } from 'relay-runtime';

export const statusQuery = graphql`
  query statusQuery($enrollmentId: ID!, $organizationId: ID) {
    enrollment(id: $enrollmentId, organizationId: $organizationId) {
      id
      status
    }
  }
`;

export const dropMutation = graphql`
  mutation statusDropMutation($input: DropEnrollmentInput!) {
    dropEnrollment(input: $input) {
      __typename
      ... on DropEnrollmentSuccess {
        enrollmentId
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
`;
