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
query LearnerEnrollments($userId: ID!) {
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
query SectionRoster($sectionId: ID!) {
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
query CatalogTree($catalogId: ID!) {
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
    variables: idsOf('enrollmentId'),
    query: `# A learner's progress in each assignment of a section, with test attempts.
query StatusesAndAttempts($enrollmentId: ID!) {
  enrollment(id: $enrollmentId) {
    ... on SectionEnrollment {
      section {
        title
      }
      completedAssignmentCount
      assignmentCount
      assignmentStatuses {
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
    query: `# One enrollment with assignment statuses, custom field values and certificate.
query Enrollment($enrollmentId: ID!) {
  enrollment(id: $enrollmentId) {
    __typename
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
      percentAssignmentsComplete
      assignmentStatuses {
        nodes {
          assignment {
            title
            dueAt
          }
          phase
          assignmentScore
        }
      }
    }
  }
}
`,
  },
  {
    variables: idsOf('enrollmentId'),
    query: `# Data of an enrollment that needs no organization. The certificate is there even if the enrollment was deleted.
query WithoutOrganization($enrollmentId: ID!) {
  certificate(enrollmentId: $enrollmentId) {
    isReady
    url
  }
  assignmentStatuses(enrollmentId: $enrollmentId) {
    nodes {
      assignment {
        id
      }
      phase
      assignmentScore
    }
  }
  customEnrollmentFieldValues(enrollmentId: $enrollmentId) {
    key
    value
  }
}
`,
  },
  {
    variables: idsOf('organizationId', 'userId', 'sectionId'),
    query: `# Enrolls a user. The example user is already enrolled, so this returns AlreadyEnrolledError.
mutation CreateEnrollment($organizationId: ID!, $userId: ID!, $sectionId: ID!) {
  createEnrollment(
    input: { organizationId: $organizationId, userId: $userId, syllabusId: $sectionId, membershipGroupIds: [] }
  ) {
    __typename
    ... on CreateEnrollmentSuccess {
      enrollmentId
      warnings
    }
    ... on Error {
      code
      message
    }
    ... on AlreadyEnrolledError {
      enrollment {
        id
      }
    }
  }
}
`,
  },
  {
    variables: (idOf) => ({
      input: {
        userIds: [idOf('userId')],
        organizationId: idOf('organizationId'),
        syllabusId: idOf('sectionId'),
        membershipGroupIds: [],
      },
    }),
    query: `# Enrolls several users. Use \`outcomes @stream\` to receive outcomes as they complete.
mutation CreateEnrollments($input: CreateEnrollmentsInput!) {
  createEnrollments(input: $input) {
    __typename
    ... on CreateEnrollmentsSuccess {
      outcomes {
        userId
        result {
          __typename
          ... on CreateEnrollmentSuccess {
            enrollmentId
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
`,
  },
  {
    variables: idsOf('enrollmentId'),
    query: `# Sets a custom field value and returns all values.
mutation SetCustomFieldValues($enrollmentId: ID!) {
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
    variables: idsOf('enrollmentId'),
    query: `# Drops an enrollment. Dropping it again returns AlreadyDroppedError.
mutation DropEnrollment($enrollmentId: ID!) {
  dropEnrollment(input: { id: $enrollmentId }) {
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
}
`,
  },
  {
    variables: (idOf) => ({ ids: [idOf('enrollmentId')] }),
    query: `# Drops several enrollments. An error for one does not affect the others.
mutation DropEnrollments($ids: [ID!]!) {
  dropEnrollments(input: { ids: $ids }) {
    __typename
    ... on DropEnrollmentsSuccess {
      outcomes {
        enrollmentId
        result {
          __typename
          ... on DropEnrollmentSuccess {
            dropped
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
`,
  },
  {
    variables: (idOf) => ({ ids: [idOf('enrollmentId')] }),
    query: `# Says what deleting several enrollments would do. Without \`dryRun\`, it deletes them.
mutation DeleteEnrollments($ids: [ID!]!) {
  deleteEnrollments(input: { ids: $ids, dryRun: true }) {
    __typename
    ... on DeleteEnrollmentsSuccess {
      outcomes {
        enrollmentId
        result {
          __typename
          ... on DryRunResult {
            prediction
            message
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
`,
  },
  {
    variables: (idOf) => ({ enrollmentIds: [idOf('enrollmentId')], values: [{ key: 'cost_center', value: 'CC-200' }] }),
    query: `# Sets the same custom field values in several enrollments.
mutation SetValuesForEnrollments($enrollmentIds: [ID!]!, $values: [CustomEnrollmentFieldValueInput!]!) {
  setCustomEnrollmentFieldValuesForEnrollments(input: { enrollmentIds: $enrollmentIds, values: $values }) {
    __typename
    ... on SetCustomEnrollmentFieldValuesForEnrollmentsSuccess {
      outcomes {
        enrollmentId
        result {
          __typename
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
`,
  },
  {
    variables: idsOf('trainingPlanEnrollmentId'),
    query: `# Deletes an enrollment. It disappears from the transcript.
mutation DeleteEnrollment($trainingPlanEnrollmentId: ID!) {
  deleteEnrollment(input: { id: $trainingPlanEnrollmentId }) {
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
    variables: (idOf) => ({ representations: [{ __typename: 'Section', id: idOf('sectionId') }] }),
    query: `# What a federation router sends when another subgraph references a section.
query FederationEntity($representations: [_Any!]!) {
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

/**
 * The tabs that GraphiQL opens with.
 *
 * @param values ids by name; a missing one becomes the all-zero id, which the gateway refuses as a placeholder
 */
export function exampleQueries(values: Readonly<Record<string, string>>): ExampleQuery[] {
  const idOf: IdOf = (name) => values[name] ?? '00000000-0000-0000-0000-000000000000';
  return examples.map(({ query, variables }) => ({ query, variables: JSON.stringify(variables(idOf), null, 2) }));
}

function idsOf(...names: string[]): Example['variables'] {
  return (idOf) => Object.fromEntries(names.map((name) => [name, idOf(name)]));
}
