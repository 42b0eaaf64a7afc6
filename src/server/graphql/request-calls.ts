import type { CallResult } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import type { PageFacts } from '../../learning-api/contract/pages.ts';
import { type Version, versionOf } from '../../learning-api/reuse/version.ts';
import type { CachedRead, Call } from '../../loaders/call.ts';
import type { SeenEnrollments } from '../../loaders/seen-enrollments.ts';

/** A call that a query made, and its result. */
export interface RecordedCall {
  operation: OperationName;
  parameters: object;
  /** True if the result was in the cache. */
  isCached: boolean;
  /** How many results the query had before it made the call. */
  resultsBefore: number;
  /** Null if there is no result yet, or if its version is not known. */
  version: Version | null;
  page: PageFacts | null;
}

/** An answer that a query got from the findings of earlier requests. */
interface RecordedAnswer {
  question: 'isBelow' | 'areAllBelow';
  about: string;
  answer: boolean;
}

/** The calls of a query, in the order in which it made them, and all else that decided which calls it made. */
export interface CallRecord {
  calls: readonly RecordedCall[];
  /** Indexes of calls, in the order of their results. */
  results: readonly number[];
  answers: readonly RecordedAnswer[];
}

type Result = CallResult<OperationName>;

interface Calls {
  /** Makes a call. */
  make: Call;
  cachedRead: CachedRead;
  seenEnrollments: SeenEnrollments;
  /** Waits for the turn of the fields that wait for a result. Null if it is their turn. */
  turn(): Promise<unknown> | null;
}

/** The calls of one request, which can be recorded, and made before the query asks for them. */
export class RequestCalls {
  readonly #calls: Calls;
  #made: Map<string, Promise<Result>> | null = null;
  #cachedAhead: Map<string, Result> | null = null;
  #recorded: RecordedCall[] | null = null;
  readonly #results: number[] = [];
  readonly #answers: RecordedAnswer[] = [];
  #dependsOnSpeed = false;

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

  /** Reads from the cache for the query, or returns the result of the same read if it was read ahead. */
  readonly cachedRead: CachedRead = (operation, parameters) => {
    const ahead = this.#cachedAhead?.get(keyOf(operation, parameters as object));
    const result = ahead ?? this.#calls.cachedRead(operation, parameters);
    if (result && this.#recorded) this.#recordCached(this.#recorded, operation, parameters as object, result);
    return result as never;
  };

  /** The findings of earlier requests. Once recording has started, the answers to the query are recorded, too. */
  seenEnrollments(): SeenEnrollments {
    const { seenEnrollments } = this.#calls;
    if (!this.#recorded) return seenEnrollments;
    const ask = (question: RecordedAnswer['question']) => (about: string) => {
      const answer = seenEnrollments[question](about);
      this.#answers.push({ question, about, answer });
      return answer;
    };
    return { ...seenEnrollments, isBelow: ask('isBelow'), areAllBelow: ask('areAllBelow') };
  }

  /** True if the answers of a record are still the same. */
  hasSameAnswers(answers: readonly RecordedAnswer[]): boolean {
    const { seenEnrollments } = this.#calls;
    return answers.every(({ question, about, answer }) => seenEnrollments[question](about) === answer);
  }

  /** Must be called if the query makes other calls than it would make if the results came faster. */
  dependsOnSpeed(): void {
    this.#dependsOnSpeed = true;
  }

  /** Makes a read before the query asks for it. */
  makeAhead(operation: OperationName, parameters: object): Promise<Result> {
    this.#made ??= new Map();
    const result = this.#calls.make(operation, parameters as never);
    this.#made.set(keyOf(operation, parameters), result);
    return result;
  }

  /** Reads from the cache before the query asks for it. Null if the result is missing or stale. */
  readCachedAhead(operation: OperationName, parameters: object): Result | null {
    const result: Result | null = this.#calls.cachedRead(operation, parameters as never);
    if (!result) return null;
    this.#cachedAhead ??= new Map();
    this.#cachedAhead.set(keyOf(operation, parameters), result);
    return result;
  }

  /** Starts to record. */
  startRecord(): void {
    this.#recorded = [];
  }

  /** Null if nothing was recorded, or if it is not known whether the same calls would have the same results. */
  record(): CallRecord | null {
    const calls = this.#recorded;
    if (!calls || this.#dependsOnSpeed || calls.some(({ version }) => version === null)) return null;
    // A copy, since a call that the query did not need could still follow, and since a parameter may be a part of the text
    // of the query, all of which it would keep in memory.
    return JSON.parse(JSON.stringify({ calls, results: this.#results, answers: this.#answers })) as CallRecord;
  }

  async #inTurn(pending: Promise<Result>): Promise<Result> {
    const result = await pending;
    const turn = this.#calls.turn();
    if (turn !== null) await turn;
    return result;
  }

  #record(recorded: RecordedCall[], operation: OperationName, parameters: object, pending: Promise<Result>): void {
    const index = recorded.length;
    const resultsBefore = this.#results.length;
    const call: RecordedCall = { operation, parameters, isCached: false, resultsBefore, version: null, page: null };
    recorded.push(call);
    pending.then(
      ({ parts, page }) => {
        this.#results.push(index);
        call.version = versionOf(parts);
        call.page = page;
      },
      // A failed call has no version, so the record is not used.
      () => undefined,
    );
  }

  #recordCached(recorded: RecordedCall[], operation: OperationName, parameters: object, { parts, page }: Result): void {
    const resultsBefore = this.#results.length;
    const version = versionOf(parts);
    this.#results.push(recorded.length);
    recorded.push({ operation, parameters, isCached: true, resultsBefore, version, page });
  }
}

function keyOf(operation: OperationName, parameters: object): string {
  return `${operation} ${JSON.stringify(parameters)}`;
}
