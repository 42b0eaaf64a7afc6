import type { Failure } from '../failures.ts';
import { PassingButton } from './passing-button.tsx';

const advice: Record<string, string> = {
  NO_CONNECTION: 'The server cannot be reached. Check the connection, then try again.',
  UNAUTHENTICATED: 'Your session has ended. Sign in again.',
  FORBIDDEN: 'You do not have the permission to see this. An administrator can give it to you.',
  NOT_FOUND: 'It does not exist any more.',
  BAD_USER_INPUT: 'The address of this page is not right.',
  RATE_LIMITED: 'There were too many requests. Wait a moment, then try again.',
  OVERLOADED: 'There is a lot going on. Try again in a moment.',
  UPSTREAM_ERROR: 'The learning system has a problem. Try again later.',
  UPSTREAM_TIMEOUT: 'The learning system took too long. Try again.',
  UPSTREAM_UNAVAILABLE: 'The learning system cannot be reached. Try again later.',
  OUTCOME_UNKNOWN: 'It may have taken effect or not. Look at how things stand before you try again.',
};

/** What stays as it is, however often it is asked. */
const lasting = new Set(['BAD_USER_INPUT', 'NOT_FOUND']);

interface ProblemProps {
  /** What is not there: "The training plans". */
  what: string;
  failures: readonly Failure[];
  onRetry?: () => void;
}

/** Says what could not be shown, what to do, and how an operator finds it; the rest of the screen stands. */
export function Problem({ what, failures, onRetry }: ProblemProps) {
  const [first] = failures;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{what} could not be shown.</strong>{' '}
        {first
          ? (advice[first.code] ?? 'Something went wrong. Try again.')
          : 'The answer came without them. Try again.'}
      </p>
      {first && (
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
      )}
      {onRetry && !(first && lasting.has(first.code)) && <PassingButton onClick={onRetry}>Try again</PassingButton>}
    </div>
  );
}

function distinct(failures: readonly Failure[]): Failure[] {
  return [...new Map(failures.map((failure) => [failure.message, failure])).values()];
}
