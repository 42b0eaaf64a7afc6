import { useState } from 'react';
import { useClient } from 'urql';
import { textOf } from '../../error-advice.ts';
import type { Failure } from '../../failures.ts';
import { count } from '../../format.ts';
import { isRepeatable } from '../../idempotency.ts';
import { type CheckResult, type OutcomeCheck, type ReadCheck, runCheck } from '../../outcome-check.ts';
import { CheckButton } from '../../parts/check-button.tsx';
import { ForSupport } from '../../parts/problem.tsx';
import { TransientButton } from '../../parts/transient-button.tsx';

interface SubmissionProblemProps {
  /** The end of a sentence, such as "the enrollment was dropped". */
  change: string;
  failures: readonly Failure[];
  readCheck: ReadCheck;
  onSendAgain: () => void;
  /** Called when the check found that the change was made. */
  onMade: () => void;
}

/** Shows the known state of a failed change, and offers a next step that does not repeat the change. */
export function SubmissionProblem(props: SubmissionProblemProps) {
  const { failures } = props;
  const [first] = failures;
  if (!first) return null;
  if (isRepeatable(failures)) return <NotAnswered {...props} />;
  if (first.check) return <UnknownOutcome {...props} check={first.check} />;
  const isKnown = first.code !== 'OUTCOME_UNKNOWN' && first.code !== 'INTERNAL_SERVER_ERROR';
  const advice = isKnown ? textOf(first.code) : undefined;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{advice ? 'The change was not made.' : `It is not known whether ${props.change}.`}</strong>{' '}
        {advice ?? 'Look at the enrollment before you try again.'}
      </p>
      <ForSupport failures={failures} />
    </div>
  );
}

/** A repetition with the same key is carried out at most once. */
function NotAnswered({ change, failures, onSendAgain }: SubmissionProblemProps) {
  return (
    <div className="problem" role="alert">
      <p>
        <strong>There was no answer, so it is not known whether {change}.</strong> You can safely send it again: the
        change is made only once.
      </p>
      <ForSupport failures={failures} />
      <TransientButton onClick={onSendAgain}>Send again</TransientButton>
    </div>
  );
}

function UnknownOutcome({
  change,
  failures,
  check,
  readCheck,
  onSendAgain,
  onMade,
}: SubmissionProblemProps & { check: OutcomeCheck }) {
  const client = useClient();
  const [isChecking, setChecking] = useState(false);
  const [result, setResult] = useState<CheckResult | null>(null);

  const runOnce = async () => {
    setChecking(true);
    const found = await runCheck(client, check, readCheck);
    setChecking(false);
    setResult(found);
    if (found.finding === 'made') onMade();
  };

  return (
    <div className="problem">
      <p role="alert">
        <strong>It is not known whether {change}.</strong>{' '}
        {check.waitSeconds > 0 && `It may still happen. Wait ${count(check.waitSeconds, 'second')}, then check. `}
        {check.waitSeconds === 0 && 'Check before you send it again.'}
      </p>
      <ForSupport failures={failures} />
      <p role="status">{result && findings[result.finding]}</p>
      {result && result.failures.length > 0 && <ForSupport failures={result.failures} />}
      <div className="actions">
        <CheckButton
          waitSeconds={check.waitSeconds}
          isChecking={isChecking}
          hasChecked={result !== null}
          onCheck={runOnce}
        />
        {result?.finding === 'notMade' && <TransientButton onClick={onSendAgain}>Send again</TransientButton>}
      </div>
    </div>
  );
}

const findings = {
  made: 'The change was made.',
  notMade: 'The change was not made. You can send it again.',
  unclear: 'The check does not show it. Check again later.',
} as const;
