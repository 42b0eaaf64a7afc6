import { adviceFor } from '../error-advice.ts';
import type { Failure } from '../failures.ts';
import { TransientButton } from './transient-button.tsx';

interface ProblemProps {
  /** The name of the missing part, such as "The training plans". */
  what: string;
  failures: readonly Failure[];
  onRetry: () => void;
}

/**
 * Says which part could not be shown, what to do, and how an operator finds the request. Offers to try again only if that
 * can help. The rest of the screen works.
 */
export function Problem({ what, failures, onRetry }: ProblemProps) {
  const { text, canRetry } = adviceFor(failures);
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{what} could not be shown.</strong> {text}
      </p>
      <ForSupport failures={failures} />
      {canRetry && <TransientButton onClick={onRetry}>Try again</TransientButton>}
    </div>
  );
}

/** What an operator needs to find the requests. */
export function ForSupport({ failures }: { failures: readonly Failure[] }) {
  if (failures.length === 0) return null;
  return (
    <details>
      <summary>For support</summary>
      {distinct(failures).map(({ message, code, requestId }) => (
        <p key={message}>
          <code>{code}</code> {message}
          {requestId && (
            <>
              {' '}
              · request <code>{requestId}</code>
            </>
          )}
        </p>
      ))}
    </details>
  );
}

function distinct(failures: readonly Failure[]): Failure[] {
  return [...new Map(failures.map((failure) => [failure.message, failure])).values()];
}
