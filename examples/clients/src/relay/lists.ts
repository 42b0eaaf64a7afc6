import { graphql } from 'relay-runtime';

// Fragments with pages are on Query. The graph has no `node(id:)`, so Relay refetches them by the root field.

export const sectionRoster = graphql`
  fragment listsSectionRoster on Query
  @refetchable(queryName: "listsSectionRosterPage")
  @argumentDefinitions(sectionId: { type: "ID!" }, first: { type: "Int", defaultValue: 4 }, after: { type: "String" }) {
    section(id: $sectionId) {
      enrollments(first: $first, after: $after) @connection(key: "sectionRoster_enrollments") {
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

export const enrollmentStatuses = graphql`
  fragment listsEnrollmentStatuses on Query
  @refetchable(queryName: "listsEnrollmentStatusesPage")
  @argumentDefinitions(
    enrollmentId: { type: "ID!" }
    organizationId: { type: "ID" }
    first: { type: "Int", defaultValue: 2 }
    after: { type: "String" }
  ) {
    enrollment(id: $enrollmentId, organizationId: $organizationId) {
      ... on SectionEnrollment {
        assignmentStatuses(first: $first, after: $after) @connection(key: "enrollmentStatuses_assignmentStatuses") {
          edges {
            node {
              id
              phase
            }
          }
        }
      }
    }
  }
`;

export const catalogSyllabi = graphql`
  fragment listsCatalogSyllabi on Query
  @refetchable(queryName: "listsCatalogSyllabiPage")
  @argumentDefinitions(catalogId: { type: "ID!" }, first: { type: "Int", defaultValue: 3 }, after: { type: "String" }) {
    catalog(id: $catalogId) {
      syllabi(first: $first, after: $after) @connection(key: "catalogSyllabi_syllabi") {
        edges {
          node {
            __typename
            id
            title
          }
        }
      }
    }
  }
`;

export const userEnrollments = graphql`
  fragment listsUserEnrollments on Query
  @refetchable(queryName: "listsUserEnrollmentsPage")
  @argumentDefinitions(userId: { type: "ID!" }, first: { type: "Int", defaultValue: 5 }, after: { type: "String" }) {
    user(id: $userId) {
      enrollments(first: $first, after: $after) @connection(key: "userEnrollments_enrollments") {
        edges {
          node {
            id
            phase
            ... on SectionEnrollment {
              title
            }
          }
        }
      }
    }
  }
`;

export const listsQuery = graphql`
  query listsQuery($sectionId: ID!, $enrollmentId: ID!, $organizationId: ID!, $catalogId: ID!, $userId: ID!) {
    ...listsSectionRoster @arguments(sectionId: $sectionId)
    ...listsEnrollmentStatuses @arguments(enrollmentId: $enrollmentId, organizationId: $organizationId)
    ...listsCatalogSyllabi @arguments(catalogId: $catalogId)
    ...listsUserEnrollments @arguments(userId: $userId)
  }
`;
