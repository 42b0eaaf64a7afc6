import './team.css';
import { useState } from 'react';
import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { failuresOf, isWhole, type List, readable, useAllPages } from '../../all-pages.ts';
import { allFailures, failuresAt } from '../../failures.ts';
import { graphql } from '../../graphql/gql.ts';
import type { TeamEnrollmentsQuery, TeamSummaryQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Screen } from '../../parts/screen.tsx';
import { type Person, useSession } from '../../session.ts';
import { isInProgress, type StatusLabel, statusLabelOf } from '../../status-label.ts';
import { useRead } from '../../use-read.ts';

/** The dates take a REST call for each person, and fail for more than 50. */
const TeamSummary = graphql(`
  query TeamSummary($organizationId: ID!, $userIds: [ID!]!, $completedAfter: DateTime!) {
    enrollmentSummary(filter: { organizationIds: [$organizationId], userIds: $userIds }) {
      total
      isComplete
      gap
      overdue
      expiring(withinDays: 30)
      completed(period: { after: $completedAfter })
    }
  }
`);

const TeamEnrollments = graphql(`
  query TeamEnrollments($organizationId: ID!, $userIds: [ID!]!, $after: String) {
    enrollments(
      filter: { organizationIds: [$organizationId], userIds: $userIds }
      first: 500
      after: $after
    ) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        __typename
        id
        userId
        status
        phase
      }
    }
  }
`);

/** A manager's screen: the progress of the people in an organization. */
export function Team() {
  const { people, learnerId } = useSession();
  const organizations = [...new Set(people.map(({ organization }) => organization))].sort();
  const own = people.find(({ id }) => id === learnerId)?.organization;
  const [organization, choose] = useState(own ?? organizations[0] ?? '');
  const team = people.filter((person) => person.organization === organization);
  return (
    <Screen
      title="Team"
      kicker="The progress of the people in an organization"
      aside={
        <label className="field">
          <span>Organization</span>
          <select value={organization} onChange={({ target }) => choose(target.value)}>
            {organizations.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      }
    >
      {team.length === 0 ? (
        <Empty>The directory has no one in this organization.</Empty>
      ) : (
        <Standing key={organization} team={team} />
      )}
    </Screen>
  );
}

function Standing({ team }: { team: readonly Person[] }) {
  const { now, organizationId, organizationName } = useSession();
  const userIds = team.map(({ id }) => id);
  const completedAfter = new Date(Date.parse(now) - 365 * 86_400_000).toISOString();
  const [{ data, error, fetching }, read] = useRead({
    query: TeamSummary,
    variables: { organizationId, userIds, completedAfter },
  });
  const enrollments = useAllPages({
    document: TeamEnrollments,
    variables: { organizationId, userIds },
    path: ['enrollments', 'nodes'],
    read: ({ enrollments: { nodes, pageInfo } }) => ({ items: nodes, pageInfo }),
  });
  const retry = () => read();
  return (
    <>
      {fetching && !data ? (
        <LoadingSummary />
      ) : data?.enrollmentSummary ? (
        <Summary summary={data.enrollmentSummary} error={error} onRetry={retry} />
      ) : (
        <Problem what="The summary" failures={allFailures(error)} onRetry={retry} />
      )}
      <p className="note">Only enrollments in {organizationName} are counted, not those in other organizations.</p>
      <Panel title="People" note={`${team.length} in the directory`}>
        <People team={team} enrollments={enrollments} />
      </Panel>
    </>
  );
}

interface SummaryProps {
  summary: NonNullable<TeamSummaryQuery['enrollmentSummary']>;
  error: CombinedError | undefined;
  onRetry: () => void;
}

function LoadingSummary() {
  return (
    <div className="numbers" role="status">
      <span className="unseen">Loading the summary</span>
      {[1, 2, 3, 4].map((number) => (
        <div key={number} className="loading">
          <span className="bone" />
          <span className="bone" />
        </div>
      ))}
    </div>
  );
}

/** The numbers of a team. If not everything was counted, they are lower bounds and say so. */
function Summary({ summary, error, onRetry }: SummaryProps) {
  const { isComplete, gap } = summary;
  const numbers = [
    { field: 'overdue', label: 'Overdue', value: summary.overdue },
    { field: 'expiring', label: 'End within 30 days', value: summary.expiring },
    { field: 'completed', label: 'Completed in a year', value: summary.completed },
    { field: 'total', label: 'Enrollments', value: summary.total },
  ];
  const failures = failuresAt(error, ['enrollmentSummary']);
  return (
    <div>
      <dl className="numbers">
        {numbers.map(({ field, label, value }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              {value === null ? (
                <small>could not be read</small>
              ) : (
                <>
                  {!isComplete && <small>at least </small>}
                  {value}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {!isComplete && <p className="note">{gap ? gaps[gap] : 'Not all enrollments were counted.'}</p>}
      {failures.length > 0 && <Problem what="Some numbers" failures={failures} onRetry={onRetry} />}
    </div>
  );
}

const gaps: Record<string, string> = {
  LIMIT: 'There are more enrollments than could be counted.',
  CALL_LIMIT: 'There are more enrollments than could be counted at once.',
  UNREADABLE: 'Some enrollments could not be read, so they are not counted.',
};

type Enrollment = NonNullable<NonNullable<TeamEnrollmentsQuery['enrollments']['nodes']>[number]>;

const columns: readonly { label: string; holds: (status: StatusLabel) => boolean }[] = [
  { label: 'Not started', holds: (status) => status === 'NOT_STARTED' },
  { label: 'In progress', holds: isInProgress },
  { label: 'Passed', holds: (status) => status === 'PASSED' },
  { label: 'Failed', holds: (status) => status === 'FAILED' },
  { label: 'Other', holds: (status) => status === 'FINISHED' || status === 'UNKNOWN' },
];

/** Each person's enrollments by status. The numbers appear after all pages are read. */
function People({ team, enrollments }: { team: readonly Person[]; enrollments: List<Enrollment> }) {
  if (enrollments.state === 'loading') {
    return <Loading what="the people" lines={10} columns={[3, 1, 1, 1, 1, 1]} />;
  }
  const items = readable(enrollments);
  const isUncertain = !isWhole(enrollments);
  const statuses = new Map(team.map(({ id }) => [id, [] as StatusLabel[]]));
  for (const enrollment of items) statuses.get(enrollment.userId)?.push(statusLabelOf(enrollment));
  return (
    <>
      {isUncertain && (
        <Problem
          what={items.length > 0 ? 'Some enrollments' : 'The enrollments'}
          failures={failuresOf(enrollments)}
          onRetry={enrollments.retry}
        />
      )}
      {(items.length > 0 || !isUncertain) && (
        <>
          {isUncertain && <p className="note">Only the enrollments that could be read are counted.</p>}
          <table className="table team">
            <thead>
              <tr>
                <th scope="col">Person</th>
                {columns.map(({ label }) => (
                  <th key={label} scope="col" className="right">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {team.map(({ id, name }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={`/learners/${id}`}>{name}</Link>
                  </th>
                  {columns.map(({ label, holds }) => (
                    <td key={label} className="right figure" data-label={label}>
                      {statuses.get(id)?.filter(holds).length || <span className="none">–</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
