import { LearningApiError } from '../../learning-api/errors.ts';
import type { Log } from './log.ts';

interface Write {
  operation: string;
  parameters: object;
  caller: string;
  requestId: string;
}

/** Writes a line to the log once the outcome of a write is known, whether the caller is still there or not. */
export function audit(log: Log, { operation, parameters, caller, requestId }: Write, answered: Promise<unknown>): void {
  const startedAt = performance.now();
  const tell = (outcome: string) => {
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
    () => tell('OK'),
    (error: unknown) => tell(error instanceof LearningApiError ? error.failure.kind : 'unexpected'),
  );
}

function idsIn(parameters: object): object {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => /Ids?$/.test(name)));
}
