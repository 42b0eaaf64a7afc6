import { createContext, use } from 'react';

/** The result of a sign-in. The token stays on the server of the page. */
export interface Session {
  organizationId: string;
  /** The learning graph has it too; here it needs no call. */
  organizationName: string;
  learnerId: string;
  /** What the navigation offers. The REST API decides what is allowed. */
  abilities: readonly Ability[];
  /** The current time. Generated data has a fixed one. */
  now: string;
  /** The directory, because the learning graph has only the ids of people. */
  people: readonly Person[];
}

/** `teach`: gradebooks. `manage`: a team. `administer`: other people's enrollments. */
export type Ability = 'teach' | 'manage' | 'administer';

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

/** True if the signed-in person can do it. */
export function useCan(ability: Ability): boolean {
  return useSession().abilities.includes(ability);
}
