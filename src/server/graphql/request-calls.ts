import type { CallResult } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import type { PageFacts } from '../../learning-api/contract/pages.ts';
import type { CachedRead, Call } from '../../loaders/call.ts';

/** A call that a query made, and its result. */
export interface RecordedCall {
  operation: OperationName;
  parameters: object;
  /** How many results the query had before it made the call. */
  resultsBefore: number;
  /** Null if there is no result yet, or if its version is not known. */
  version: number | null;
  page: PageFacts | null;
}

/** The calls of a query, in the order in which it made them, and their places in the order of the results. */
export interface CallRecord {
  calls: readonly RecordedCall[];
  /** Indexes of calls. */
  results: readonly number[];
}

type Result = CallResult<OperationName>;

interface Calls {
  /** Makes a call. */
  make: Call;
  cachedRead: CachedRead;
  /** Waits for the turn of the fields that wait for a result. Null if it is their turn. */
  turn(): Promise<unknown> | null;
}

/** The calls of one request, which can be recorded, and made before the query asks for them. */
export class RequestCalls {
  readonly #calls: Calls;
  #made: Map<string, Promise<Result>> | null = null;
  #recorded: RecordedCall[] | null = null;
  readonly #results: number[] = [];
  #dependsOnMore = false;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Makes a call for the query, or returns the result of the same call if it was made ahead. */
  readonly call: Call = (operation, parameters) => {
    const made = this.#made?.get(keyOf(operation, parameters as object));
    const result = made ?? this.#calls.make(operation, parameters);
    if (this.#recorded) this.#record(this.#recorded, operation, parameters as object, result);
    return this.#inTurn(result) as never;
  };

  readonly cachedRead: CachedRead = (operation, parameters) => {
    const result = this.#calls.cachedRead(operation, parameters);
    if (result) this.dependsOnMore();
    return result;
  };

  /** Makes a read before the query asks for it. */
  makeAhead(operation: OperationName, parameters: object): Promise<Result> {
    this.#made ??= new Map();
    const result = this.#calls.make(operation, parameters as never);
    this.#made.set(keyOf(operation, parameters), result);
    return result;
  }

  /** Starts to record. */
  startRecord(): void {
    this.#recorded = [];
  }

  /** Must be called if the result of the query depends on more than the results of its calls. */
  dependsOnMore(): void {
    this.#dependsOnMore = true;
  }

  /** Null if nothing was recorded, or if the calls do not determine the result. */
  record(): CallRecord | null {
    const calls = this.#recorded;
    if (!calls || this.#dependsOnMore || calls.some(({ version }) => version === null)) return null;
    // Copies, since a call that the query did not need could still follow.
    return { calls: [...calls], results: [...this.#results] };
  }

  async #inTurn(pending: Promise<Result>): Promise<Result> {
    const result = await pending;
    const turn = this.#calls.turn();
    if (turn !== null) await turn;
    return result;
  }

  #record(recorded: RecordedCall[], operation: OperationName, parameters: object, pending: Promise<Result>): void {
    const index = recorded.length;
    const call: RecordedCall = {
      operation,
      parameters,
      resultsBefore: this.#results.length,
      version: null,
      page: null,
    };
    recorded.push(call);
    pending.then(
      ({ version = null, page }) => {
        this.#results.push(index);
        call.version = version;
        call.page = page;
      },
      // A failed call has no version, so the record is not used.
      () => undefined,
    );
  }
}

function keyOf(operation: OperationName, parameters: object): string {
  return `${operation} ${JSON.stringify(parameters)}`;
}
