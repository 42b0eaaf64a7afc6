/** The kinds of faults of a response. */
export type FaultKind =
  /** An error status with an error envelope. */
  | { kind: 'status'; status: number; message?: string; retryAfterSeconds?: number }
  /** An error code in a 200: of the whole answer, or of one item of its list. */
  | { kind: 'errorCode'; code: number; message?: string; item?: number }
  | { kind: 'warnings'; messages: string[]; item?: number }
  /** A field missing from the answer, or from one item of its list. */
  | { kind: 'dropField'; field: string; item?: number }
  | { kind: 'malformed' | 'truncated' | 'empty' | 'html' | 'bom' | 'redirect' | 'wrongType' }
  /** A compressed body that unpacks to this many bytes. */
  | { kind: 'gzipBomb'; bytes: number }
  /** The connection reset before or after the headers. The operation has run by then. */
  | { kind: 'resetBefore' | 'resetAfter' }
  /** A response that never comes, or comes byte by byte. */
  | { kind: 'hang' | 'drip' };

/** A fault, and the calls that it affects. An absent condition matches every call; without `times` it stays. */
export type Fault = FaultKind & {
  operation?: string;
  parameters?: Record<string, unknown>;
  token?: 'full' | 'limited' | 'account';
  times?: number;
};

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The first fault that matches a call. */
  find(call: {
    operation: string;
    parameters: Readonly<Record<string, unknown>>;
    caller: string | null;
  }): Fault | undefined;
  /** Counts one use of a fault, and removes it after the last. */
  spend(fault: Fault): void;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults.push({ ...fault });
    },
    clear: () => {
      faults = [];
    },
    list: () => faults,
    find: ({ operation, parameters, caller }) =>
      faults.find(
        (candidate) =>
          (candidate.operation ?? operation) === operation &&
          (candidate.token ?? caller) === caller &&
          Object.entries(candidate.parameters ?? {}).every(
            ([name, value]) => JSON.stringify(parameters[name]) === JSON.stringify(value),
          ),
      ),
    spend: (fault) => {
      if (fault.times === undefined) return;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
    },
  };
}
