import type { Clock } from '../../graph/context.ts';
import { isLater } from '../../graph/scalars.ts';

/** A period in milliseconds since 1970. Its end is not part of it. */
export interface TimeSpan {
  from: number;
  until: number;
}

const msPerDay = 24 * 60 * 60 * 1000;

/** The time of one request: the time at which it first asks for it. */
export class RequestClock implements Clock {
  readonly #timeOfDay: () => number;
  #now: number | null = null;
  #from = Number.NEGATIVE_INFINITY;
  #until = Number.POSITIVE_INFINITY;

  /** @param timeOfDay milliseconds since 1970 */
  constructor(timeOfDay: () => number) {
    this.#timeOfDay = timeOfDay;
  }

  compare(date: string, days = 0): number {
    const now = this.#time();
    /** When the result changes, without the fraction of its millisecond. */
    const turn = Date.parse(date) - days * msPerDay;
    if (turn > now) {
      this.#until = Math.min(this.#until, turn);
      return 1;
    }
    if (turn < now) {
      this.#from = Math.max(this.#from, turn + 1);
      return -1;
    }
    // Within this millisecond, or not readable as a date.
    this.#from = Math.max(this.#from, now);
    this.#until = Math.min(this.#until, now + 1);
    const other = new Date(now + days * msPerDay).toISOString();
    if (isLater(date, other)) return 1;
    return isLater(other, date) ? -1 : 0;
  }

  /** The time in which each comparison so far has the result that it had. */
  get sameSpan(): TimeSpan {
    return { from: this.#from, until: this.#until };
  }

  isIn({ from, until }: TimeSpan): boolean {
    const now = this.#time();
    return from <= now && now < until;
  }

  #time(): number {
    this.#now ??= this.#timeOfDay();
    return this.#now;
  }
}
