/** Maximum number of fields in all memos of a planner together, so that many different queries do not fill the memory. */
const maxFields = 300_000;

/** Counts the fields in the memos of a planner. If there are too many, a new generation of memos begins. */
export class MemoBudget {
  generation = 0;
  #fields = 0;

  add(fields: number): void {
    this.#fields += fields;
    if (this.#fields <= maxFields) return;
    this.generation += 1;
    this.#fields = fields;
  }
}

/**
 * Memo of results, keyed by the object that they depend on (WeakMap). The memos with the same budget are cleared together
 * when they exceed it.
 */
export class ResultMemo<Result extends object> {
  readonly #budget: MemoBudget;
  #generation: number;
  #results = new WeakMap<object, Result>();

  constructor(budget: MemoBudget) {
    this.#budget = budget;
    this.#generation = budget.generation;
  }

  get(key: object): Result | undefined {
    return this.#generation === this.#budget.generation ? this.#results.get(key) : undefined;
  }

  /** @param fields how many fields the result has */
  set(key: object, result: Result, fields: number): void {
    this.#budget.add(fields);
    const { generation } = this.#budget;
    if (this.#generation !== generation) {
      this.#generation = generation;
      this.#results = new WeakMap();
    }
    this.#results.set(key, result);
  }
}
