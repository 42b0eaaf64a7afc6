import { createTokens, type Tokens } from '../operations/tokens.ts';
import { createState, type State } from '../world/state.ts';
import { type Behavior, defaultBehavior } from './behavior.ts';
import { type Contract, loadContract } from './contract.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Call, Override } from './sandbox.ts';

/** Until it ends, the responses of an operation wait. */
export interface Hold {
  readonly ended: Promise<void>;
  end(): void;
}

/** Everything that one running sandbox holds. */
export interface Instance {
  readonly contract: Contract;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly overrides: Map<string, Override>;
  /** The operations whose responses are held back. */
  readonly held: Map<string, Hold>;
  readonly violations: string[];
  state: State;
  /** True if the state may differ from the generated one, so that a reset has to generate it again. */
  isChanged: boolean;
  calls: Call[];
  behavior: Behavior;
}

export function createInstance(seed: number): Instance {
  return {
    contract: loadContract(),
    faults: createFaults(),
    tokens: createTokens(),
    overrides: new Map(),
    held: new Map(),
    violations: [],
    state: createState(seed),
    isChanged: false,
    calls: [],
    behavior: { ...defaultBehavior },
  };
}

export function createHold(): Hold {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

/** Restores what a sandbox starts with, except that issued tokens stay valid. */
export function resetInstance(instance: Instance, seed: number): void {
  if (instance.isChanged) instance.state = createState(seed);
  instance.isChanged = false;
  instance.calls = [];
  instance.behavior = { ...defaultBehavior };
  instance.faults.clear();
  instance.overrides.clear();
  for (const hold of instance.held.values()) hold.end();
  instance.held.clear();
}
