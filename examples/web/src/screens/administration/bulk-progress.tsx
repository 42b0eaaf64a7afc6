import { useEffect, useRef } from 'react';
import { count } from '../../format.ts';
import { PassingButton } from '../../parts/passing-button.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { BulkEnrollment, Outcome } from './bulk-enrollment.ts';

/** Kinds of outcomes, in the order in which somebody has to look at them. */
const kinds = ['failed', 'unknown', 'left', 'known', 'enrolled'] as const;
type Kind = (typeof kinds)[number];

const labels: Record<Kind, string> = {
  failed: 'Not enrolled',
  unknown: 'To be checked',
  left: 'Not attempted',
  known: 'Enrolled before',
  enrolled: 'Enrolled',
};

/** How far the enrollment of a class is, and what became of each learner; what needs attention comes first. */
export function BulkProgress({ enrollment, onStop }: { enrollment: BulkEnrollment; onStop: () => void }) {
  const { state, total, outcomes, failures } = enrollment;
  const done = outcomes.length;
  const amounts = kinds.map((kind) => ({ kind, amount: outcomes.filter((each) => kindOf(each) === kind).length }));
  const worthALine = outcomes.filter((each) => kindOf(each) !== 'enrolled' || warningsOf(each).length > 0);
  const tenths = Math.floor((done / total) * 10);

  // The button that began it is off while it runs; and the progress is what there is to see now.
  const panel = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state !== 'running') return;
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);

  return (
    <div className="bulk panel" ref={panel}>
      <div className="bulk-head">
        <h2 ref={heading} tabIndex={-1}>
          {done} of {total}
        </h2>
        {state === 'running' ? (
          <PassingButton onClick={onStop}>Stop</PassingButton>
        ) : (
          <span>{state === 'stopped' ? 'Stopped' : done < total ? 'Broken off' : 'Done'}</span>
        )}
      </div>
      <div
        className="bulk-bar"
        role="progressbar"
        aria-label="Learners gone through"
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
      >
        {[...amounts].reverse().map(({ kind, amount }) => (
          <span key={kind} data-kind={kind} style={{ inlineSize: `${(amount / total) * 100}%` }} />
        ))}
      </div>
      <ul className="bulk-keys">
        {amounts
          .filter(({ amount }) => amount > 0)
          .reverse()
          .map(({ kind, amount }) => (
            <li key={kind} data-kind={kind}>
              <b className="figure">{amount}</b> {labels[kind]}
            </li>
          ))}
      </ul>
      <p className="unseen" role="status">
        {state === 'running'
          ? `${tenths * 10} percent`
          : `${count(amounts.at(-1)?.amount ?? 0, 'learner')} enrolled, ${worthALine.length} to look at`}
      </p>
      {(failures.length > 0 || (state === 'done' && done < total)) && (
        <Problem what="Some of the outcomes" failures={failures} />
      )}
      {state === 'stopped' && done < total && (
        <p className="hint">
          What was under way when you stopped may still have been done: the roster shows it. Nothing else was begun.
        </p>
      )}
      {worthALine.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not every browser lets the keyboard in by itself
        <ul className="outcomes" aria-label="Outcomes to look at" tabIndex={0}>
          {worthALine
            .sort((a, b) => kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b)))
            .map((outcome) => (
              <li key={outcome.user.id} data-kind={kindOf(outcome)}>
                <span>
                  <PersonName id={outcome.user.id} />
                </span>
                <span>{describe(outcome)}</span>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}

function kindOf({ result }: Outcome): Kind {
  switch (result.__typename) {
    case 'CreateEnrollmentSuccess':
      return 'enrolled';
    case 'AlreadyEnrolledError':
      return 'known';
    case 'OutcomeUnknownError':
      return 'unknown';
    case 'NotAttemptedError':
      return 'left';
    default:
      return 'failed';
  }
}

/** For people: the graph's own words where it is about this learner, ours where it advises programs. */
function describe(outcome: Outcome): string {
  const { result } = outcome;
  switch (result.__typename) {
    case 'CreateEnrollmentSuccess':
      return warningsOf(outcome).join(' ');
    case 'AlreadyEnrolledError':
      return 'Was enrolled already.';
    case 'OutcomeUnknownError':
      return 'No answer came: enrolled or not, the roster shows it. Look there before you try again.';
    case 'NotAttemptedError':
      return 'The time ran out before. Enroll again.';
    default:
      return result.message;
  }
}

function warningsOf({ result }: Outcome): readonly string[] {
  return result.__typename === 'CreateEnrollmentSuccess' ? result.warnings : [];
}
