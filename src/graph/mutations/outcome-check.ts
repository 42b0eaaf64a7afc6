import type { Parameters, WriteOperation } from '../../learning-api/contract/operations.ts';
import type { LearningApiError } from '../../learning-api/errors.ts';
import type { OutcomeCheck } from '../errors/errors.ts';

type Question = Omit<OutcomeCheck, 'waitSeconds'>;

/** The organization to read in: the one of the input, or else the default. Null if there is neither. */
type OrganizationId = string | null;

type Questions = {
  [Name in WriteOperation]: (parameters: Parameters<Name>, organizationId: OrganizationId) => Question;
};

/** Reads an enrollment without an organization, which the REST API requires for anything else. */
const enrollmentWithValues = 'query ($id: ID!) { enrollment(id: $id) { id customFieldValues { key value } } }';

/** For each write, the query that shows whether it took effect. It needs only the input, not the default organization. */
const questions: Questions = {
  CreateEnrollment: ({ userId, syllabusId, syllabusUniqueName }) => ({
    query:
      'query ($filter: EnrollmentFilter!) { enrollments(filter: $filter, first: 100) { nodes { id phase enrolledAt } } }',
    variables: {
      filter: {
        userIds: [userId],
        ...(syllabusId && { syllabusIds: [syllabusId] }),
        ...(syllabusUniqueName && { syllabusUniqueNames: [syllabusUniqueName] }),
      },
    },
    meaning: 'The user is enrolled if the list has an enrollment that is not finished.',
  }),
  DropEnrollment: ({ enrollmentId }, organizationId) => ({
    query:
      'query ($id: ID!, $organizationId: ID) { enrollment(id: $id, organizationId: $organizationId) { id phase completedAt } }',
    variables: { id: enrollmentId, organizationId },
    meaning:
      organizationId === null
        ? 'Set `organizationId` to the organization of the enrollment first. The enrollment was dropped if it is finished.'
        : 'The enrollment was dropped if it is finished. If it is null, set `organizationId` to its organization.',
  }),
  DeleteEnrollment: ({ enrollmentId }) => ({
    query: enrollmentWithValues,
    variables: { id: enrollmentId },
    meaning: 'The enrollment was deleted if it is null.',
  }),
  SetCustomEnrollmentFieldValues: ({ enrollmentId }) => ({
    query: enrollmentWithValues,
    variables: { id: enrollmentId },
    meaning: 'The values were set if the enrollment has them.',
  }),
};

/** How to find out whether a write took effect. */
export function checkOf<Name extends WriteOperation>(
  operation: Name,
  parameters: Parameters<Name>,
  organizationId: OrganizationId,
  { failure: { settlesAfterMs = 0 } }: LearningApiError,
): OutcomeCheck {
  return { waitSeconds: Math.ceil(settlesAfterMs / 1000), ...questions[operation](parameters, organizationId) };
}
