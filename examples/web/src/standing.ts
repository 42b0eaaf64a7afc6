import type { EnrollmentPhase, EnrollmentStatus } from './graphql/graphql.ts';

/** Where an enrollment stands; one more than the graph has, for what was finished without a grade. */
export type Standing = EnrollmentStatus | 'FINISHED' | 'UNKNOWN';

/** The standings in the order in which a learner goes through them. */
export const standings: readonly Standing[] = [
  'NOT_STARTED',
  'IN_PROGRESS',
  'PASSING',
  'FAILING',
  'PASSED',
  'FAILED',
  'FINISHED',
  'UNKNOWN',
];

/** What people read. */
export const standingLabels: Record<Standing, string> = {
  NOT_STARTED: 'Not started',
  IN_PROGRESS: 'In progress',
  PASSING: 'Passing',
  FAILING: 'Failing',
  PASSED: 'Passed',
  FAILED: 'Failed',
  FINISHED: 'Finished',
  UNKNOWN: 'Not known',
};

/** The status that the graph tells; where it tells none, what is certain all the same. */
export function standingOf(enrollment: { status: EnrollmentStatus | null; phase: EnrollmentPhase | null }): Standing {
  return enrollment.status ?? (enrollment.phase === 'FINISHED' ? 'FINISHED' : 'UNKNOWN');
}

/** Whether the learner is at work on it. */
export function isUnderWay(standing: Standing): boolean {
  return standing === 'IN_PROGRESS' || standing === 'PASSING' || standing === 'FAILING';
}
