import { sorted } from '../corpus/lanes.ts';
import { listIn } from './answers.ts';
import { idsIn, renameIds } from './ids.ts';
import type { Call, RecordedCall } from './recorder.ts';

/** Operation and parameters as text: equal for calls that ask for the same. Lists of ids are sets. */
export function nameOf({ operation, parameters }: Call): string {
  const asSet = (_: string, value: unknown) => (Array.isArray(value) ? [...new Set(value)].sort() : value);
  return `${operation} ${JSON.stringify(sorted(parameters), asSet)}`;
}

/** The ids that a call asks for. */
export function idsOf({ parameters }: Call): Set<string> {
  return idsIn(JSON.stringify(parameters));
}

/** A call with the ids that it would have under another key. */
export function renamed<Recorded extends Call>(call: Recorded, key: number): Recorded {
  return JSON.parse(renameIds(JSON.stringify(call), key)) as Recorded;
}

/** True if the answer says that there is nothing. */
export function isEmpty({ status, answer }: RecordedCall): boolean {
  return status !== 200 || listIn(answer)?.length === 0;
}
