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
import { isInProgress, type StatusLabel, statusTexts } from '../../status-label.ts';
import { Certificates } from './certificates.tsx';
import { DueNext } from './due-next.tsx';
import { EnrollmentList } from './enrollment-list.tsx';
import { enrollmentsIn, LearnerEnrollments } from './learner-enrollments.ts';
import { StatusFilter } from './status-filter.tsx';

/** A learner's enrollments with progress, due assignments and certificates. */
export function Dashboard({ userId }: { userId?: string }) {
  const { organizationId, learnerId } = useSession();
  const learner = userId ?? learnerId;
  const isOwn = learner === learnerId;
  const name = usePersonName(learner);
  const [chosen, choose] = useState<StatusLabel | null>(null);
  const [{ data, error, fetching }, read] = useQuery({
    query: LearnerEnrollments,
    variables: { organizationId, userId: learner },
  });
  const retry = () => read();
  const enrollments = enrollmentsIn(data);
  const inProgress = enrollments.filter(({ statusLabel }) => isInProgress(statusLabel));
  const shown = chosen ? enrollments.filter(({ statusLabel }) => statusLabel === chosen) : enrollments;
  const hasCourses = Boolean(data?.sectionEnrollments.nodes);
  const hasPlans = Boolean(data?.trainingPlanEnrollments.nodes);
  const title = isOwn ? 'My learning' : `Learning of ${name ?? 'a learner'}`;

  return (
    <Screen title={title} kicker={isOwn ? name : <>{count(inProgress.length, 'course')} in progress</>}>
      {fetching && !data ? (
        <Loading what="enrollments" lines={9} />
      ) : !hasCourses && !hasPlans ? (
        <Problem what="The enrollments" failures={allFailures(error)} onRetry={retry} />
      ) : (
        <>
          {enrollments.length > 0 && <StatusFilter enrollments={enrollments} chosen={chosen} onChoose={choose} />}
          <div className="dashboard">
            <Panel
              title={chosen ? statusTexts[chosen] : 'All enrollments'}
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
              <EnrollmentList key={chosen} enrollments={shown} itemFailures={itemFailures(data, error)} />
              {enrollments.length === 0 && (
                <Empty>
                  There are no enrollments yet. <Link href="/catalog">Browse the catalog</Link> for courses.
                </Empty>
              )}
            </Panel>
            <div className="dashboard-side">
              <DueNext userId={learner} enrollments={inProgress} />
              <Certificates userId={learner} enrollments={enrollments} />
            </div>
          </div>
        </>
      )}
    </Screen>
  );
}

/** The failures of single items: these are null in a list that was read. */
function itemFailures(
  data: Parameters<typeof enrollmentsIn>[0],
  error: Parameters<typeof failuresAt>[0],
): ReturnType<typeof failuresAt>[] {
  return (['sectionEnrollments', 'trainingPlanEnrollments'] as const).flatMap((list) =>
    (data?.[list].nodes ?? []).flatMap((item, index) =>
      item === null ? [failuresAt(error, [list, 'nodes', index])] : [],
    ),
  );
}
