import { useState } from 'react';
import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
import { count, distance, shortDate } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { DueAssignmentsQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { ItemError } from '../../parts/item-error.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import { useSession } from '../../session.ts';
import { useRead } from '../../use-read.ts';
import type { LearnerEnrollment } from './learner-enrollments.ts';

/** Each section costs two REST calls: its assignments, and the learner's statuses. */
const sectionsAtOnce = 6;
const maxAssignments = 7;

const DueAssignments = graphql(`
  query DueAssignments($userId: ID!, $enrollmentIds: [ID!]!, $first: Int!) {
    enrollments(filter: { userIds: [$userId], enrollmentIds: $enrollmentIds }, first: $first) {
      nodes {
        id
        ... on SectionEnrollment {
          section {
            id
            title
            assignments(first: 100) {
              pageInfo {
                hasNextPage
              }
              nodes {
                id
                title
                dueAt
              }
            }
          }
          assignmentStatuses(first: 100) {
            pageInfo {
              hasNextPage
            }
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
  inProgress: readonly LearnerEnrollment[];
  /** False if some courses could not be read: they may have due assignments, too. */
  isComplete: boolean;
  isLoading: boolean;
}

/** The next due assignments: first of the courses with the most recent activity, then of more on request. */
export function DueNext({ userId, inProgress, isComplete, isLoading }: DueNextProps) {
  const { now } = useSession();
  const [maxSections, setMaxSections] = useState(sectionsAtOnce);
  const [isExpanded, setExpanded] = useState(false);
  const courses = inProgress.filter(({ __typename }) => __typename === 'SectionEnrollment');
  const enrollmentIds = courses.slice(0, maxSections).map(({ id }) => id);
  const [{ data, error, fetching }, read] = useRead({
    query: DueAssignments,
    variables: { userId, enrollmentIds, first: maxSections },
    pause: isLoading || enrollmentIds.length === 0,
  });
  const due = dueAssignments(data).filter(({ dueAt }) => dueAt >= now);
  const unreadable = fetching ? [] : unreadableSections(data, error, enrollmentIds);
  const others = courses.length - enrollmentIds.length;
  const hasFailed = enrollmentIds.length > 0 && !fetching && !data?.enrollments.nodes;
  const shown = isExpanded ? due : due.slice(0, maxAssignments);

  return (
    <Panel
      title="Due next"
      note={!isLoading && courses.length > 0 && `${enrollmentIds.length} of ${count(courses.length, 'course')}`}
    >
      {isLoading || (fetching && !data) ? (
        <Loading what="assignments" lines={maxAssignments} columns={[1, 5]} />
      ) : hasFailed ? (
        <Problem what="The assignments" failures={allFailures(error)} onRetry={() => read()} />
      ) : (
        <>
          {due.length === 0 && (
            <Empty>{nothingDue(isComplete && unreadable.length === 0, others, courses.length)}</Empty>
          )}
          {due.length > 0 && !isComplete && <p className="note">Some courses could not be read.</p>}
          <ol className="due">
            {shown.map(({ id, title, dueAt, section }) => (
              <li key={id}>
                <time dateTime={dueAt}>{shortDate(dueAt)}</time>
                <div>
                  <Link href={`/sections/${section.id}`}>{title}</Link>
                  <small>
                    {section.title ?? 'A course'} · {distance(dueAt, now)}
                  </small>
                </div>
              </li>
            ))}
          </ol>
          {unreadable.map(({ title, index }) => (
            <p key={index}>
              <ItemError what={title} failures={failuresAt(error, ['enrollments', 'nodes', index])} />
            </p>
          ))}
          <div className="actions more">
            {due.length > shown.length && (
              <TransientButton onClick={() => setExpanded(true)}>
                Show {count(due.length - shown.length, 'more assignment')}
              </TransientButton>
            )}
            {others > 0 && (
              <TransientButton isOff={fetching} onClick={() => setMaxSections(maxSections + sectionsAtOnce)}>
                {fetching ? 'Looking' : `Look in ${count(Math.min(others, sectionsAtOnce), 'more course')}`}
              </TransientButton>
            )}
          </div>
        </>
      )}
    </Panel>
  );
}

/** Never says more than what was read. */
function nothingDue(isWhole: boolean, others: number, courses: number): string {
  if (!isWhole) return 'It is not known whether anything is due: not all courses could be read.';
  if (others > 0) return `Nothing is due in the ${courses - others} courses with the most recent activity.`;
  return courses === 0 ? 'No courses are in progress.' : 'No assignments are due in the courses in progress.';
}

/** The unfinished assignments with a due date, nearest first. Only of courses whose statuses are known. */
function dueAssignments(data: DueAssignmentsQuery | undefined) {
  const courses = (data?.enrollments.nodes ?? []).filter((node) => node !== null).filter((node) => 'section' in node);
  return courses
    .flatMap(({ section, assignmentStatuses }) => {
      const statuses = assignmentStatuses.nodes;
      if (!statuses) return [];
      const finished = new Set(
        statuses.flatMap((status) => (status?.phase === 'FINISHED' ? [status.assignment.id] : [])),
      );
      return (section.assignments.nodes ?? []).flatMap((assignment) =>
        assignment?.dueAt && !finished.has(assignment.id) ? [{ ...assignment, dueAt: assignment.dueAt, section }] : [],
      );
    })
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

/** The courses of which something is missing. */
function unreadableSections(
  data: DueAssignmentsQuery | undefined,
  error: CombinedError | undefined,
  enrollmentIds: readonly string[],
) {
  const nodes = data?.enrollments.nodes ?? [];
  const parts = nodes.flatMap((node, index) => {
    if (node === null) return [{ title: 'A course', index }];
    if (!('section' in node)) return [];
    const { section, assignmentStatuses } = node;
    const course = section.title ?? 'a course';
    if (!section.assignments.nodes) return [{ title: `The assignments of ${course}`, index }];
    if (!assignmentStatuses.nodes) return [{ title: `The progress in ${course}`, index }];
    if (failuresAt(error, ['enrollments', 'nodes', index, 'section', 'title']).length > 0)
      return [{ title: 'The title of a course', index }];
    const isCut = section.assignments.pageInfo.hasNextPage || assignmentStatuses.pageInfo.hasNextPage;
    const hasGap = section.assignments.nodes.includes(null) || assignmentStatuses.nodes.includes(null);
    return isCut || hasGap ? [{ title: `Some assignments of ${course}`, index }] : [];
  });
  const missing = nodes.length > 0 && nodes.length < enrollmentIds.length;
  return missing ? [...parts, { title: 'A course', index: nodes.length }] : parts;
}
