import type { EnrollmentPhase, EnrollmentStatus } from './graphql/graphql.ts';

/** The status of an enrollment as shown: those of the graph, and one for enrollments whose result is not known. */
export type StatusLabel = EnrollmentStatus | 'UNKNOWN';

/** All labels, in the order of a learner's progress. */
export const statusLabels: readonly StatusLabel[] = [
  'NOT_STARTED',
  'IN_PROGRESS',
  'PASSING',
  'FAILING',
  'PASSED',
  'FAILED',
  'FINISHED',
  'UNKNOWN',
];

/** The text of each label. */
export const statusTexts: Record<StatusLabel, string> = {
  NOT_STARTED: 'Not started',
  IN_PROGRESS: 'In progress',
  PASSING: 'Passing',
  FAILING: 'Failing',
  PASSED: 'Passed',
  FAILED: 'Failed',
  FINISHED: 'Finished',
  UNKNOWN: 'Unknown',
};

/** The status of an enrollment. If the graph has none, the phase still tells if it is finished. */
export function statusLabelOf(enrollment: {
  status: EnrollmentStatus | null;
  phase: EnrollmentPhase | null;
}): StatusLabel {
  return enrollment.status ?? (enrollment.phase === 'FINISHED' ? 'FINISHED' : 'UNKNOWN');
}

/** True if the learner has started and not finished. */
export function isInProgress(status: StatusLabel): boolean {
  return status === 'IN_PROGRESS' || status === 'PASSING' || status === 'FAILING';
}
