import type { ClientState } from '../../learning-api/observer.ts';
import type { Drain } from './drain.ts';

interface Readiness {
  status: 200 | 503;
  body: { status: 'ready' | 'draining'; breakers: Record<string, 'halfOpen' | 'open'> };
}

/**
 * Whether load balancers should send requests here, and which parts of the REST API are known to be down. An open
 * breaker is told but does not take the gateway out of service: every other gateway has the same REST API behind it, and
 * a refusal with a code that arrives at once is better than no answer.
 */
export function readiness(phase: Drain['phase'], { breakers }: ClientState): Readiness {
  const isReady = phase === 'serving';
  const notClosed = Object.entries(breakers).filter(([, state]) => state !== 'closed');
  return {
    status: isReady ? 200 : 503,
    body: {
      status: isReady ? 'ready' : 'draining',
      breakers: Object.fromEntries(notClosed) as Readiness['body']['breakers'],
    },
  };
}
