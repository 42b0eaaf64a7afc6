import type { components, paths } from './contract/generated.ts';
import { readBody } from './contract/response.ts';
import { LearningApiError } from './errors.ts';
import { sourceOf } from './redaction.ts';
import { Cancellation } from './resilience/cancellation.ts';
import { createTransport, type TransportOptions } from './transport.ts';

type Shapes = components['schemas'];

/** What the gateway asks of the AdminApi, which gives and checks access tokens. */
export interface AdminApi {
  /** Signs in. Rejects with a LearningApiError where that is refused, or where no token comes. */
  authenticate(account: { username: string; password: string }): Promise<GivenToken>;
  /** Whether an access token is good. Rejects with a LearningApiError where that cannot be told. */
  validate(token: string): Promise<boolean>;
  /** Gives up what is under way and closes the connections. */
  close(): Promise<void>;
}

export interface GivenToken {
  token: string;
  lifeSeconds: number;
}

const operationPaths = {
  Authenticate: '/api/v1/AdminApi/Authenticate',
  ValidateAccessToken: '/api/v1/AdminApi/ValidateAccessToken',
} as const satisfies Record<string, keyof paths>;
/** Likely, where the answer does not say. */
const usualLifeSeconds = 3600;

/** A client beside that of the LearningApi: what holds up calls must not hold up the token that they wait for. */
export function createAdminApi(options: Omit<TransportOptions, 'connections'>): AdminApi {
  const transport = createTransport({ ...options, connections: 1 });
  const cancellation = new Cancellation();
  return {
    authenticate: async ({ username, password }) => {
      const body: Shapes['AuthenticateRequest'] = { username, password, grant_type: 'password' };
      const response = await transport.send({
        operation: 'Authenticate',
        effect: 'write',
        method: 'POST',
        path: operationPaths.Authenticate,
        body: JSON.stringify(body),
        cancellation,
      });
      return givenToken(readBody(sourceOf('Authenticate', password), response));
    },
    validate: async (token) => {
      const response = await transport.send({
        operation: 'ValidateAccessToken',
        effect: 'read',
        method: 'GET',
        path: `${operationPaths.ValidateAccessToken}?${new URLSearchParams({ access_token: token })}`,
        body: null,
        cancellation,
      });
      const answer = readBody(sourceOf('ValidateAccessToken', token), response) as
        | Shapes['ValidateAccessTokenResponse']
        | null;
      return !answer?.error_message;
    },
    close: async () => {
      cancellation.cancel('cancelled');
      await transport.close();
    },
  };
}

function givenToken(body: unknown): GivenToken {
  const { access_token: token, expires_in: seconds } = (body ?? {}) as Shapes['AuthenticateResponse'];
  if (typeof token !== 'string' || token === '')
    throw new LearningApiError({ kind: 'malformed', operation: 'Authenticate' });
  return { token, lifeSeconds: typeof seconds === 'number' && seconds > 0 ? seconds : usualLifeSeconds };
}
