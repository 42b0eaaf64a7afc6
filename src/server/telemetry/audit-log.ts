import type { CallResult } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { Log } from './log.ts';

interface Write {
  operation: string;
  parameters: object;
  caller: string | null;
  requestId: string;
}

/** Logs a write when its outcome is known, even if the caller has left. */
export function audit(log: Log, write: Write, answered: Promise<CallResult<OperationName>>): void {
  const startedAt = performance.now();
  const logOutcome = (outcome: string, created: object = {}) => {
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    log.info({ ...entryOf(write, created), outcome, durationMs });
  };
  answered.then(
    ({ data, tookEffect }) => logOutcome(tookEffect ? 'OK' : 'notChanged', data ?? {}),
    (error: unknown) => {
      if (!(error instanceof LearningApiError)) return logOutcome('unexpected');
      const { kind, wasSent } = error.failure;
      if (wasSent === false) return auditNotAttempted(log, write, kind);
      logOutcome(kind);
    },
  );
}

/** Logs a write that was not sent. */
export function auditNotAttempted(log: Log, write: Write, reason: string): void {
  log.info({ ...entryOf(write), outcome: 'notAttempted', reason });
}

/** @param answer the response, which has the id of a new enrollment */
function entryOf({ operation, parameters, caller, requestId }: Write, answer: object = {}): object {
  const { syllabusUniqueName, customEnrollmentFieldValues } = parameters as Record<string, unknown>;
  const { enrollmentId } = answer as { enrollmentId?: unknown };
  return {
    event: 'write',
    operation,
    caller,
    ids: { ...idsIn(parameters), ...(typeof enrollmentId === 'string' && { enrollmentId }) },
    ...(typeof syllabusUniqueName === 'string' && { syllabusUniqueName }),
    ...(customEnrollmentFieldValues instanceof Object && { keys: Object.keys(customEnrollmentFieldValues) }),
    requestId,
  };
}

function idsIn(parameters: object): object {
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => /Ids?$/.test(name) && value));
}
