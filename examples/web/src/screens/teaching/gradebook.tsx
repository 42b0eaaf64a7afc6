import './teaching.css';
import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
import { distance, number } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { GradebookQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Pager, usePlace } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Score } from '../../parts/score.tsx';
import { useSession } from '../../session.ts';
import { useRead } from '../../use-read.ts';
import { LoadingGradebook } from './loading-gradebook.tsx';

/** The scores of each learner cost a REST call, so pages are short. */
const pageSize = 10;

const GradebookDocument = graphql(`
  query Gradebook($sectionId: ID!, $organizationId: ID!, $first: Int!, $after: String) {
    section(id: $sectionId) {
      id
      assignments(first: 100) {
        pageInfo {
          hasNextPage
        }
        nodes {
          id
          title
          weight
          maxScore
        }
      }
      enrollments(organizationId: $organizationId, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          userId
          weightedScore
          maxWeightedScore
          assignmentStatuses(first: 100) {
            pageInfo {
              hasNextPage
            }
            nodes {
              id
              phase
              result
              assignmentScore
              completedAt
              resubmitRequiredReason
              assignment {
                id
              }
            }
          }
        }
      }
    }
  }
`);

type Section = NonNullable<GradebookQuery['section']>;
type Assignment = NonNullable<NonNullable<Section['assignments']['nodes']>[number]>;
type Enrollment = NonNullable<NonNullable<Section['enrollments']['nodes']>[number]>;
type Status = NonNullable<NonNullable<Enrollment['assignmentStatuses']['nodes']>[number]>;

/** The gradebook of a section, page by page, with the ungraded work of the learners on that page. */
export function Gradebook({ sectionId }: { sectionId: string }) {
  const { organizationId } = useSession();
  const paging = usePlace();
  const [{ data, error, fetching }, read] = useRead({
    query: GradebookDocument,
    variables: { sectionId, organizationId, first: pageSize, after: paging.place.after },
  });
  const retry = () => read();
  const section = data?.section;
  if (fetching && !data) return <LoadingGradebook />;
  if (!section) {
    return error ? (
      <Problem what="The gradebook" failures={allFailures(error)} onRetry={retry} />
    ) : (
      <Empty>No section was found with the id in the address.</Empty>
    );
  }
  const { nodes, totalCount, pageInfo } = section.enrollments;
  const assignments = section.assignments.nodes;
  if (!nodes || !assignments) {
    return (
      <Panel title="Gradebook">
        <Problem what="The gradebook" failures={allFailures(error)} onRetry={retry} />
      </Panel>
    );
  }
  if (nodes.length === 0 && paging.place.after === null) {
    return (
      <Panel title="Gradebook">
        <Empty>No one is enrolled in this section yet.</Empty>
      </Panel>
    );
  }
  const known = assignments.filter((assignment) => assignment !== null);
  const isEverything = paging.place.after === null && !pageInfo.hasNextPage;
  return (
    <div className="teaching" aria-busy={fetching}>
      <Queue enrollments={nodes} assignments={known} isEverything={isEverything} />
      <Panel title="Gradebook" note={totalCount !== null && `${totalCount} enrolled`}>
        {(section.assignments.pageInfo.hasNextPage || known.length < assignments.length) && (
          <Problem
            what="Some of the assignments"
            failures={failuresAt(error, ['section', 'assignments'])}
            onRetry={retry}
          />
        )}
        {known.length === 0 && <Empty>This section has no assignments.</Empty>}
        <Scores enrollments={nodes} assignments={known} error={error} />
        <Pager
          what="the gradebook"
          paging={paging}
          pageSize={pageSize}
          amount={nodes.length}
          total={totalCount}
          pageInfo={pageInfo}
        />
      </Panel>
    </div>
  );
}

interface QueueProps {
  enrollments: readonly (Enrollment | null)[];
  assignments: readonly Assignment[];
  /** True if the page has all learners of the section. */
  isEverything: boolean;
}

