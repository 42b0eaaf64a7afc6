/** The most fields that parts of answers which are remembered have together, so that many different queries fill no memory. */
const maxFields = 300_000;

let generation = 0;
let fields = 0;

/**
 * Remembers parts of answers by the one object that each was made of, for as long as that object is kept. All that was
 * remembered anywhere is forgotten together when it has become too much.
 */
export class MadeParts<Part extends object> {
  #parts = new WeakMap<object, Part>();
  #generation = generation;

  get(origin: object): Part | undefined {
    return this.#generation === generation ? this.#parts.get(origin) : undefined;
  }

  /** @param size how many fields the part has */
  set(origin: object, part: Part, size: number): void {
    fields += size;
    if (fields > maxFields) {
      generation += 1;
      fields = size;
    }
    if (this.#generation !== generation) {
      this.#generation = generation;
      this.#parts = new WeakMap();
    }
    this.#parts.set(origin, part);
  }
}
