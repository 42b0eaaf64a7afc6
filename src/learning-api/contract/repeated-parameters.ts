import { LearningApiError } from '../errors.ts';
import { factsOf, type OperationName } from './operations.ts';
import { idsOf } from './rows.ts';

type Row = Record<string, unknown>;

/**
 * Checks that a response is about what the call asked for: its fields, or those of its items, that repeat a parameter have
 * the value of the parameter. Puts a failure in place of each item that is about something else.
 *
 * @throws LearningApiError if the response is one object, and about something else
 */
export function checkRepeatedParameters(operation: OperationName, parameters: object, data: unknown): void {
  const { repeats = {}, list } = factsOf(operation);
  const requested = Object.entries(repeats).flatMap(([field, parameter]) => {
    const value: unknown = (parameters as Row)[parameter];
    return value === undefined ? [] : [{ field, values: new Set<unknown>([value].flat()) }];
  });
  if (requested.length === 0 || data === null) return;
  const failureIn = (row: Row) => {
    for (const { field, values } of requested)
      if (!values.has(row[field])) return new LearningApiError({ kind: 'malformed', operation, itemIds: idsOf(row) });
    return null;
  };

  const items = list ? (data as Row)[list] : data;
  if (Array.isArray(items)) {
    for (let index = 0; index < items.length; index += 1) {
      const failure = items[index] instanceof LearningApiError ? null : failureIn(items[index]);
      if (failure) items[index] = failure;
    }
  } else if (!list) {
    const failure = failureIn(data as Row);
    if (failure) throw failure;
  }
}
