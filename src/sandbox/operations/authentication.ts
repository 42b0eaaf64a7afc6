import { SandboxError } from './errors.ts';
import type { Operation } from './operation.ts';
import { textParameter } from './parameters.ts';
import { anonymous, demoAccount } from './tokens.ts';

/** The operations of the AdminApi that issue and validate access tokens. */
export const authenticationOperations: Record<string, Operation> = {
  Authenticate: (request) => {
    const { username, password } = demoAccount;
    if (textParameter(request, 'username') !== username || textParameter(request, 'password') !== password)
      throw new SandboxError(401, 'User name or password is wrong');
    const until = textParameter(request, 'utc_expiration_date');
    const lifeSeconds = request.options.tokenLifeSeconds;
    const expiresAt = until === undefined ? Date.now() + lifeSeconds * 1000 : Date.parse(until);
    return {
      one: {
        access_token: request.tokens.issue(expiresAt),
        token_type: 'bearer',
        ...(until === undefined && { expires_in: lifeSeconds }),
      },
    };
  },
  ValidateAccessToken: ({ token, caller, tokens }) => {
    if (caller === anonymous) return { one: { error_message: 'The access token is not valid' } };
    const expiresAt = tokens.expiresAt(token);
    return { one: { ...(expiresAt !== undefined && { utc_expiration_date: new Date(expiresAt).toISOString() }) } };
  },
};
