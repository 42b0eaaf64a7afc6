import type { Client } from 'urql';
import { allFailures, type Failure } from './failures.ts';
import type { EnrollmentPhase } from './graphql/graphql.ts';

/** A query of the gateway that finds out whether a change of unknown outcome was made. */
export interface OutcomeCheck {
  /** The change may still be under way until then. */
  waitSeconds: number;
  query: string;
  variables: unknown;
}

/** The answer to the query of a check. */
export interface CheckData {
  enrollments?: { nodes: readonly ({ phase: EnrollmentPhase | null } | null)[] | null };
  enrollment?: {
    phase?: EnrollmentPhase | null;
    customFieldValues?: readonly ({ key: string | null; value: string | null } | null)[] | null;
  } | null;
}

/** True if the change was made. Null if the answer does not show it. */
export type ReadCheck = (data: CheckData) => boolean | null;

export type Finding = 'made' | 'notMade' | 'unclear';

export interface CheckResult {
  finding: Finding;
  failures: readonly Failure[];
}

/** Sends the query of a check. */
export async function runCheck(
  client: Client,
  { query, variables }: OutcomeCheck,
  read: ReadCheck,
): Promise<CheckResult> {
  const { data, error } = await client
    .query<CheckData>(query, variables as object, { requestPolicy: 'network-only' })
    .toPromise();
  if (!data || error) return { finding: 'unclear', failures: allFailures(error) };
  const wasMade = read(data);
  return { finding: wasMade === null ? 'unclear' : wasMade ? 'made' : 'notMade', failures: [] };
}

/** True if the learner has an enrollment that is not finished. */
export const wasEnrolled: ReadCheck = ({ enrollments }) => {
  const nodes = enrollments?.nodes;
  if (!nodes) return null;
  if (nodes.some((node) => node?.phase === 'NOT_STARTED' || node?.phase === 'IN_PROGRESS')) return true;
  return nodes.every((node) => node?.phase === 'FINISHED') ? false : null;
};

/** A dropped enrollment is finished. One that is not found may belong to another organization. */
export const wasDropped: ReadCheck = ({ enrollment }) => {
  if (!enrollment?.phase || enrollment.phase === 'UNKNOWN') return null;
  return enrollment.phase === 'FINISHED';
};

export const wasDeleted: ReadCheck = ({ enrollment }) => enrollment === null;

/** True if the enrollment has the values. */
export function haveValues(values: readonly { key: string; value: string }[]): ReadCheck {
  return ({ enrollment }) => {
    const stored = enrollment?.customFieldValues;
    if (!stored) return null;
    const areStored = values.every(({ key, value }) =>
      stored.some((each) => each?.key === key && (each.value ?? '') === value),
    );
    // A value that could not be read may be one of them.
    return areStored || stored.every((each) => typeof each?.key === 'string') ? areStored : null;
  };
}
