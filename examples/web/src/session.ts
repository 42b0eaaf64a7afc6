import { createContext, use } from 'react';

/** What a sign-in tells the application. The token stays with the server that serves the page. */
export interface Session {
  organizationId: string;
  learnerId: string;
  /** The present, which for made-up data stands still. */
  now: string;
  /** The directory: the learning graph knows people by id only. */
  people: readonly Person[];
}

export interface Person {
  id: string;
  name: string;
  organization: string;
}

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in, where, and whom the directory knows. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  return session;
}
