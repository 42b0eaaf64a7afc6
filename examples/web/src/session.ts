import { createContext, use } from 'react';

/** The result of a sign-in. The token stays on the server of the page. */
export interface Session {
  organizationId: string;
  learnerId: string;
  /** The current time. Generated data has a fixed one. */
  now: string;
  /** The directory, because the learning graph has only the ids of people. */
  people: readonly Person[];
}

export interface Person {
  id: string;
  name: string;
  organization: string;
}

export const SessionContext = createContext<Session | null>(null);

/** The session of the signed-in user. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionContext around the component.');
  return session;
}
