import { readFileSync } from 'node:fs';
import { root } from './processes.ts';

/** A query with the calls and answers that `bench/record.ts` recorded. */
export interface RecordedScreen {
  name: string;
  query: string;
  variables: Record<string, unknown>;
  calls: RecordedCall[];
  /** To these calls, and to those of a gateway that has just started. */
  answers: RecordedAnswer[];
  data: Template;
}

export interface RecordedCall {
  method: string;
  /** The path and the query string, without the token. */
  path: string;
  /** Empty if the request has none. */
  body: string;
  /** The calls, by index, whose answers it needs. */
  needs: number[];
}

export interface RecordedAnswer {
  /** See `callKey`. */
  key: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** How to build a value of a response: from a value of an answer, or as it is if no answer has it. */
export type Template =
  | { from: (string | number)[] }
  | { constant: unknown }
  | { list: Template[] }
  | { object: [name: string, value: Template][] };

/** The organization of the requests that were recorded. */
export const recordedOrganizationId = '0a000000-0000-4000-8000-000000000001';

const file = `${root}bench/dist/recordings.json`;

export function readRecordings(): RecordedScreen[] {
  return JSON.parse(readFileSync(file, 'utf8')) as RecordedScreen[];
}

/** Identifies a call: the same for the same parameters in another order, and without the token. */
export function callKey(path: string, body: string): string {
  const [operation = '', search = ''] = path.split('?');
  const parameters = search.split('&').filter((part) => part !== '' && !part.startsWith('access_token='));
  const sorted = (_: string, value: unknown) => (Array.isArray(value) ? value.toSorted() : value);
  return `${operation}?${parameters.sort().join('&')} ${body && JSON.stringify(JSON.parse(body), sorted)}`;
}
