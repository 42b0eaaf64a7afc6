import {
  factsOf,
  type OperationName,
  operations,
  type Parameters,
  type WriteOperation,
} from '../../src/learning-api/contract/operations.ts';
import { requestFor } from '../../src/learning-api/contract/request.ts';
import { LearningApiError } from '../../src/learning-api/errors.ts';
import { createTransport, type TransportResponse } from '../../src/learning-api/transport.ts';

/** An operation that changes nothing. */
export type ReadOperation = Exclude<OperationName, WriteOperation>;

/** The operations that change nothing, in the order of the operations table. */
export const readOperations = (Object.keys(operations) as OperationName[]).filter(
  (name): name is ReadOperation => factsOf(name).effect === 'read',
);

/** The outcome of a call. */
export interface Observation {
  readonly operation: ReadOperation;
  /** The HTTP status, or the kind of failure if there was no response. */
  readonly status: number | string;
  /** Milliseconds from the start of the call to the last byte. */
  readonly ms: number;
  readonly headers: TransportResponse['headers'];
  /** The parsed JSON. Undefined if the body is not JSON. */
  readonly body: unknown;
}

/** The read operations of a deployment. Nothing else can be called with it. */
export interface ReadOnlyApi {
  /**
   * Calls a read operation once, and keeps the outcome. Never rejects because of a response.
   *
   * @throws Error for any other operation, before anything is sent
   */
  read<Name extends ReadOperation>(operation: Name, parameters: Parameters<Name>): Promise<Observation>;
  /**
   * Calls a read operation with parameters that test how it answers them. The outcome is not kept.
   *
   * @param token another token than the usual one
   * @throws Error for any other operation, before anything is sent
   */
  probe<Name extends ReadOperation>(
    operation: Name,
    parameters: Parameters<Name>,
    token?: string,
  ): Promise<Observation>;
  /** The outcomes of `read` so far. */
  observations(): readonly Observation[];
  close(): Promise<void>;
}

interface Options {
  /** Scheme, host and port. */
  origin: string;
  token: string;
  timeoutMs: number;
  onCall(operation: ReadOperation): void;
}

const allowed: ReadonlySet<string> = new Set(readOperations);
const maxResponseBytes = 64 * 1024 * 1024;

export function createReadOnlyApi({ origin, token, timeoutMs, onCall }: Options): ReadOnlyApi {
  const transport = createTransport({ origin, timeoutMs, connections: 1, maxResponseBytes });
  const observations: Observation[] = [];

  const send = async (operation: ReadOperation, parameters: object, ownToken: string): Promise<Observation> => {
    // DropEnrollment and DeleteEnrollment are GET requests, so the method tells nothing.
    if (!allowed.has(operation)) throw new Error(`${operation} is not a read operation. It is not called.`);
    onCall(operation);
    const request = requestFor(operation, parameters, { token: ownToken });
    const start = performance.now();
    const outcome = await transport.send(request).then(
      ({ status, headers, body }) => ({ status, headers, body: parsed(body) }),
      (error: unknown) => ({
        status: error instanceof LearningApiError ? error.failure.kind : 'failed',
        headers: {},
        body: undefined,
      }),
    );
    return { operation, ...outcome, ms: performance.now() - start };
  };

  return {
    read: async (operation, parameters) => {
      const observation = await send(operation, parameters as object, token);
      observations.push(observation);
      return observation;
    },
    probe: (operation, parameters, otherToken = token) => send(operation, parameters as object, otherToken),
    observations: () => observations,
    close: () => transport.close(),
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
