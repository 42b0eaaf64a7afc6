/** Where the sandbox listens, by SANDBOX_HOST and SANDBOX_PORT. Only this machine reaches it unless told otherwise. */
export function whereToListen(env: Readonly<Record<string, string | undefined>>): { host: string; port: number } {
  return { host: env.SANDBOX_HOST || '127.0.0.1', port: Number(env.SANDBOX_PORT || 4001) };
}
