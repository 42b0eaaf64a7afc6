import { useState } from 'react';
import { Link } from 'wouter';
import type { Failure } from '../../failures.ts';
import { count, date, distance } from '../../format.ts';
import { BrokenItem } from '../../parts/broken-item.tsx';
import { Meter } from '../../parts/meter.tsx';
import { PassingButton } from '../../parts/passing-button.tsx';
import { Score } from '../../parts/score.tsx';
import { StandingMark } from '../../parts/standing-mark.tsx';
import { useSession } from '../../session.ts';
import { standingLabels } from '../../standing.ts';
import type { LearnerEnrollment } from './learner-enrollments.ts';

const atFirst = 12;

interface EnrollmentListProps {
  enrollments: readonly LearnerEnrollment[];
  /** What went wrong with each enrollment that could not be read. */
  broken: readonly (readonly Failure[])[];
}

/** Enrollments of both kinds, each with its progress and score; the first dozen, and all on request. */
export function EnrollmentList({ enrollments, broken }: EnrollmentListProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? enrollments : enrollments.slice(0, atFirst);
  const hidden = enrollments.length - shown.length;
  return (
    <>
      <ul className="ledger">
        {broken.map((failures, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what could not be read has no id
          <li key={`broken-${index}`}>
            <BrokenItem what="An enrollment" failures={failures} />
          </li>
        ))}
        {shown.map((enrollment) => (
          <Row key={enrollment.id} enrollment={enrollment} />
        ))}
      </ul>
      {hidden > 0 && (
        <PassingButton className="quiet more" onClick={() => setWhole(true)}>
          Show {count(hidden, 'more enrollment')}
        </PassingButton>
      )}
    </>
  );
}

function Row({ enrollment }: { enrollment: LearnerEnrollment }) {
  const { standing, percent } = enrollment;
  const title = enrollment.title ?? 'Without a title';
  return (
    <li className="ledger-row">
      <StandingMark standing={standing} isBare />
      <div className="ledger-title">
        {enrollment.__typename === 'SectionEnrollment' ? (
          <Link href={`/sections/${enrollment.section.id}`}>{title}</Link>
        ) : (
          <span>{title}</span>
        )}
        <small>
          {standingLabels[standing]} · <When enrollment={enrollment} />
        </small>
      </div>
      <Meter label={`Progress in ${title}`} percent={percent} standing={standing} />
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
