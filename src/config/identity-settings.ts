/** What only counts, and all of what is needed, where the gateway calls with an account of its own. */
const accountSettings = [
  'SERVICE_ACCOUNT_USERNAME',
  'SERVICE_ACCOUNT_PASSWORD',
  'JWKS_URI',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
] as const;

/**
 * What is wrong with the settings of IDENTITY together. A service account needs all of them: without any one,
 * others than those who are meant could call in its name. Without a service account they would promise a check that
 * nobody makes.
 */
export function identityProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  const isOn = env.IDENTITY === 'SERVICE_ACCOUNT';
  return accountSettings
    .filter((name) => isOn === !env[name])
    .map((name) =>
      isOn
        ? `${name} is not set: IDENTITY=SERVICE_ACCOUNT needs it`
        : `${name}: counts only with IDENTITY=SERVICE_ACCOUNT`,
    );
}

/** Whether what is read from a URL is what its owner sent. */
export function isProtectedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
