/** Settings that IDENTITY=SERVICE_ACCOUNT requires, and that have no effect without it. */
const accountSettings = [
  'SERVICE_ACCOUNT_USERNAME',
  'SERVICE_ACCOUNT_PASSWORD',
  'JWKS_URI',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
] as const;

/**
 * The problems of the settings that depend on IDENTITY. With a service account all are required, because without any
 * one of them callers would not be fully verified. Without a service account none is allowed, because it would suggest
 * a verification that does not happen.
 */
export function identityProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  const isOn = env.IDENTITY === 'SERVICE_ACCOUNT';
  return accountSettings
    .filter((name) => isOn === !env[name])
    .map((name) =>
      isOn
        ? `${name} is required by IDENTITY=SERVICE_ACCOUNT.`
        : `${name} has no effect without IDENTITY=SERVICE_ACCOUNT. Remove it, or set IDENTITY.`,
    );
}

/** True if others cannot change the content of a URL on its way: https, or this machine. */
export function isProtectedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
