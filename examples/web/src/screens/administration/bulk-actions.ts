import { graphql } from '../../graphql/gql.ts';
import { haveValues, wasDeleted, wasDropped, wasEnrolled } from '../../outcome-check.ts';
import { type BulkAction, type BulkWords, bulkAction } from './bulk-action.ts';

/** `@stream` sends each outcome as soon as it is known. */
const EnrollClass = graphql(`
  mutation EnrollClass($input: CreateEnrollmentsInput!) {
    createEnrollments(input: $input) {
      __typename
      ... on CreateEnrollmentsSuccess {
        outcomes @stream {
          userId
          result {
            __typename
            ... on CreateEnrollmentSuccess {
              warnings
            }
            ...PredictionFields
            ...ItemErrorFields
          }
        }
      }
      ...InvalidInputFields
    }
  }
`);

const DropEnrollments = graphql(`
  mutation DropEnrollments($input: DropEnrollmentsInput!) {
    dropEnrollments(input: $input) {
      __typename
      ... on DropEnrollmentsSuccess {
        outcomes @stream {
          enrollmentId
          result {
            __typename
            ... on DropEnrollmentSuccess {
              warnings
            }
            ...PredictionFields
            ...ItemErrorFields
          }
        }
      }
      ...InvalidInputFields
    }
  }
`);

const DeleteEnrollments = graphql(`
  mutation DeleteEnrollments($input: DeleteEnrollmentsInput!) {
    deleteEnrollments(input: $input) {
      __typename
      ... on DeleteEnrollmentsSuccess {
        outcomes @stream {
          enrollmentId
          result {
            __typename
            ... on DeleteEnrollmentSuccess {
              warnings
            }
            ...PredictionFields
            ...ItemErrorFields
          }
        }
      }
      ...InvalidInputFields
    }
  }
`);

const SetValueForEnrollments = graphql(`
  mutation SetValueForEnrollments($input: SetCustomEnrollmentFieldValuesForEnrollmentsInput!) {
    setCustomEnrollmentFieldValuesForEnrollments(input: $input) {
      __typename
      ... on SetCustomEnrollmentFieldValuesForEnrollmentsSuccess {
        outcomes @stream {
          enrollmentId
          result {
            __typename
            ... on SetCustomEnrollmentFieldValuesSuccess {
              warnings
            }
            ...PredictionFields
            ...ItemErrorFields
          }
        }
      }
      ...InvalidInputFields
    }
  }
`);

const shared = { unknown: 'To be checked', notAttempted: 'Not attempted', undetermined: 'Cannot be determined' };

const words: Record<BulkAction['name'], BulkWords> = {
  enroll: {
    verb: 'Enroll',
    item: 'learner',
    impossible: 'Cannot be enrolled',
    labels: {
      ...shared,
      done: 'Enrolled',
      expected: 'Can be enrolled',
      unchanged: 'Already enrolled',
      failed: 'Not enrolled',
    },
  },
  drop: {
    verb: 'Drop',
    item: 'enrollment',
    impossible: 'Cannot be dropped',
    labels: {
      ...shared,
      done: 'Dropped',
      expected: 'Can be dropped',
      unchanged: 'Already dropped',
      failed: 'Not dropped',
    },
  },
  delete: {
    verb: 'Delete',
    item: 'enrollment',
    impossible: 'Cannot be deleted',
    labels: {
      ...shared,
      done: 'Deleted',
      expected: 'Can be deleted',
      unchanged: 'Nothing changed',
      failed: 'Not deleted',
    },
  },
  setValue: {
    verb: 'Change',
    item: 'enrollment',
    impossible: 'Cannot be changed',
    labels: {
      ...shared,
      done: 'Changed',
      expected: 'Can be changed',
      unchanged: 'Nothing changed',
      failed: 'Not changed',
    },
  },
};

/** Enrolls learners in a section. The ids are those of the learners. */
export function enrolling(organizationId: string, syllabusId: string): BulkAction {
  return bulkAction({
    name: 'enroll',
    words: words.enroll,
    readCheck: wasEnrolled,
    document: EnrollClass,
    variables: (userIds, dryRun) => ({
      input: { organizationId, userIds: [...userIds], syllabusId, membershipGroupIds: [], dryRun },
    }),
    read: ({ createEnrollments: result }) =>
      result?.__typename === 'CreateEnrollmentsSuccess'
        ? (result.outcomes ?? []).map(({ userId, result }) => ({ id: userId, result }))
        : result,
  });
}

/** Drops enrollments of an organization. */
export function dropping(organizationId: string): BulkAction {
  return bulkAction({
    name: 'drop',
    words: words.drop,
    readCheck: wasDropped,
    document: DropEnrollments,
    variables: (ids, dryRun) => ({ input: { organizationId, ids: [...ids], dryRun } }),
    read: ({ dropEnrollments: result }) =>
      result?.__typename === 'DropEnrollmentsSuccess'
        ? (result.outcomes ?? []).map(({ enrollmentId, result }) => ({ id: enrollmentId, result }))
        : result,
  });
}

/** Deletes enrollments of an organization. */
export function deleting(organizationId: string): BulkAction {
  return bulkAction({
    name: 'delete',
    words: words.delete,
    readCheck: wasDeleted,
    document: DeleteEnrollments,
    variables: (ids, dryRun) => ({ input: { organizationId, ids: [...ids], dryRun } }),
    read: ({ deleteEnrollments: result }) =>
      result?.__typename === 'DeleteEnrollmentsSuccess'
        ? (result.outcomes ?? []).map(({ enrollmentId, result }) => ({ id: enrollmentId, result }))
        : result,
  });
}

/** Sets a custom field of enrollments of an organization to the same value. */
export function settingValue(organizationId: string, value: { key: string; value: string }): BulkAction {
  return bulkAction({
    name: 'setValue',
    words: words.setValue,
    readCheck: haveValues([value]),
    document: SetValueForEnrollments,
    variables: (enrollmentIds, dryRun) => ({
      input: { organizationId, enrollmentIds: [...enrollmentIds], values: [value], dryRun },
    }),
    read: ({ setCustomEnrollmentFieldValuesForEnrollments: result }) =>
      result?.__typename === 'SetCustomEnrollmentFieldValuesForEnrollmentsSuccess'
        ? (result.outcomes ?? []).map(({ enrollmentId, result }) => ({ id: enrollmentId, result }))
        : result,
  });
}
