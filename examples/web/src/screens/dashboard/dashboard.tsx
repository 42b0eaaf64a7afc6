import './dashboard.css';
import { useState } from 'react';
import { Link } from 'wouter';
import { isWhole, type List } from '../../all-pages.ts';
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
import { enrollmentsIn, useLearnerEnrollments } from './learner-enrollments.ts';
import { LoadingStatusFilter, StatusFilter } from './status-filter.tsx';

/** A learner's enrollments with progress, due assignments and certificates. */
export function Dashboard({ userId }: { userId?: string }) {
  const { learnerId } = useSession();
  const learner = userId ?? learnerId;
  const isOwn = learner === learnerId;
  const name = usePersonName(learner);
  const [chosen, choose] = useState<StatusLabel | null>(null);
  const { courses, plans } = useLearnerEnrollments(learner);
  // Both kinds are sorted into one list. The rows of the first to arrive would move when the other arrives.
  const [hasBoth, setHasBoth] = useState(false);
  const isWaiting = !hasBoth && [courses, plans].some(({ items, state }) => state === 'loading' && items.length === 0);
  if (!isWaiting && !hasBoth) setHasBoth(true);
  const enrollments = isWaiting ? [] : enrollmentsIn(courses, plans);
  const inProgress = enrollments.filter(({ statusLabel }) => isInProgress(statusLabel));
  const shown = chosen ? enrollments.filter(({ statusLabel }) => statusLabel === chosen) : enrollments;
  const isComplete = isWhole(courses) && isWhole(plans);
  const isEmpty = enrollments.length === 0;
  const isLoading = courses.state === 'loading' || plans.state === 'loading';
  const haveBothFailed = isEmpty && courses.state === 'failed' && plans.state === 'failed';
  const title = isOwn ? 'My learning' : `Learning of ${name ?? 'a learner'}`;
  const kicker = isOwn ? name : isComplete && <>{count(inProgress.length, 'enrollment')} in progress</>;

  return (
    <Screen title={title} kicker={kicker || ' '}>
      {haveBothFailed ? (
        <Problem
          what="The enrollments"
          failures={[...courses.failures, ...plans.failures]}
          onRetry={() => {
            courses.retry();
            plans.retry();
          }}
        />
      ) : (
        <>
          {isEmpty && isLoading && <LoadingStatusFilter />}
          {!isEmpty && <StatusFilter enrollments={enrollments} chosen={chosen} onChoose={choose} />}
          {!isEmpty && !isComplete && !isLoading && (
            <p className="note">Only the enrollments that could be read are counted.</p>
          )}
          <div className="dashboard">
            <Panel
              title={chosen ? statusTexts[chosen] : 'All enrollments'}
              note={!(isEmpty && isLoading) && count(shown.length, 'enrollment')}
              className="dashboard-list"
            >
              <Failed what={courses.items.length > 0 ? 'Some of the courses' : 'The courses'} list={courses} />
              <Failed
                what={plans.items.length > 0 ? 'Some of the training plans' : 'The training plans'}
                list={plans}
              />
              <EnrollmentList
                key={chosen}
                enrollments={shown}
                itemFailures={[courses, plans].flatMap(({ items }) =>
                  items.filter(({ item }) => item === null).map(({ failures }) => failures),
                )}
              />
              {isLoading && (
                <Loading
                  what={isEmpty ? 'enrollments' : 'more enrollments'}
                  lines={isEmpty ? 12 : 2}
                  columns={[0.15, 3, 1.2, 0.5]}
                />
              )}
              {isEmpty && isComplete && (
                <Empty>
                  There are no enrollments yet. <Link href="/catalog">Browse the catalog</Link> for courses.
                </Empty>
              )}
            </Panel>
            <div className="dashboard-side">
              <DueNext
                key={`${learner} due`}
                userId={learner}
                inProgress={inProgress}
                isComplete={isWhole(courses)}
                isLoading={isWaiting || courses.state === 'loading'}
              />
              <Certificates
                key={learner}
                userId={learner}
                enrollments={enrollments}
                isComplete={isComplete}
                isLoading={isLoading}
              />
            </div>
          </div>
        </>
      )}
    </Screen>
  );
}

function Failed({ what, list }: { what: string; list: List<unknown> }) {
  return list.state === 'failed' && <Problem what={what} failures={list.failures} onRetry={list.retry} />;
}
