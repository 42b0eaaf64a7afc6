import { useState } from 'react';
import { Link } from 'wouter';
import type { Failure } from '../../failures.ts';
import { count, date, distance } from '../../format.ts';
import { ItemError } from '../../parts/item-error.tsx';
import { Meter } from '../../parts/meter.tsx';
import { Score } from '../../parts/score.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import { useSession } from '../../session.ts';
import { statusTexts } from '../../status-label.ts';
import type { LearnerEnrollment } from './learner-enrollments.ts';

const initialCount = 12;

interface EnrollmentListProps {
  enrollments: readonly LearnerEnrollment[];
  /** The failures of each enrollment that could not be read. */
  itemFailures: readonly (readonly Failure[])[];
}

/** Enrollments of both kinds with progress and score: first a dozen, then all on request. */
export function EnrollmentList({ enrollments, itemFailures }: EnrollmentListProps) {
  const [isExpanded, setExpanded] = useState(false);
  const shown = isExpanded ? enrollments : enrollments.slice(0, initialCount);
  const hidden = enrollments.length - shown.length;
  return (
    <>
      <ul className="ledger">
        {itemFailures.map((failures, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item that could not be read has no id
          <li key={`error-${index}`}>
            <ItemError what="An enrollment" failures={failures} />
          </li>
        ))}
        {shown.map((enrollment) => (
          <Row key={enrollment.id} enrollment={enrollment} />
        ))}
      </ul>
      {hidden > 0 && (
        <TransientButton className="quiet more" onClick={() => setExpanded(true)}>
          Show {count(hidden, 'more enrollment')}
        </TransientButton>
      )}
    </>
  );
}

function Row({ enrollment }: { enrollment: LearnerEnrollment }) {
  const { statusLabel, percent } = enrollment;
  const title = enrollment.title ?? 'Untitled';
  return (
    <li className="ledger-row">
      <StatusMark status={statusLabel} isBare />
      <div className="ledger-title">
        {enrollment.__typename === 'SectionEnrollment' ? (
          <Link href={`/sections/${enrollment.section.id}`}>{title}</Link>
        ) : (
          <Link href={`/plans/${enrollment.trainingPlan.id}`}>{title}</Link>
        )}
        <small>
          {statusTexts[statusLabel]} · <When enrollment={enrollment} />
        </small>
      </div>
      <Meter label={`Progress in ${title}`} percent={percent} status={statusLabel} />
      {enrollment.__typename === 'SectionEnrollment' ? (
        <Score score={enrollment.weightedScore} highest={enrollment.maxWeightedScore} />
      ) : (
        <span className="tag">Plan</span>
      )}
    </li>
  );
}

function When({
  enrollment: { completedAt, expiresAt, lastActivityAt, enrolledAt },
}: {
  enrollment: LearnerEnrollment;
}) {
  const { now } = useSession();
  if (completedAt) return <>completed {date(completedAt)}</>;
  if (expiresAt)
    return (
      <>
        {expiresAt < now ? 'ended' : 'ends'} {distance(expiresAt, now)}
      </>
    );
  if (lastActivityAt) return <>last active {distance(lastActivityAt, now)}</>;
  return <>enrolled {distance(enrolledAt, now)}</>;
}
