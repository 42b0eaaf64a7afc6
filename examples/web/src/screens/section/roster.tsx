import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { failuresAt } from '../../failures.ts';
import { distance } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { SectionRosterFragment } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Meter } from '../../parts/meter.tsx';
import { Pager, type usePlace } from '../../parts/pager.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Score } from '../../parts/score.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { useSession } from '../../session.ts';
import { statusLabelOf } from '../../status-label.ts';

export const rosterPageSize = 25;

/** A page of the roster costs one REST call: all its fields are fields of the enrollment. */
export const SectionRoster = graphql(`
  fragment SectionRoster on Section {
    enrollments(organizationId: $organizationId, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        userId
        status
        phase
        percentAssignmentsComplete
        weightedScore
        maxWeightedScore
        lastActivityAt
      }
    }
  }
`);

interface RosterProps {
  roster: SectionRosterFragment;
  error: CombinedError | undefined;
  paging: ReturnType<typeof usePlace>;
  onRetry: () => void;
}

/** The learners of a section, with their progress. */
export function Roster({ roster: { enrollments }, error, paging, onRetry }: RosterProps) {
  const { now } = useSession();
  const { nodes, totalCount, pageInfo } = enrollments;
  if (!nodes) {
    return <Problem what="The roster" failures={failuresAt(error, ['section', 'enrollments'])} onRetry={onRetry} />;
  }
  if (nodes.length === 0 && paging.place.after === null) return <Empty>No one is enrolled yet.</Empty>;
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Learner</th>
            <th scope="col">Status</th>
            <th scope="col">Progress</th>
            <th scope="col" className="right">
              Score
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
                    <ItemError
                      what="An enrollment"
                      failures={failuresAt(error, ['section', 'enrollments', 'nodes', index])}
                    />
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
                  <Meter label="Progress" percent={enrollment.percentAssignmentsComplete} status={status} />
                </td>
                <td className="right" data-label="Score">
                  <Score score={enrollment.weightedScore} highest={enrollment.maxWeightedScore} />
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
