/** Maximum number of fields in all memos together, so that many different queries do not fill the memory. */
const maxFields = 300_000;

let generation = 0;
let fields = 0;

/**
 * Memo of results, keyed by the object that they depend on (WeakMap). All memos are cleared together when they exceed
 * their limit.
 */
export class ResultMemo<Result extends object> {
  #results = new WeakMap<object, Result>();
  #generation = generation;

  get(key: object): Result | undefined {
    return this.#generation === generation ? this.#results.get(key) : undefined;
  }

  /** @param size how many fields the result has */
  set(key: object, result: Result, size: number): void {
    fields += size;
    if (fields > maxFields) {
      generation += 1;
      fields = size;
    }
    if (this.#generation !== generation) {
      this.#generation = generation;
      this.#results = new WeakMap();
    }
    this.#results.set(key, result);
  }
}
