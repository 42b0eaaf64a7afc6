import { graphql } from '../../graphql/gql.ts';
import type { LearnerEnrollmentsQuery } from '../../graphql/graphql.ts';
import { type Standing, standingOf } from '../../standing.ts';

/** All that the list of a learner's enrollments shows, in two REST calls: titles and progress stand on the enrollment. */
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

/** An enrollment of either kind with its standing. */
export type LearnerEnrollment = (
  | NonNullable<NonNullable<Courses>[number]>
  | NonNullable<NonNullable<Plans>[number]>
) & {
  standing: Standing;
};

/** The enrollments of both kinds, those that were last worked on first. */
export function enrollmentsIn(data: LearnerEnrollmentsQuery | undefined): LearnerEnrollment[] {
  const both = [...(data?.sectionEnrollments.nodes ?? []), ...(data?.trainingPlanEnrollments.nodes ?? [])];
  return both
    .filter((enrollment) => enrollment !== null)
    .map((enrollment) => ({ ...enrollment, standing: standingOf(enrollment) }))
    .sort((a, b) => lastTouched(b).localeCompare(lastTouched(a)));
}

function lastTouched({ lastActivityAt, enrolledAt }: LearnerEnrollment): string {
  return lastActivityAt ?? enrolledAt;
}
