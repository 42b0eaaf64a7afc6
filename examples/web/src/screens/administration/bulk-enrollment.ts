import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { allFailures, type Failure } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import type { CreateEnrollmentsInput, EnrollClassMutation } from '../../graphql/graphql.ts';

/** Each outcome is sent as soon as it is known. */
const EnrollClass = graphql(`
  mutation EnrollClass($input: CreateEnrollmentsInput!) {
    createEnrollments(input: $input) {
      __typename
      ... on CreateEnrollmentsSuccess {
        outcomes @stream {
          user {
            id
          }
          result {
            __typename
            ... on CreateEnrollmentSuccess {
              id
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

type Result = EnrollClassMutation['createEnrollments'];
type Success = Extract<Result, { __typename: 'CreateEnrollmentsSuccess' }>;

/** What became of one learner. */
export type Outcome = NonNullable<Success['outcomes']>[number];
/** What is wrong with the input, field by field. */
type InputProblem = Extract<Result, { __typename: 'ValidationError' }>['problems'][number];

/** How far the enrollment of a class is. */
export interface BulkEnrollment {
  state: 'idle' | 'running' | 'done' | 'stopped';
  total: number;
  outcomes: readonly Outcome[];
  /** Why nothing was attempted. */
  problems: readonly InputProblem[];
  /** What went wrong on the way, so that there are fewer outcomes than learners. */
  failures: readonly Failure[];
}

const nothing: BulkEnrollment = { state: 'idle', total: 0, outcomes: [], problems: [], failures: [] };

/** Enrolls a class and tells the outcomes as they come in; `onDone` hears when something may have changed. */
export function useBulkEnrollment(onDone: () => void) {
  const client = useClient();
  const [enrollment, setEnrollment] = useState(nothing);
  const stopRequest = useRef(() => {});
  useEffect(() => () => stopRequest.current(), []);

  const start = (input: CreateEnrollmentsInput) => {
    const total = input.userIds.length;
    setEnrollment({ ...nothing, state: 'running', total });
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

/** The REST API may refuse the input without saying what is wrong with which field. */
function asProblems({ message, problems }: Extract<Result, { __typename: 'ValidationError' }>): InputProblem[] {
  return problems.length > 0 ? problems : [{ field: '', message }];
}
