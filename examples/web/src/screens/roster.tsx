import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { failuresAt } from '../failures.ts';
import { distance } from '../format.ts';
import type { EnrollmentPhase, EnrollmentStatus } from '../graphql/graphql.ts';
import { Empty } from '../parts/empty.tsx';
import { ItemError } from '../parts/item-error.tsx';
import { Loading } from '../parts/loading.tsx';
import { Meter } from '../parts/meter.tsx';
import { Pager, type usePlace } from '../parts/pager.tsx';
import { PersonName } from '../parts/person-name.tsx';
import { Problem } from '../parts/problem.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { useSession } from '../session.ts';
import { statusLabelOf } from '../status-label.ts';

export const rosterPageSize = 25;

interface RosterEnrollment {
  id: string;
  userId: string;
  status: EnrollmentStatus | null;
  phase: EnrollmentPhase | null;
  lastActivityAt: string | null;
}

interface RosterProps<Enrollment extends RosterEnrollment> {
  enrollments: {
    nodes: readonly (Enrollment | null)[] | null;
    totalCount: number | null;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  /** The path of the enrollments in the response. */
  path: readonly string[];
  error: CombinedError | undefined;
  paging: ReturnType<typeof usePlace>;
  onRetry: () => void;
  progress: { label: string; percentOf: (enrollment: Enrollment) => number | null };
  score: { label: string; scoreOf: (enrollment: Enrollment) => ReactNode };
}

/** The learners of a section or a training plan, with their progress. */
export function Roster<Enrollment extends RosterEnrollment>({
  enrollments: { nodes, totalCount, pageInfo },
  path,
  error,
  paging,
  onRetry,
  progress,
  score,
}: RosterProps<Enrollment>) {
  const { now } = useSession();
  if (!nodes) return <Problem what="The roster" failures={failuresAt(error, path)} onRetry={onRetry} />;
  if (nodes.length === 0 && paging.place.after === null) return <Empty>No one is enrolled yet.</Empty>;
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Learner</th>
            <th scope="col">Status</th>
            <th scope="col">{progress.label}</th>
            <th scope="col" className="right">
              {score.label}
            </th>
            <th scope="col">Last active</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((enrollment, index) => {
            if (!enrollment) {
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: an item that could not be read has no id
                <tr key={`error-${index}`}>
                  <td colSpan={5}>
                    <ItemError what="An enrollment" failures={failuresAt(error, [...path, 'nodes', index])} />
                  </td>
                </tr>
              );
            }
            const status = statusLabelOf(enrollment);
            return (
              <tr key={enrollment.id}>
                <th scope="row">
                  <Link href={`/learners/${enrollment.userId}`}>
                    <PersonName id={enrollment.userId} />
                  </Link>
                </th>
                <td>
                  <StatusMark status={status} />
                </td>
                <td>
                  <Meter label={progress.label} percent={progress.percentOf(enrollment)} status={status} />
                </td>
                <td className="right" data-label={score.label}>
                  {score.scoreOf(enrollment)}
                </td>
                <td className="soft" data-label="Last active">
                  {enrollment.lastActivityAt ? distance(enrollment.lastActivityAt, now) : 'never'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Pager
        what="the roster"
        paging={paging}
        pageSize={rosterPageSize}
        amount={nodes.length}
        total={totalCount}
        pageInfo={pageInfo}
      />
    </>
  );
}

/** A placeholder in the shape of a roster. */
export function RosterLoading() {
  return <Loading what="the roster" lines={10} columns={[2, 1.3, 1.3, 0.7, 1]} />;
}
