interface ExampleQuery {
  query: string;
  variables: string;
}

const examples: { variables: readonly string[]; query: string }[] = [
  {
    variables: ['userId'],
    query: `# What a learner is enrolled in: searched once, titles in bulk.
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
    variables: ['sectionId'],
    query: `# A section, its assignments and its roster.
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
    variables: ['catalogId'],
    query: `# A catalog as a tree: all categories in one call.
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
    variables: ['trainingPlanId'],
    query: `# A training plan and who is enrolled in it.
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
];

/**
 * The tabs that GraphiQL opens with. A variable without a value gets the all-zero id, which the gateway
 * answers with advice.
 */
export function exampleQueries(values: Readonly<Record<string, string>>): ExampleQuery[] {
  return examples.map(({ query, variables }) => ({
    query,
    variables: JSON.stringify(
      Object.fromEntries(variables.map((name) => [name, values[name] ?? '00000000-0000-0000-0000-000000000000'])),
      null,
      2,
    ),
  }));
}
