import { demoAccount } from '../http/tokens.ts';
import { nobody, type Operation, Refusal, text } from './operation.ts';

/** What is here of the AdminApi: signing in, and asking whether a token is good. */
export const authenticationOperations: Record<string, Operation> = {
  Authenticate: (request) => {
    const { username, password } = demoAccount;
    if (text(request, 'username') !== username || text(request, 'password') !== password)
      throw new Refusal(401, 'User name or password is wrong');
    const until = text(request, 'utc_expiration_date');
    const lifeSeconds = request.options.tokenLifeSeconds;
    const expiresAt = until === undefined ? Date.now() + lifeSeconds * 1000 : Date.parse(until);
    return {
      one: {
        access_token: request.tokens.give(expiresAt),
        token_type: 'bearer',
        ...(until === undefined && { expires_in: lifeSeconds }),
      },
    };
  },
  ValidateAccessToken: ({ token, caller, tokens }) => {
    if (caller === nobody) return { one: { error_message: 'The access token is not valid' } };
    const expiresAt = tokens.expiresAt(token);
    return { one: { ...(expiresAt !== undefined && { utc_expiration_date: new Date(expiresAt).toISOString() }) } };
  },
};
