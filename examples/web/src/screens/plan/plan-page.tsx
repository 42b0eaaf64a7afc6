import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
import { date, number, plainText } from '../../format.ts';
import { graphql } from '../../graphql/gql.ts';
import type { PlanPageQuery } from '../../graphql/graphql.ts';
import { Empty } from '../../parts/empty.tsx';
import { deadline, Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Meter } from '../../parts/meter.tsx';
import { usePlace } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Screen } from '../../parts/screen.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { useSession } from '../../session.ts';
import { statusLabelOf } from '../../status-label.ts';
import { useRead } from '../../use-read.ts';
import { EnrollButton } from '../enroll/enroll-button.tsx';
import { Roster, RosterLoading, rosterPageSize } from '../roster.tsx';

const PlanPageDocument = graphql(`
  query PlanPage($id: ID!, $organizationId: ID!, $learnerId: ID!, $first: Int!, $after: String) {
    trainingPlan(id: $id) {
      id
      title
      description
      creditHours
      enrollmentEndsAt
      finalDropAt
      own: enrollments(organizationId: $organizationId, userId: $learnerId, first: 1) {
        nodes {
          id
          status
          phase
          percentRequirementsFulfilled
          averageScore
          expiresAt
          completedAt
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
          status
          phase
          percentRequirementsFulfilled
          averageScore
          lastActivityAt
        }
      }
    }
  }
`);

/** A training plan with the progress of the signed-in person and its roster. */
export function PlanPage({ id }: { id: string }) {
  const { organizationId, learnerId, now } = useSession();
  const paging = usePlace();
  const [{ data, error, fetching }, read] = useRead({
    query: PlanPageDocument,
    variables: { id, organizationId, learnerId, first: rosterPageSize, after: paging.place.after },
  });
  const retry = () => read();
  const plan = data?.trainingPlan;
  if (!plan) {
    return (
      <Screen title="Training plan" kicker=" ">
        {fetching ? (
          <>
            <div className="section-page">
              <Loading what="the training plan" lines={5} />
              <Panel title="Your progress">
                <Loading what="your progress" lines={3} columns={[1, 2]} />
              </Panel>
            </div>
            <Panel title="Roster">
              <RosterLoading />
            </Panel>
          </>
        ) : error ? (
          <Problem what="The training plan" failures={allFailures(error)} onRetry={retry} />
        ) : (
          <Empty>
            No training plan was found with the id in the address. <Link href="/catalog">Browse the catalog.</Link>
          </Empty>
        )}
      </Screen>
    );
  }
  const { title, description, creditHours, enrollmentEndsAt, finalDropAt } = plan;
  const descriptionFailures = failuresAt(error, ['trainingPlan', 'description']);
  return (
    <Screen
      title={title ?? 'Untitled plan'}
      kicker="Training plan"
      aside={!isEnrolled(plan) && <EnrollButton syllabusId={id} title={title ?? 'this plan'} />}
    >
      <div className="section-page">
        <div className="section-about">
          <Facts
            facts={[
              { name: 'Credit', fact: creditHours === null ? null : `${number(creditHours)} hours` },
              deadline('Enroll until', enrollmentEndsAt, now),
              deadline('Drop until', finalDropAt, now),
            ]}
          />
          {descriptionFailures.length > 0 && (
            <Problem what="The description" failures={descriptionFailures} onRetry={retry} />
          )}
          {description && (
            <div className="prose">
              <h2>About</h2>
              <p>{plainText(description)}</p>
            </div>
          )}
        </div>
        <Panel title="Your progress">
          <OwnProgress own={plan.own} error={error} onRetry={retry} />
        </Panel>
      </div>
      <Panel
        title="Roster"
        note={plan.enrollments.totalCount !== null && `${plan.enrollments.totalCount} enrolled`}
        className="roster"
      >
        <Roster
          enrollments={plan.enrollments}
          path={['trainingPlan', 'enrollments']}
          error={error}
          paging={paging}
          onRetry={retry}
          progress={{ label: 'Requirements', percentOf: (enrollment) => enrollment.percentRequirementsFulfilled }}
          score={{
            label: 'Average',
            scoreOf: ({ averageScore }) => (averageScore === null ? '–' : number(averageScore)),
          }}
        />
      </Panel>
    </Screen>
  );
}

type Plan = NonNullable<PlanPageQuery['trainingPlan']>;

function isEnrolled({ own }: Plan): boolean {
  const phase = own.nodes?.[0]?.phase;
  return phase === 'NOT_STARTED' || phase === 'IN_PROGRESS';
}

interface OwnProgressProps {
  own: Plan['own'];
  error: CombinedError | undefined;
  onRetry: () => void;
}

function OwnProgress({ own, error, onRetry }: OwnProgressProps) {
  const { now } = useSession();
  const [enrollment] = own.nodes ?? [];
  if (!own.nodes || enrollment === null) {
    return <Problem what="Your progress" failures={failuresAt(error, ['trainingPlan', 'own'])} onRetry={onRetry} />;
  }
  if (!enrollment) return <Empty>You are not enrolled in this plan.</Empty>;
  const { percentRequirementsFulfilled: percent, averageScore, expiresAt, completedAt } = enrollment;
  const status = statusLabelOf(enrollment);
  return (
    <>
      <p className="own-progress">
        <StatusMark status={status} />
        <Meter label="Requirements fulfilled" percent={percent} status={status} />
      </p>
      <Facts
        facts={[
          { name: 'Average score', fact: averageScore === null ? null : number(averageScore) },
          { name: 'Completed', fact: completedAt && date(completedAt) },
          deadline('Ends', completedAt ? null : expiresAt, now),
        ]}
      />
      <p className="hint">The learning system does not report which requirements the plan has.</p>
    </>
  );
}
