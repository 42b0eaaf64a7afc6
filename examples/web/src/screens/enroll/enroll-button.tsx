import './enroll.css';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { isRepeatable } from '../../idempotency.ts';
import { CheckButton } from '../../parts/check-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ForSupport, Problem } from '../../parts/problem.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';
import { useSession } from '../../session.ts';
import { enrolling } from '../administration/bulk-actions.ts';
import { type BulkControls, type BulkRun, checkedOutcomes, useBulk } from '../administration/use-bulk.ts';

interface EnrollButtonProps {
  syllabusId: string;
  title: string;
  className?: string;
}

/** Enrolls the signed-in person: first a preview of what would happen, then the enrollment. */
export function EnrollButton({ syllabusId, title, className = 'button' }: EnrollButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={`Enroll in ${title}…`}
        onClick={() => setOpen(true)}
      >
        Enroll…
      </button>
      {isOpen && (
        <EnrollDialog
          syllabusId={syllabusId}
          title={title}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface EnrollDialogProps {
  syllabusId: string;
  title: string;
  onClose: () => void;
}

function EnrollDialog({ syllabusId, title, onClose }: EnrollDialogProps) {
  const { organizationId, learnerId } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const { run, ...controls } = useBulk(() => {});
  const preview = useRef(() => {});
  preview.current = () =>
    controls.preview(enrolling(organizationId, syllabusId), [{ id: learnerId, userId: learnerId }]);
  useEffect(() => {
    dialog.current?.showModal();
    preview.current();
  }, []);

  return (
    <dialog ref={dialog} className="question enroll" aria-labelledby="enroll-title" onClose={onClose}>
      <h2 id="enroll-title" tabIndex={-1}>
        Enroll in {title}
      </h2>
      <div className="enroll-body" aria-live="polite">
        {run &&
          (run.phase === 'preview' ? (
            <Preview run={run} onRetry={preview.current} />
          ) : (
            <Progress run={run} controls={controls} />
          ))}
      </div>
      <div className="actions">
        <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
          {run?.phase === 'preview' && canBeTried(run) ? 'Cancel' : 'Close'}
        </button>
        {run?.phase === 'preview' && canBeTried(run) && (
          <button type="button" className="button" onClick={() => controls.confirm(run.items)}>
            {run.answer.outcomes[0]?.kind === 'expected' ? 'Enroll' : 'Try to enroll'}
          </button>
        )}
      </div>
    </dialog>
  );
}

function canBeTried({ answer }: BulkRun): boolean {
  const kind = answer.outcomes[0]?.kind;
  return answer.isComplete && (kind === 'expected' || kind === 'undetermined');
}

/** What would happen. */
function Preview({ run: { answer }, onRetry }: { run: BulkRun; onRetry: () => void }) {
  const [outcome] = answer.outcomes;
  if (!answer.isComplete) return <Loading what="the preview" lines={2} />;
  if (!outcome) return <Problem what="The preview" failures={answer.failures} onRetry={onRetry} />;
  switch (outcome.kind) {
    case 'expected':
      return (
        <p>
          You are not enrolled yet. If you confirm, the enrollment is created at once. Nothing has been changed yet.
        </p>
      );
    case 'unchanged':
      return <p>You are already enrolled. Nothing has been changed.</p>;
    case 'undetermined':
      return <p>It cannot be determined whether this is possible. {outcome.text} Nothing has been changed yet.</p>;
    default:
      return <p>You cannot be enrolled. {outcome.text}</p>;
  }
}

/** What has happened. */
function Progress({ run, controls }: { run: BulkRun; controls: BulkControls }) {
  const [outcome] = checkedOutcomes(run);
  if (run.phase === 'running' && !outcome) return <p>Enrolling…</p>;
  const { failures } = run.answer;
  if (!outcome && failures.length > 0 && !isRepeatable(failures)) {
    return <Problem what="The outcome" failures={failures} onRetry={() => controls.preview(run.action, run.items)} />;
  }
  if (!outcome) {
    return (
      <div className="problem">
        <p>
          <strong>There was no answer, so it is not known whether you are enrolled.</strong> You can safely send it
          again: you are enrolled only once.
        </p>
        <ForSupport failures={failures} />
        <TransientButton onClick={controls.sendAgain}>Send again</TransientButton>
      </div>
    );
  }
  switch (outcome.kind) {
    case 'done':
      return (
        <p>
          You are enrolled. It is in <Link href="/">your learning</Link> now.
        </p>
      );
    case 'unchanged':
      return <p>You are already enrolled. Nothing has been changed.</p>;
    case 'unknown':
      return (
        <div className="problem">
          <p>
            <strong>It is not known whether you are enrolled.</strong> It may still happen. Wait, then check.
          </p>
          <CheckButton
            waitSeconds={outcome.check?.waitSeconds ?? 0}
            isChecking={run.isChecking}
            hasChecked={run.checks.size > 0}
            onCheck={controls.check}
          />
        </div>
      );
    default:
      return (
        <div className="problem">
          <p>
            <strong>You are not enrolled.</strong> {outcome.text}
          </p>
          {outcome.canRepeat && (
            <TransientButton onClick={() => controls.preview(run.action, run.items)}>Preview again</TransientButton>
          )}
        </div>
      );
  }
}
