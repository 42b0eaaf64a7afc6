import type { Failure } from '../failures.ts';
import { TransientButton } from './transient-button.tsx';

/** What to do about each error code, for people. */
export const codeAdvice: Record<string, string> = {
  NO_CONNECTION: 'The server cannot be reached. Check the connection, then try again.',
  UNAUTHENTICATED: 'Your session has ended. Sign in again.',
  FORBIDDEN: 'You do not have permission to see this. Ask an administrator.',
  NOT_FOUND: 'It no longer exists.',
  BAD_USER_INPUT: 'The address of this page is not valid.',
  RATE_LIMITED: 'Too many requests. Wait a moment, then try again.',
  OVERLOADED: 'The system is busy. Try again in a moment.',
  UPSTREAM_ERROR: 'The learning system has a problem. Try again later.',
  UPSTREAM_TIMEOUT: 'The learning system took too long. Try again.',
  UPSTREAM_UNAVAILABLE: 'The learning system cannot be reached. Try again later.',
  OUTCOME_UNKNOWN: 'It is not known if the change took effect. Check before you try again.',
  IDEMPOTENCY_UNAVAILABLE: 'The system cannot accept changes now. Try again later.',
};

/** Codes for which a retry cannot help. */
const permanent = new Set(['BAD_USER_INPUT', 'NOT_FOUND']);

interface ProblemProps {
  /** The name of the missing part, such as "The training plans". */
  what: string;
  failures: readonly Failure[];
  onRetry?: () => void;
}

/** Says which part could not be shown, what to do, and how an operator finds the request. The rest of the screen works. */
export function Problem({ what, failures, onRetry }: ProblemProps) {
  const [first] = failures;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{what} could not be shown.</strong>{' '}
        {first
          ? (codeAdvice[first.code] ?? 'Something went wrong. Try again.')
          : 'The response was incomplete. Try again.'}
      </p>
      <ForSupport failures={failures} />
      {onRetry && !(first && permanent.has(first.code)) && (
        <TransientButton onClick={onRetry}>Try again</TransientButton>
      )}
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
