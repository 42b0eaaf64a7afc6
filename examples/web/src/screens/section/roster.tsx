import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { failuresAt } from '../../failures.ts';
import { distance } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { SectionRosterFragment } from '../../graphql/graphql.ts';
import { BrokenItem } from '../../parts/broken-item.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Meter } from '../../parts/meter.tsx';
import { Pager } from '../../parts/pager.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Score } from '../../parts/score.tsx';
import { StandingMark } from '../../parts/standing-mark.tsx';
import { useSession } from '../../session.ts';
import { standingOf } from '../../standing.ts';

export const rosterPageSize = 25;

/** A page of the roster is one REST call: all that is shown stands on the enrollment. */
export const SectionRoster = graphql(`
  fragment SectionRoster on Section {
    enrollments(organizationId: $organizationId, first: $first, offset: $offset) {
      totalCount
      pageInfo {
        hasNextPage
      }
      nodes {
        id
        user {
          id
        }
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
  offset: number;
  onMove: (offset: number) => void;
  onRetry: () => void;
}

/** Who is in a section, and how each is doing. */
export function Roster({ roster: { enrollments }, error, offset, onMove, onRetry }: RosterProps) {
  const { now } = useSession();
  const { nodes, totalCount, pageInfo } = enrollments;
  if (!nodes) {
    return <Problem what="The roster" failures={failuresAt(error, ['section', 'enrollments'])} onRetry={onRetry} />;
  }
  if (nodes.length === 0 && offset === 0) return <Empty>Nobody is enrolled yet.</Empty>;
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Learner</th>
            <th scope="col">Standing</th>
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
                // biome-ignore lint/suspicious/noArrayIndexKey: what could not be read has no id
                <tr key={`broken-${index}`}>
                  <td colSpan={5}>
                    <BrokenItem
                      what="An enrollment"
                      failures={failuresAt(error, ['section', 'enrollments', 'nodes', index])}
                    />
                  </td>
                </tr>
              );
            }
            const standing = standingOf(enrollment);
            return (
              <tr key={enrollment.id}>
                <th scope="row">
                  <Link href={`/learners/${enrollment.user.id}`}>
                    <PersonName id={enrollment.user.id} />
                  </Link>
                </th>
                <td>
                  <StandingMark standing={standing} />
                </td>
                <td>
                  <Meter label="Progress" percent={enrollment.percentAssignmentsComplete} standing={standing} />
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
        offset={offset}
        pageSize={rosterPageSize}
        total={totalCount}
        hasNext={pageInfo.hasNextPage}
        onMove={onMove}
      />
    </>
  );
}
