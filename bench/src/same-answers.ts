import type { Bench, RunningSystem } from './bench.ts';
import type { Query } from './queries.ts';

/** Two systems answered a query with different data, so that their measurements cannot be compared. */
export class DifferentAnswerError extends Error {}

/**
 * Throws unless every system answers a query with the same bytes of data as the first.
 *
 * @returns the upstream calls of each system for the query
 */
export async function requireSameAnswers(
  bench: Bench,
  runningSystems: readonly RunningSystem[],
  query: Query,
  first: number,
): Promise<Map<string, Record<string, number>>> {
  const calls = new Map<string, Record<string, number>>();
  let expected: string | undefined;
  for (const running of runningSystems) {
    const response = await bench.query(running, query, first);
    const { name } = running.system;
    if (response.status !== 200) {
      throw new DifferentAnswerError(`${name} answered ${response.status}: ${response.text.slice(0, 500)}`);
    }
    const data = dataOf(response.text);
    expected ??= data;
    if (data !== expected) {
      const position = [...data].findIndex((character, index) => character !== expected?.[index]);
      const excerpt = (text: string) => `…${text.slice(Math.max(0, position - 80), position + 80)}…`;
      throw new DifferentAnswerError(
        `${name} and ${runningSystems[0]?.system.name} answer the query ${query.operationName} with different data: ` +
          `${excerpt(data)} instead of ${excerpt(expected)}`,
      );
    }
    calls.set(name, response.calls);
  }
  return calls;
}

function dataOf(text: string): string {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  return errors ? text : JSON.stringify(data);
}
