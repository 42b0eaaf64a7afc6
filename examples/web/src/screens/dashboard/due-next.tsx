import { useQuery } from 'urql';
import { Link } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
import { distance, shortDate } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { DueAssignmentsQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSession } from '../../session.ts';
import type { LearnerEnrollment } from './learner-enrollments.ts';

/** Each section costs two REST calls: its assignments, and the learner's statuses. */
const maxSections = 6;
const maxAssignments = 7;

const DueAssignments = graphql(`
  query DueAssignments($userId: ID!, $enrollmentIds: [ID!]!) {
    enrollments(filter: { userIds: [$userId], enrollmentIds: $enrollmentIds }) {
      nodes {
        id
        ... on SectionEnrollment {
          section {
            id
            title
            assignments(first: 50) {
              nodes {
                id
                title
                dueAt
              }
            }
          }
          assignmentStatuses(first: 50) {
            nodes {
              phase
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

interface DueNextProps {
  userId: string;
  /** The enrollments in progress, most recent activity first. */
  enrollments: readonly LearnerEnrollment[];
}

/** The next due assignments of the sections with the most recent activity. */
export function DueNext({ userId, enrollments }: DueNextProps) {
  const { now } = useSession();
  const enrollmentIds = enrollments
    .filter(({ __typename }) => __typename === 'SectionEnrollment')
    .slice(0, maxSections)
    .map(({ id }) => id);
  const [{ data, error, fetching }, read] = useQuery({
    query: DueAssignments,
    variables: { userId, enrollmentIds },
    pause: enrollmentIds.length === 0,
  });
  const due = dueAssignments(data).filter(({ dueAt }) => dueAt >= now);
  const unreadable = unreadableSections(data);

  return (
    <Panel title="Due next">
      {fetching && !data ? (
        <Loading what="assignments" lines={5} />
      ) : enrollmentIds.length > 0 && !data?.enrollments.nodes ? (
        <Problem what="The assignments" failures={allFailures(error)} onRetry={() => read()} />
      ) : (
        <>
          {due.length === 0 && unreadable.length === 0 && (
            <Empty>No assignments are due in the courses in progress.</Empty>
          )}
          <ol className="due">
            {due.slice(0, maxAssignments).map(({ id, title, dueAt, section }) => (
              <li key={id}>
                <time dateTime={dueAt}>{shortDate(dueAt)}</time>
                <div>
                  <Link href={`/sections/${section.id}`}>{title}</Link>
                  <small>
                    {section.title} · {distance(dueAt, now)}
                  </small>
                </div>
              </li>
            ))}
          </ol>
          {unreadable.map(({ title, index }) => (
            <ItemError
              key={index}
              what={`The assignments of ${title}`}
              failures={failuresAt(error, ['enrollments', 'nodes', index])}
            />
          ))}
        </>
      )}
    </Panel>
  );
}

/** The unfinished assignments with a due date, nearest first. */
function dueAssignments(data: DueAssignmentsQuery | undefined) {
  const courses = (data?.enrollments.nodes ?? []).filter((node) => node !== null).filter((node) => 'section' in node);
  return courses
    .flatMap(({ section, assignmentStatuses }) => {
      const finished = new Set(
        assignmentStatuses.nodes?.flatMap((status) => (status?.phase === 'FINISHED' ? [status.assignment.id] : [])),
      );
      return (section.assignments.nodes ?? []).flatMap((assignment) =>
        assignment?.dueAt && !finished.has(assignment.id) ? [{ ...assignment, dueAt: assignment.dueAt, section }] : [],
      );
    })
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

function unreadableSections(data: DueAssignmentsQuery | undefined) {
  return (data?.enrollments.nodes ?? []).flatMap((node, index) => {
    if (node === null) return [{ title: 'a course', index }];
    const isUnreadable = 'section' in node && !node.section.assignments.nodes;
    return isUnreadable ? [{ title: node.section.title ?? 'a course', index }] : [];
  });
}
