import { type List, readable, useAllPages } from '../../all-pages.ts';
import { graphql } from '../../graphql/gql.ts';
import type { LearnerCoursesQuery, LearnerPlansQuery } from '../../graphql/graphql.ts';
import { useSession } from '../../session.ts';
import { type StatusLabel, statusLabelOf } from '../../status-label.ts';

/** A page costs one REST call: titles and progress are fields of the enrollment. */
const LearnerCourses = graphql(`
  query LearnerCourses($organizationId: ID!, $userId: ID!, $after: String) {
    sectionEnrollments(filter: { organizationId: $organizationId, userId: $userId }, first: 200, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        __typename
        id
        status
        phase
        title
        percent: percentAssignmentsComplete
        weightedScore
        maxWeightedScore
        enrolledAt
        expiresAt
        completedAt
        lastActivityAt
        section {
          id
        }
      }
    }
  }
`);

const LearnerPlans = graphql(`
  query LearnerPlans($organizationId: ID!, $userId: ID!, $after: String) {
    trainingPlanEnrollments(filter: { organizationId: $organizationId, userId: $userId }, first: 200, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        __typename
        id
        status
        phase
        title: name
        percent: percentRequirementsFulfilled
        enrolledAt
        expiresAt
        completedAt
        lastActivityAt
        trainingPlan {
          id
        }
      }
    }
  }
`);

type Course = NonNullable<NonNullable<LearnerCoursesQuery['sectionEnrollments']['nodes']>[number]>;
type Plan = NonNullable<NonNullable<LearnerPlansQuery['trainingPlanEnrollments']['nodes']>[number]>;

/** An enrollment of either kind with its status label. */
export type LearnerEnrollment = (Course | Plan) & { statusLabel: StatusLabel };

/** The enrollments of a learner, in two lists that are read side by side. */
export function useLearnerEnrollments(userId: string): { courses: List<Course>; plans: List<Plan> } {
  const { organizationId } = useSession();
  const variables = { organizationId, userId };
  return {
    courses: useAllPages({
      document: LearnerCourses,
      variables,
      path: ['sectionEnrollments', 'nodes'],
      read: ({ sectionEnrollments: { nodes, pageInfo } }) => ({ items: nodes, pageInfo }),
    }),
    plans: useAllPages({
      document: LearnerPlans,
      variables,
      path: ['trainingPlanEnrollments', 'nodes'],
      read: ({ trainingPlanEnrollments: { nodes, pageInfo } }) => ({ items: nodes, pageInfo }),
    }),
  };
}

/** The enrollments of both kinds, most recent activity first. */
export function enrollmentsIn(...lists: readonly List<Course | Plan>[]): LearnerEnrollment[] {
  return lists
    .flatMap(readable)
    .map((enrollment) => ({ ...enrollment, statusLabel: statusLabelOf(enrollment) }))
    .sort((a, b) => lastActiveAt(b).localeCompare(lastActiveAt(a)));
}

function lastActiveAt({ lastActivityAt, enrolledAt }: LearnerEnrollment): string {
  return lastActivityAt ?? enrolledAt;
}
