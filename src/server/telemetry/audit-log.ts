import { LearningApiError } from '../../learning-api/errors.ts';
import type { Log } from './log.ts';

interface Write {
  operation: string;
  parameters: object;
  caller: string;
  requestId: string;
}

/** Logs a write when its outcome is known, even if the caller has left. */
export function audit(log: Log, { operation, parameters, caller, requestId }: Write, answered: Promise<unknown>): void {
  const startedAt = performance.now();
  const logOutcome = (outcome: string) => {
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    log.info({
      event: 'write',
      operation,
      caller,
      ids: idsIn(parameters),
      outcome,
      durationMs,
      requestId,
    });
  };
  answered.then(
    () => logOutcome('OK'),
    (error: unknown) => logOutcome(error instanceof LearningApiError ? error.failure.kind : 'unexpected'),
  );
}

function idsIn(parameters: object): object {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => /Ids?$/.test(name)));
}
