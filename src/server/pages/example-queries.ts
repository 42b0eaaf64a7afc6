interface ExampleQuery {
  query: string;
  variables: string;
}

/** Returns the id with a name in the sandbox, or the all-zero id without the sandbox. */
type IdOf = (name: string) => string;

interface Example {
  query: string;
  variables: (idOf: IdOf) => Record<string, unknown>;
}

const examples: readonly Example[] = [
  {
    variables: idsOf('userId'),
    query: `# A learner's enrollments. One search, and one bulk call for the titles.
query Learner($userId: ID!) {
  user(id: $userId) {
    enrollments(first: 10) {
      totalCount
      nodes {
        __typename
        id
        phase
        status
        enrolledAt
        completedAt
        syllabus {
          title
        }
        ... on SectionEnrollment {
          percentAssignmentsComplete
          weightedScore
        }
        ... on TrainingPlanEnrollment {
          percentRequirementsFulfilled
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
`,
  },
  {
    variables: idsOf('sectionId'),
    query: `# A section with its assignments and its roster.
query Roster($sectionId: ID!) {
  section(id: $sectionId) {
    title
    number
    description
    assignments {
      nodes {
        title
        dueAt
        maxScore
      }
    }
    enrollments(first: 10) {
      totalCount
      nodes {
        user {
          id
        }
        phase
        percentAssignmentsComplete
        assignmentStatuses {
          nodes {
            assignment {
              title
            }
            phase
            assignmentScore
          }
        }
      }
    }
  }
}
`,
  },
  {
    variables: idsOf('catalogId'),
    query: `# A catalog with its category tree. All categories take one call.
query Catalog($catalogId: ID!) {
  catalog(id: $catalogId) {
    name
    publishingModel
    organization {
      name
    }
    categories(first: 100) {
      nodes {
        name
        parent {
          name
        }
        children {
          name
        }
      }
    }
    syllabi(first: 20) {
      edges {
        productId
        node {
          __typename
          id
          title
        }
      }
    }
  }
}
`,
  },
  {
    variables: idsOf('trainingPlanId'),
    query: `# A training plan and its enrollments.
query TrainingPlan($trainingPlanId: ID!) {
  trainingPlan(id: $trainingPlanId) {
    name
    description
    organization {
      shortName
    }
    enrollments(first: 5) {
      nodes {
        user {
          id
        }
        status
        percentRequirementsFulfilled
        averageScore
      }
    }
  }
}
`,
  },
  {
    variables: idsOf('enrollmentId'),
    query: `# One enrollment: assignment statuses, test attempts, custom field values and certificate.
query Progress($enrollmentId: ID!) {
  enrollment(id: $enrollmentId) {
    __typename
    title
    status
    enrolledAt
    expiresAt
    customFieldValues {
      key
      value
    }
    certificate {
      isReady
      url
    }
    ... on SectionEnrollment {
      completedAssignmentCount
      assignmentCount
      assignmentStatuses(first: 10) {
        nodes {
          assignment {
            title
            dueAt
          }
          phase
          result
          assignmentScore
          assignmentMaxScore
          testAttempts(first: 5) {
            nodes {
              index
              startedAt
              finishedAt
              score
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    variables: idsOf('organizationId'),
    query: `# The enrollments of an organization, counted by phase and status. A call reads 1000 of them.
query Summary($organizationId: ID!) {
  organization(id: $organizationId) {
    name
    enrollmentSummary(limit: 1000) {
      total
      isComplete
      byPhase {
        phase
        count
      }
      byStatus {
        status
        count
      }
      completed(period: { after: "2025-01-01T00:00:00Z" })
    }
  }
}
`,
  },
  {
    variables: idsOf('organizationId', 'newLearnerId', 'sectionId', 'newEnrollmentId'),
    query: `# Enrolls a learner, then drops and deletes that enrollment. Mutations of a request run one after the other.
# The id of a new enrollment is known beforehand only in the sandbox. Elsewhere, use the enrollmentId that is returned.
mutation Enroll($organizationId: ID!, $newLearnerId: ID!, $sectionId: ID!, $newEnrollmentId: ID!) {
  createEnrollment(
    input: { organizationId: $organizationId, userId: $newLearnerId, syllabusId: $sectionId, membershipGroupIds: [] }
  ) {
    __typename
    ... on CreateEnrollmentSuccess {
      enrollmentId
      warnings
    }
    ... on AlreadyEnrolledError {
      enrollment {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
  dropEnrollment(input: { id: $newEnrollmentId }) {
    __typename
    ... on DropEnrollmentSuccess {
      dropped
      enrollment {
        phase
        completedAt
      }
    }
    ... on Error {
      code
      message
    }
  }
  deleteEnrollment(input: { id: $newEnrollmentId }) {
    __typename
    ... on DeleteEnrollmentSuccess {
      deleted
    }
    ... on Error {
      code
      message
    }
  }
}
`,
  },
  {
    variables: idsOf('enrollmentId'),
    query: `# Sets a custom field value and returns all values.
mutation CustomFields($enrollmentId: ID!) {
  setCustomEnrollmentFieldValues(
    input: { enrollmentId: $enrollmentId, values: [{ key: "cost_center", value: "4100" }] }
  ) {
    __typename
    ... on SetCustomEnrollmentFieldValuesSuccess {
      values {
        key
        value
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`,
  },
  {
    variables: (idOf) => ({
      organizationId: idOf('organizationId'),
      sectionId: idOf('sectionId'),
      userIds: [idOf('newLearnerId'), idOf('userId')],
      enrollmentIds: [idOf('enrollmentId'), idOf('trainingPlanEnrollmentId')],
    }),
    query: `# Says what mutations of several items would do. Without \`dryRun\`, they do it: an error for one item does not affect the others.
mutation BulkPreview($organizationId: ID!, $sectionId: ID!, $userIds: [ID!]!, $enrollmentIds: [ID!]!) {
  createEnrollments(
    input: {
      organizationId: $organizationId
      syllabusId: $sectionId
      userIds: $userIds
      membershipGroupIds: []
      dryRun: true
    }
  ) {
    ... on CreateEnrollmentsSuccess {
      outcomes {
        userId
        result {
          __typename
          ...Prediction
          ...Refusal
        }
      }
    }
    ...Refusal
  }
  setCustomEnrollmentFieldValuesForEnrollments(
    input: { enrollmentIds: $enrollmentIds, values: [{ key: "cost_center", value: "4250" }], dryRun: true }
  ) {
    ... on SetCustomEnrollmentFieldValuesForEnrollmentsSuccess {
      outcomes {
        enrollmentId
        result {
          __typename
          ...Prediction
          ...Refusal
        }
      }
    }
    ...Refusal
  }
  dropEnrollments(input: { ids: $enrollmentIds, dryRun: true }) {
    ... on DropEnrollmentsSuccess {
      outcomes {
        enrollmentId
        result {
          __typename
          ...Prediction
          ...Refusal
        }
      }
    }
    ...Refusal
  }
  deleteEnrollments(input: { ids: $enrollmentIds, dryRun: true }) {
    ... on DeleteEnrollmentsSuccess {
      outcomes {
        enrollmentId
        result {
          __typename
          ...Prediction
          ...Refusal
        }
      }
    }
    ...Refusal
  }
}

fragment Prediction on DryRunResult {
  prediction
  message
}

fragment Refusal on Error {
  code
  message
}
`,
  },
  {
    variables: (idOf) => ({ representations: [{ __typename: 'Section', id: idOf('sectionId') }] }),
    query: `# What a federation router sends when another subgraph references a section.
query Entity($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Section {
      title
      number
    }
  }
}
`,
  },
];

/** The gateway refuses it. */
export const placeholderId = '00000000-0000-0000-0000-000000000000';

/**
 * The tabs that GraphiQL opens with.
 *
 * @param values ids by name; a missing one becomes the placeholder
 */
export function exampleQueries(values: Readonly<Record<string, string>>): ExampleQuery[] {
  const idOf: IdOf = (name) => values[name] ?? placeholderId;
  return examples.map(({ query, variables }) => ({ query, variables: JSON.stringify(variables(idOf), null, 2) }));
}

function idsOf(...names: string[]): Example['variables'] {
  return (idOf) => Object.fromEntries(names.map((name) => [name, idOf(name)]));
}
