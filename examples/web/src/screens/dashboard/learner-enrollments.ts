import { graphql } from '../../graphql/gql.ts';
import type { LearnerEnrollmentsQuery } from '../../graphql/graphql.ts';
import { type StatusLabel, statusLabelOf } from '../../status-label.ts';

/** Everything in the list of a learner's enrollments, in two REST calls: titles and progress are fields of the enrollment. */
export const LearnerEnrollments = graphql(`
  query LearnerEnrollments($organizationId: ID!, $userId: ID!) {
    sectionEnrollments(filter: { organizationId: $organizationId, userId: $userId }, first: 200) {
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
    trainingPlanEnrollments(filter: { organizationId: $organizationId, userId: $userId }, first: 200) {
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
      }
    }
  }
`);

type Courses = LearnerEnrollmentsQuery['sectionEnrollments']['nodes'];
type Plans = LearnerEnrollmentsQuery['trainingPlanEnrollments']['nodes'];

/** An enrollment of either kind with its status label. */
export type LearnerEnrollment = (
  | NonNullable<NonNullable<Courses>[number]>
  | NonNullable<NonNullable<Plans>[number]>
) & {
  statusLabel: StatusLabel;
};

/** The enrollments of both kinds, most recent activity first. */
export function enrollmentsIn(data: LearnerEnrollmentsQuery | undefined): LearnerEnrollment[] {
  const both = [...(data?.sectionEnrollments.nodes ?? []), ...(data?.trainingPlanEnrollments.nodes ?? [])];
  return both
    .filter((enrollment) => enrollment !== null)
    .map((enrollment) => ({ ...enrollment, statusLabel: statusLabelOf(enrollment) }))
    .sort((a, b) => lastActiveAt(b).localeCompare(lastActiveAt(a)));
}

function lastActiveAt({ lastActivityAt, enrolledAt }: LearnerEnrollment): string {
  return lastActivityAt ?? enrolledAt;
}
