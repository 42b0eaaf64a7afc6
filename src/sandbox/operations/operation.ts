import type { Tokens } from '../http/tokens.ts';
import type { State } from '../world/state.ts';

/** Who asks: which token, and which organizations it opens. */
export interface Caller {
  label: string;
  mayIn(organizationId: string): boolean;
}

/** Somebody without a good token. */
export const nobody: Caller = { label: 'nobody', mayIn: () => false };

export interface OperationRequest {
  /** Query and body parameters together, in the REST API's own words. */
  parameters: Readonly<Record<string, unknown>>;
  /** The access token that came with it. */
  token: string;
  caller: Caller;
  state: State;
  tokens: Tokens;
  options: { forbiddenSections: 'refuse' | 'drop'; tokenLifeSeconds: number };
}

/** What an operation answers: one object, or a list to be cut into pages. */
export type OperationAnswer =
  | { one: unknown }
  | {
      list: readonly object[];
      /** The field that the list stands in, where the answer is no bare array. */
      field?: string;
      /** Whether the totals stand in the body too. */
      totalsInBody?: boolean;
      isPaged?: boolean;
    };

export type Operation = (request: OperationRequest) => OperationAnswer;

/** An operation's "no": becomes the HTTP status with an error envelope. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: 401 | 403 | 409 | 422, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** A text parameter in lower case if it is an id; undefined where it was not given. */
export function text(request: OperationRequest, name: string): string | undefined {
  const value = request.parameters[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id parameter. */
export function id(request: OperationRequest, name: string): string | undefined {
  return text(request, name)?.toLowerCase();
}

/** A list parameter; an empty list counts as not given. */
export function list(request: OperationRequest, name: string): string[] | undefined {
  const value = request.parameters[name];
  return Array.isArray(value) && value.length > 0 ? value.map((item) => String(item)) : undefined;
}

/** What was found, or the refusal that says that it was not. */
export function existing<Item>(item: Item | undefined, what: string): Item {
  if (item === undefined) throw new Refusal(409, `${what} not found`);
  return item;
}

/** Refuses a caller who may not look into an organization. */
export function demandPermission(caller: Caller, organizationId: string): void {
  if (!caller.mayIn(organizationId)) throw new Refusal(403, 'Not authorized in this organization');
}

/** Refuses unless a rule about the parameters holds. */
export function demand(rule: unknown, message: string): void {
  if (!rule) throw new Refusal(422, message);
}
