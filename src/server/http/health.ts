import type { ClientState } from '../../learning-api/observer.ts';
import type { Drain } from './drain.ts';

interface Readiness {
  status: 200 | 503;
  body: { status: 'ready' | 'draining'; breakers: Record<string, 'halfOpen' | 'open'> };
}

/**
 * Readiness for load balancers, with the circuit breakers that are not closed. An open breaker does not make the gateway
 * unready: all gateways depend on the same REST API, and a fast error with a code is better than no response.
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
