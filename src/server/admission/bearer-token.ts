/**
 * The token of an `Authorization: Bearer …` header. Null if there is none. A UUID is given in lower case with hyphens:
 * the REST API accepts it in several forms, and all of them belong to one caller.
 */
export function bearerToken(header: string | null | undefined): string | null {
  const token = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
  return token === null || hyphenatedId.test(token) ? token : canonicalToken(token);
}

/** The form of nearly all tokens. Tested first, since it is read with every request. */
const hyphenatedId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID with or without hyphens, braces or parentheses, as .NET reads them. */
const anyId = /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;

function canonicalToken(token: string): string {
  const groups = anyId.exec(token)?.slice(1);
  return groups ? groups.join('-').toLowerCase() : token;
}