/** Finished work without a grade. The REST API has no filter for it, so it is found among all statuses. */
function Queue({ enrollments, assignments, isEverything }: QueueProps) {
  const { now } = useSession();
  const titles = new Map(assignments.map(({ id, title }) => [id, title]));
  const waiting = enrollments
    .flatMap((enrollment) =>
      (enrollment?.assignmentStatuses.nodes ?? []).flatMap((status) =>
        status && isWaiting(status) ? [{ ...status, userId: enrollment?.userId ?? '' }] : [],
      ),
    )
    .sort((a, b) => (a.completedAt ?? '').localeCompare(b.completedAt ?? ''));
  const isComplete = enrollments.every((enrollment) => enrollment !== null && isWhole(enrollment));
  const scope = isEverything ? 'in this section' : 'of the learners on this page';
  return (
    <Panel title="Waiting for a grade" note={isComplete && `${waiting.length} ${scope}`}>
      {waiting.length === 0 && (
        <Empty>
          {isComplete
            ? `Nothing waits for a grade ${scope}.`
            : 'It is not known whether work waits for a grade: not all of it could be read.'}
        </Empty>
      )}
      {waiting.length > 0 && !isComplete && <p className="note">Some work could not be read.</p>}
      <ol className="queue">
        {waiting.map(({ id, userId, assignment, completedAt }) => (
          <li key={id}>
            <PersonName id={userId} />
            <span>{titles.get(assignment.id) ?? 'An assignment'}</span>
            <small>{completedAt && `handed in ${distance(completedAt, now)}`}</small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function isWaiting({ phase, result }: Status): boolean {
  return phase === 'FINISHED' && result === 'NOT_GRADED';
}

interface ScoresProps {
  enrollments: readonly (Enrollment | null)[];
  assignments: readonly Assignment[];
  error: CombinedError | undefined;
}

function Scores({ enrollments, assignments, error }: ScoresProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not every browser makes scrollable elements focusable
    <section className="gradebook" aria-label="Scores of each assignment" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Learner</th>
            {assignments.map(({ id, title }, index) => (
              <th key={id} scope="col" title={title ?? undefined}>
                <span aria-hidden="true">{index + 1}</span>
                <span className="unseen">{title}</span>
              </th>
            ))}
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {enrollments.map((enrollment, index) =>
            enrollment ? (
              <tr key={enrollment.id}>
                <th scope="row">
                  <Link href={`/learners/${enrollment.userId}`}>
                    <PersonName id={enrollment.userId} />
                  </Link>
                </th>
                {enrollment.assignmentStatuses.nodes ? (
                  assignments.map(({ id }) => (
                    <td key={id}>
                      <Cell
                        status={enrollment.assignmentStatuses.nodes?.find((status) => status?.assignment.id === id)}
                        isWhole={isWhole(enrollment)}
                      />
                    </td>
                  ))
                ) : (
                  <td colSpan={assignments.length}>
                    <ItemError
                      what="The scores"
                      failures={failuresAt(error, ['section', 'enrollments', 'nodes', index, 'assignmentStatuses'])}
                    />
                  </td>
                )}
                <td>
                  <Score score={enrollment.weightedScore} highest={enrollment.maxWeightedScore} />
                </td>
              </tr>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: an item that could not be read has no id
              <tr key={`error-${index}`}>
                <td colSpan={assignments.length + 2}>
                  <ItemError
                    what="An enrollment"
                    failures={failuresAt(error, ['section', 'enrollments', 'nodes', index])}
                  />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <ol className="gradebook-key">
        {assignments.map(({ id, title, maxScore }) => (
          <li key={id}>
            {title} {maxScore !== null && <small>of {number(maxScore)}</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** True if all statuses of the enrollment could be read. */
function isWhole({ assignmentStatuses: { nodes, pageInfo } }: Enrollment): boolean {
  return nodes !== null && !nodes.includes(null) && !pageInfo.hasNextPage;
}

/** A score, or why there is none. */
function Cell({ status, isWhole }: { status: Status | null | undefined; isWhole: boolean }) {
  if (!status) return <span className="none">{isWhole ? '–' : '?'}</span>;
  if (isWaiting(status)) return <span className="waiting">to grade</span>;
  if (status.resubmitRequiredReason) {
    return (
      <span className="waiting" title={status.resubmitRequiredReason}>
        redo
      </span>
    );
  }
  if (status.assignmentScore === null) return <span className="none">–</span>;
  return <span className="figure">{number(status.assignmentScore)}</span>;
}
