import type { demoTokens } from '../operations/tokens.ts';
import type { World } from '../world/world.ts';
import type { Behavior } from './behavior.ts';
import type { Fault, Faults } from './faults.ts';

export interface SandboxOptions {
  /** Port to listen on; 0 takes a free one. */
  port?: number;
  host?: string;
  /** The same seed gives the same world. */
  seed?: number;
}

/** One call that a sandbox received. */
export interface Call {
  operation: string;
  method: string;
  /** Query and body parameters, without the access token and the password. */
  parameters: Record<string, unknown>;
  /** The label of the caller; null if its token is not valid. */
  caller: string | null;
  /** Null until the response is sent. */
  status: number | null;
}

/** An answer that replaces the sandbox's own; undefined falls back to that. */
export type Override = (parameters: Record<string, unknown>) => { status?: number; body: unknown } | undefined;

/** A running sandbox, as its users see it. */
export interface Sandbox {
  url: string;
  tokens: typeof demoTokens;
  /** The data of the sandbox, in its current state. */
  readonly world: World;
  /** The calls received since the start, or since they were last cleared. */
  calls(): readonly Call[];
  clearCalls(): void;
  /** Answers that broke the contract. Any entry is a bug of the sandbox. */
  violations(): readonly string[];
  faults: Faults;
  addFault(fault: Fault): void;
  behavior: Behavior;
  behave(change: Partial<Behavior>): void;
  /** Replaces the answer of an operation; null restores it. */
  override(operation: string, answer: Override | null): void;
  /** Holds back the responses of an operation until the function that it returns is called. */
  hold(operation: string): () => void;
  /** Revokes the tokens that Authenticate issued, as the real API may do at any time. */
  revokeTokens(): void;
  /** Restores the world, the default behavior and an empty list of faults and calls. Issued tokens stay valid. */
  reset(): void;
  close(): Promise<void>;
}
