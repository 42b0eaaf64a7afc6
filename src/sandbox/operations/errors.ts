import type { Caller } from './tokens.ts';

/** An error that an operation answers with: an HTTP status and an error envelope. */
export class SandboxError extends Error {
  readonly status: number;

  constructor(status: 401 | 403 | 409 | 422, message: string) {
    super(message);
    this.name = 'SandboxError';
    this.status = status;
  }
}

/** Returns the item that was found. Throws 409 if there is none. */
export function requireFound<Item>(item: Item | undefined, noun: string): Item {
  if (item === undefined) throw new SandboxError(409, `${noun} not found`);
  return item;
}

/** Throws 403 unless the caller has access to an organization. */
export function requirePermission(caller: Caller, organizationId: string): void {
  if (!caller.mayAccess(organizationId)) throw new SandboxError(403, 'Not authorized in this organization');
}

/** Throws 422 unless a rule about the parameters holds. */
export function requireRule(holds: unknown, message: string): void {
  if (!holds) throw new SandboxError(422, message);
}
