import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { allFailures, type Failure } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import type { CreateEnrollmentsInput, EnrollClassMutation } from '../../graphql/graphql.ts';

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
              enrollmentId
              warnings
            }
            ... on Error {
              code
              message
            }
          }
        }
      }
      ... on ValidationError {
        message
        problems {
          field
          message
        }
      }
    }
  }
`);

type Result = NonNullable<EnrollClassMutation['createEnrollments']>;
type Success = Extract<Result, { __typename: 'CreateEnrollmentsSuccess' }>;

/** The outcome for one learner. */
export type Outcome = NonNullable<Success['outcomes']>[number];
/** An invalid field of the input. */
type InputProblem = Extract<Result, { __typename: 'ValidationError' }>['problems'][number];

/** The state of a bulk enrollment. */
export interface BulkEnrollment {
  state: 'idle' | 'running' | 'done' | 'stopped';
  total: number;
  outcomes: readonly Outcome[];
  /** The invalid fields, if nothing was attempted. */
  problems: readonly InputProblem[];
  /** Errors during the enrollment, which may have fewer outcomes than learners. */
  failures: readonly Failure[];
}

const idle: BulkEnrollment = { state: 'idle', total: 0, outcomes: [], problems: [], failures: [] };

/** Enrolls a class and updates the state with each outcome. Calls `onDone` when enrollments may have changed. */
export function useBulkEnrollment(onDone: () => void) {
  const client = useClient();
  const [enrollment, setEnrollment] = useState(idle);
  const stopRequest = useRef(() => {});
  useEffect(() => () => stopRequest.current(), []);

  const start = (input: CreateEnrollmentsInput) => {
    const total = input.userIds.length;
    setEnrollment({ ...idle, state: 'running', total });
    const { unsubscribe } = client.mutation(EnrollClass, { input }).subscribe(({ data, error, hasNext }) => {
      const result = data?.createEnrollments;
      const isDone = !hasNext;
      setEnrollment({
        state: isDone ? 'done' : 'running',
        total,
        outcomes: result?.__typename === 'CreateEnrollmentsSuccess' ? (result.outcomes ?? []) : [],
        problems: result?.__typename === 'ValidationError' ? asProblems(result) : [],
        failures: allFailures(error),
      });
      if (isDone) onDone();
    });
    stopRequest.current = unsubscribe;
  };

  const stop = () => {
    stopRequest.current();
    setEnrollment((before) => ({ ...before, state: 'stopped' }));
    onDone();
  };

  return { enrollment, start, stop };
}

/** The REST API may reject the input without naming a field. */
function asProblems({ message, problems }: Extract<Result, { __typename: 'ValidationError' }>): InputProblem[] {
  return problems.length > 0 ? problems : [{ field: '', message }];
}
