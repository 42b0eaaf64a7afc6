import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

export type Encoding = 'br' | 'gzip';

/** The encoding that a caller prefers for a response. Null for none: the caller accepts neither, or prefers neither. */
export function acceptedEncoding({ headers }: IncomingMessage): Encoding | null {
  if (headers['accept-encoding'] === undefined) return null;
  // The published types do not have the second parameter.
  const negotiator = new Negotiator({ headers }) as unknown as {
    encoding(available: string[], options: { preferred: string[] }): string | undefined;
  };
  const encoding = negotiator.encoding(['br', 'gzip', 'identity'], { preferred: ['br', 'gzip'] });
  return encoding === 'br' || encoding === 'gzip' ? encoding : null;
}
