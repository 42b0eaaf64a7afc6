import { promisesOf } from './field-promises.ts';
import type { FieldPlan, SelectionPlan } from './plan.ts';

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
export class ResultMemo {
  readonly #budget: MemoBudget;
  #generation: number;
  #results = new WeakMap<object, object>();

  constructor(budget: MemoBudget) {
    this.#budget = budget;
    this.#generation = budget.generation;
  }

  get(key: object): object | undefined {
    return this.#generation === this.#budget.generation ? this.#results.get(key) : undefined;
  }

  /** @param fields how many fields the result has */
  set(key: object, result: object, fields: number): void {
    this.#budget.add(fields);
    const { generation } = this.#budget;
    if (this.#generation !== generation) {
      this.#generation = generation;
      this.#results = new WeakMap();
    }
    this.#results.set(key, result);
  }
}

/** True if objects with these fields can be memoized: each field is a leaf that depends on one object. */
export function isMemoizable(fields: readonly FieldPlan[]): boolean {
  return fields.every((field) => !field.definition || memoKeyOfLeaf(field));
}

const memoKeyOfLeaf = ({ definition, type }: FieldPlan) =>
  type.kind === 'leaf' && definition ? promisesOf(definition).memoKey : undefined;

/** The one object that all fields of a selection depend on; null if there is none. */
export function memoKeyOf({ fields, memo }: SelectionPlan, source: unknown): object | null {
  if (!memo) return null;
  let only: object | null = null;
  for (const field of fields) {
    if (!field.definition) continue;
    const object = memoKeyOfLeaf(field)?.(source) ?? null;
    if (!object || (only && object !== only)) return null;
    only = object;
  }
  return only;
}
