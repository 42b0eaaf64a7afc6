import type { components, paths } from './contract/generated.ts';
import { readBody } from './contract/response.ts';
import { LearningApiError } from './errors.ts';
import { responseContext } from './redaction.ts';
import { Cancellation } from './resilience/cancellation.ts';
import { createTransport, type TransportOptions } from './transport.ts';

type Shapes = components['schemas'];

/** The part of the AdminApi that issues and validates access tokens. */
export interface AdminApi {
  /** Signs in. Rejects with a LearningApiError if that fails or the response has no token. */
  authenticate(account: { username: string; password: string }): Promise<IssuedToken>;
  /** True if an access token is valid. Rejects with a LearningApiError if the API does not say. */
  validate(token: string): Promise<boolean>;
  /** Cancels the calls in flight and closes the connections. */
  close(): Promise<void>;
}

export interface IssuedToken {
  token: string;
  lifeSeconds: number;
}

const operationPaths = {
  Authenticate: '/api/v1/AdminApi/Authenticate',
  ValidateAccessToken: '/api/v1/AdminApi/ValidateAccessToken',
} as const satisfies Record<string, keyof paths>;
/** The likely lifetime of a token, used if the response does not say. */
const defaultLifeSeconds = 3600;

/** A client with its own connection: calls that wait for a token must not block the call that gets it. */
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
      return issuedToken(readBody(responseContext('Authenticate', password), response));
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
      const body = readBody(responseContext('ValidateAccessToken', token), response) as
        | Shapes['ValidateAccessTokenResponse']
        | null;
      return !body?.error_message;
    },
    close: async () => {
      cancellation.cancel('cancelled');
      await transport.close();
    },
  };
}

function issuedToken(body: unknown): IssuedToken {
  const { access_token: token, expires_in: seconds } = (body ?? {}) as Shapes['AuthenticateResponse'];
  if (typeof token !== 'string' || token === '')
    throw new LearningApiError({ kind: 'malformed', operation: 'Authenticate' });
  return { token, lifeSeconds: typeof seconds === 'number' && seconds > 0 ? seconds : defaultLifeSeconds };
}
