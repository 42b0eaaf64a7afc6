import { type Operation, Refusal, text } from '../operation.ts';
import { demoAccount } from '../tokens.ts';

/** Signing in, the one operation of the AdminApi that is here. */
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
};
