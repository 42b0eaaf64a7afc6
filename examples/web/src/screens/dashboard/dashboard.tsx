import './dashboard.css';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { allFailures, failuresAt } from '../../failures.ts';
import { count } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { usePersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Screen } from '../../parts/screen.tsx';
import { useSession } from '../../session.ts';
import { isUnderWay, type Standing, standingLabels } from '../../standing.ts';
import { Certificates } from './certificates.tsx';
import { DueNext } from './due-next.tsx';
import { EnrollmentList } from './enrollment-list.tsx';
import { enrollmentsIn, LearnerEnrollments } from './learner-enrollments.ts';
import { StandingsBar } from './standings-bar.tsx';

/** What a learner is enrolled in, how far they are, what is due, and what they have to show for it. */
export function Dashboard({ userId }: { userId?: string }) {
  const { organizationId, learnerId } = useSession();
  const learner = userId ?? learnerId;
  const isOwn = learner === learnerId;
  const name = usePersonName(learner);
  const [chosen, choose] = useState<Standing | null>(null);
  const [{ data, error, fetching }, read] = useQuery({
    query: LearnerEnrollments,
    variables: { organizationId, userId: learner },
  });
  const retry = () => read();
  const enrollments = enrollmentsIn(data);
  const underWay = enrollments.filter(({ standing }) => isUnderWay(standing));
  const shown = chosen ? enrollments.filter(({ standing }) => standing === chosen) : enrollments;
  const hasCourses = Boolean(data?.sectionEnrollments.nodes);
  const hasPlans = Boolean(data?.trainingPlanEnrollments.nodes);
  const title = isOwn ? 'My learning' : `Learning of ${name ?? 'a learner'}`;

  return (
    <Screen title={title} kicker={isOwn ? name : <>{count(underWay.length, 'course')} under way</>}>
      {fetching && !data ? (
        <Loading what="enrollments" lines={9} />
      ) : !hasCourses && !hasPlans ? (
        <Problem what="The enrollments" failures={allFailures(error)} onRetry={retry} />
      ) : (
        <>
          {enrollments.length > 0 && <StandingsBar enrollments={enrollments} chosen={chosen} onChoose={choose} />}
          <div className="dashboard">
            <Panel
              title={chosen ? standingLabels[chosen] : 'All enrollments'}
              note={count(shown.length, 'enrollment')}
              className="dashboard-list"
            >
              {!hasPlans && (
                <Problem
                  what="The training plans"
                  failures={failuresAt(error, ['trainingPlanEnrollments'])}
                  onRetry={retry}
                />
              )}
              {!hasCourses && (
                <Problem what="The courses" failures={failuresAt(error, ['sectionEnrollments'])} onRetry={retry} />
              )}
              <EnrollmentList key={chosen} enrollments={shown} broken={brokenItems(data, error)} />
              {enrollments.length === 0 && (
                <Empty>
                  There are no enrollments yet. <Link href="/catalog">The catalog</Link> shows what there is to learn.
                </Empty>
              )}
            </Panel>
            <div className="dashboard-side">
              <DueNext userId={learner} enrollments={underWay} />
              <Certificates userId={learner} enrollments={enrollments} />
            </div>
          </div>
        </>
      )}
    </Screen>
  );
}

/** The failures of the single items that are null although their list is there. */
function brokenItems(
  data: Parameters<typeof enrollmentsIn>[0],
  error: Parameters<typeof failuresAt>[0],
): ReturnType<typeof failuresAt>[] {
  return (['sectionEnrollments', 'trainingPlanEnrollments'] as const).flatMap((list) =>
    (data?.[list].nodes ?? []).flatMap((item, index) =>
      item === null ? [failuresAt(error, [list, 'nodes', index])] : [],
    ),
  );
}
