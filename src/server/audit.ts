import { createHash } from 'node:crypto';
import { LearningApiError } from '../learning-api/errors.ts';
import type { Log } from './log.ts';

interface Write {
  operation: string;
  parameters: object;
  token: string;
  requestId: string;
}

/** Writes a line to the log once the outcome of a write is known, whether the caller is still there or not. */
export function audit(log: Log, { operation, parameters, token, requestId }: Write, answered: Promise<unknown>): void {
  const startedAt = performance.now();
  const tell = (outcome: string) => {
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    log.info({
      event: 'write',
      operation,
      caller: callerOf(token),
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

/** The same for the same token, and no way back to it. */
export function callerOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}

function idsIn(parameters: object): object {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => /Ids?$/.test(name)));
}
