import { useEffect, useRef } from 'react';
import { count } from '../../format.ts';
import { isRepeatable } from '../../idempotency.ts';
import { CheckButton } from '../../parts/check-button.tsx';
import { ForSupport, Problem } from '../../parts/problem.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import { kinds } from './bulk-action.ts';
import { OutcomeList } from './outcome-list.tsx';
import { type BulkControls, type BulkRun, checkedOutcomes } from './use-bulk.ts';

interface BulkProgressProps {
  run: BulkRun;
  controls: BulkControls;
}

/** The progress of a bulk mutation, the outcomes that need attention, and what to do next. */
export function BulkProgress({ run, controls }: BulkProgressProps) {
  const { action, items, phase } = run;
  const { labels, item } = action.words;
  const outcomes = checkedOutcomes(run);
  const total = items.length;
  const done = outcomes.filter(({ kind }) => kind !== 'notAttempted').length;
  const amounts = kinds.map((kind) => ({ kind, amount: outcomes.filter((each) => each.kind === kind).length }));
  const notable = outcomes.filter(({ kind, text }) => kind !== 'done' || text !== '');
  const tenths = Math.floor((done / total) * 10);

  // The button that started it may be gone or disabled, so it cannot keep the focus.
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (phase !== 'running') return;
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [phase]);

  return (
    <section className="bulk panel" ref={panel} aria-labelledby="bulk-progress">
      <div className="bulk-head">
        <h2 ref={heading} id="bulk-progress" tabIndex={-1}>
          {done} of {total}
        </h2>
        {phase === 'running' ? (
          <TransientButton onClick={controls.stop}>Stop</TransientButton>
        ) : (
          <span>{phase === 'stopped' ? 'Stopped' : done < total ? 'Incomplete' : 'Done'}</span>
        )}
      </div>
      <div
        className="bulk-bar"
        role="progressbar"
        aria-label={`${item === 'learner' ? 'Learners' : 'Enrollments'} processed`}
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
        {phase === 'running'
          ? `${tenths * 10} percent`
          : `${labels.done}: ${count(amounts.at(-1)?.amount ?? 0, item)}. To look at: ${notable.length}.`}
      </p>
      {phase !== 'running' && <NextSteps run={run} controls={controls} />}
      {notable.length > 0 && (
        <OutcomeList name="Outcomes to look at" labels={labels} items={items} outcomes={notable} />
      )}
    </section>
  );
}

/** What to do about outcomes that are missing, unknown, or can be tried again. Nothing new is sent without a preview. */
function NextSteps({ run, controls }: BulkProgressProps) {
  const { action, items, phase, answer, checks, isChecking } = run;
  const { item, labels } = action.words;
  const outcomes = checkedOutcomes(run);
  const unknown = outcomes.flatMap(({ check }) => check ?? []);
  const repeatable = new Set(outcomes.filter(({ canRepeat }) => canRepeat).map(({ id }) => id));
  const waitSeconds = Math.max(0, ...answer.outcomes.map(({ check }) => check?.waitSeconds ?? 0));
  const isIncomplete = outcomes.length < items.length;
  const previewAll = () => controls.preview(action, items);

  if (phase === 'stopped' && isIncomplete) {
    const isWaiting = !answer.isComplete && outcomes.some(({ kind }) => kind === 'done');
    return (
      <>
        <p className="hint">
          Changes that were in progress when you stopped may still complete. No others were started.
        </p>
        {isWaiting ? <p role="status">Waiting for their outcomes</p> : <PreviewAgain onClick={previewAll} />}
      </>
    );
  }
  if (isIncomplete) {
    const isSafe = isRepeatable(answer.failures) || answer.failures.length === 0;
    if (!isSafe) return <Problem what="The outcomes" failures={answer.failures} onRetry={previewAll} />;
    return (
      <div className="problem" role="alert">
        <p>
          <strong>The connection was lost before all outcomes arrived.</strong> You can safely send it again: each
          change is made only once.
        </p>
        <ForSupport failures={answer.failures} />
        <TransientButton onClick={controls.sendAgain}>Send again</TransientButton>
      </div>
    );
  }
  const failedChecks = [...checks.values()].flatMap(({ failures }) => failures);
  return (
    <>
      {unknown.length > 0 && (
        <div className="problem">
          <p role="alert">
            <strong>
              It is not known whether {count(unknown.length, item)} {unknown.length === 1 ? 'was' : 'were'}{' '}
              {labels.done.toLowerCase()}.
            </strong>{' '}
            {checks.size > 0
              ? 'The check does not show it. Check again later.'
              : waitSeconds > 0
                ? `It may still happen. Wait ${count(waitSeconds, 'second')}, then check.`
                : 'Check before you send it again.'}
          </p>
          <ForSupport failures={failedChecks} />
          <div className="actions">
            <CheckButton
              waitSeconds={waitSeconds}
              isChecking={isChecking}
              hasChecked={checks.size > 0}
              onCheck={controls.check}
            />
          </div>
        </div>
      )}
      {repeatable.size > 0 && (
        <p className="actions">
          <TransientButton
            onClick={() =>
              controls.preview(
                action,
                items.filter(({ id }) => repeatable.has(id)),
              )
            }
          >
            Try {count(repeatable.size, item)} again…
          </TransientButton>
        </p>
      )}
    </>
  );
}

function PreviewAgain({ onClick }: { onClick: () => void }) {
  return (
    <p className="actions">
      <TransientButton onClick={onClick}>Preview again</TransientButton>
    </p>
  );
}
