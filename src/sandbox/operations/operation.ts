import type { State } from '../world/state.ts';
import type { Caller, Tokens } from './tokens.ts';

export interface OperationRequest {
  /** Query and body parameters together, named as in the REST API. */
  parameters: Readonly<Record<string, unknown>>;
  /** The access token of the request. */
  token: string;
  caller: Caller;
  state: State;
  tokens: Tokens;
  options: { forbiddenSections: 'refuse' | 'drop'; tokenLifeSeconds: number };
}

/** An operation's answer: one object, or a list that is cut into pages. */
export type OperationAnswer = { one: unknown } | ListAnswer;

export interface ListAnswer {
  list: readonly object[];
  /** The field that holds the list. If absent, the answer is a bare array. */
  field?: string;
  /** True if the body has the totals too, not only the headers. */
  totalsInBody?: boolean;
  isPaged?: boolean;
}

export type Operation = (request: OperationRequest) => OperationAnswer;
