import { factsOf, type OperationName } from '../learning-api/contract/operations.ts';
import { parameterNames } from '../learning-api/contract/request.ts';
import type { Call } from './call.ts';

export interface Reads {
  /** Calls an operation. A read is sent once in a request, however many loaders and lists need it. */
  call: Call;
  /** Forgets all reads. Those in flight still reach who waits for them. */
  clear(): void;
}

/** Creates the memo of reads of one request, keyed by the operation and its parameters in canonical form. */
export function createReads(send: Call): Reads {
  const results = new Map<string, Promise<unknown>>();
  return {
    call: ((operation, parameters) => {
      if (factsOf(operation).effect !== 'read') return send(operation, parameters);
      const key = readKey(operation, parameters as object);
      const result = results.get(key) ?? send(operation, parameters);
      results.set(key, result);
      return result;
    }) as Call,
    clear: () => results.clear(),
  };
}

/** Equal for equal reads: parameters have no order, and a parameter that is undefined is not sent. */
export function readKey(operation: OperationName, parameters: object): string {
  let key: string = operation;
  for (const name of parameterNames(operation)) {
    const value = (parameters as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) key += ` ${name}=${JSON.stringify(value)}`;
  }
  return key;
}
