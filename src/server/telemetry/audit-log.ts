import { LearningApiError } from '../../learning-api/errors.ts';
import type { Log } from './log.ts';

interface Write {
  operation: string;
  parameters: object;
  caller: string | null;
  requestId: string;
}

/** Logs a write when its outcome is known, even if the caller has left. */
export function audit(log: Log, write: Write, answered: Promise<unknown>): void {
  const startedAt = performance.now();
  const logOutcome = (outcome: string) => {
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    log.info({ ...entryOf(write), outcome, durationMs });
  };
  answered.then(
    () => logOutcome('OK'),
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

function entryOf({ operation, parameters, caller, requestId }: Write): object {
  return { event: 'write', operation, caller, ids: idsIn(parameters), requestId };
}

function idsIn(parameters: object): object {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => /Ids?$/.test(name)));
}
