import { useEffect, useRef } from 'react';
import { count } from '../../format.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import type { BulkEnrollment, Outcome } from './bulk-enrollment.ts';

/** Kinds of outcomes, most urgent first. */
const kinds = ['failed', 'unknown', 'notAttempted', 'alreadyEnrolled', 'enrolled'] as const;
type Kind = (typeof kinds)[number];

const labels: Record<Kind, string> = {
  failed: 'Not enrolled',
  unknown: 'To be checked',
  notAttempted: 'Not attempted',
  alreadyEnrolled: 'Already enrolled',
  enrolled: 'Enrolled',
};

/** The progress of a bulk enrollment, and the outcomes that need attention. */
export function BulkProgress({ enrollment, onStop }: { enrollment: BulkEnrollment; onStop: () => void }) {
  const { state, total, outcomes, failures } = enrollment;
  const done = outcomes.length;
  const amounts = kinds.map((kind) => ({ kind, amount: outcomes.filter((each) => kindOf(each) === kind).length }));
  const notable = outcomes.filter((each) => kindOf(each) !== 'enrolled' || warningsOf(each).length > 0);
  const tenths = Math.floor((done / total) * 10);

  // The start button is disabled while it runs, so it cannot keep the focus.
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
          <TransientButton onClick={onStop}>Stop</TransientButton>
        ) : (
          <span>{state === 'stopped' ? 'Stopped' : done < total ? 'Interrupted' : 'Done'}</span>
        )}
      </div>
      <div
        className="bulk-bar"
        role="progressbar"
        aria-label="Learners processed"
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
          : `${count(amounts.at(-1)?.amount ?? 0, 'learner')} enrolled, ${notable.length} to look at`}
      </p>
      {(failures.length > 0 || (state === 'done' && done < total)) && (
        <Problem what="Some of the outcomes" failures={failures} />
      )}
      {state === 'stopped' && done < total && (
        <p className="hint">
          Enrollments that were in progress when you stopped may still complete. Check the roster. No others were
          started.
        </p>
      )}
      {notable.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not every browser makes scrollable elements focusable
        <ul className="outcomes" aria-label="Outcomes to look at" tabIndex={0}>
          {notable
            .sort((a, b) => kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b)))
            .map((outcome) => (
              <li key={outcome.userId} data-kind={kindOf(outcome)}>
                <span>
                  <PersonName id={outcome.userId} />
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
      return 'alreadyEnrolled';
    case 'OutcomeUnknownError':
      return 'unknown';
    case 'NotAttemptedError':
      return 'notAttempted';
    default:
      return 'failed';
  }
}

/** A text for people: the message of the graph if it is about the learner, our own if it is written for programs. */
function describe(outcome: Outcome): string {
  const { result } = outcome;
  switch (result.__typename) {
    case 'CreateEnrollmentSuccess':
      return warningsOf(outcome).join(' ');
    case 'AlreadyEnrolledError':
      return 'Already enrolled.';
    case 'OutcomeUnknownError':
      return 'There was no response. Check the roster before you try again.';
    case 'NotAttemptedError':
      return 'The time limit was reached first. Enroll again.';
    case 'DryRunResult':
      return 'This was a dry run. Nothing was sent.';
    default:
      return result.message;
  }
}

function warningsOf({ result }: Outcome): readonly string[] {
  return result.__typename === 'CreateEnrollmentSuccess' ? result.warnings : [];
}
