import { bodyOf, type QueryName, queries } from './queries.ts';
import type { Actor, Stage } from './stage.ts';

/** Two systems that answer a query with different data: nothing that they are measured by could be compared. */
export class DifferentAnswerError extends Error {}

/**
 * Demands that every system answers a query with the same bytes of data as the first, and gives the calls that each
 * made for it.
 */
export async function demandSameAnswers(
  stage: Stage,
  actors: readonly Actor[],
  query: QueryName,
  first: number,
): Promise<Map<string, Record<string, number>>> {
  const calls = new Map<string, Record<string, number>>();
  let expected: string | undefined;
  for (const actor of actors) {
    const answered = await stage.ask(actor, bodyOf(queries[query], 0, first));
    const { name } = actor.system;
    if (answered.status !== 200) {
      throw new DifferentAnswerError(`${name} answered ${answered.status}: ${answered.text.slice(0, 500)}`);
    }
    const data = dataOf(answered.text);
    expected ??= data;
    if (data !== expected) {
      const at = [...data].findIndex((character, index) => character !== expected?.[index]);
      throw new DifferentAnswerError(
        `${name} answers ${query} with other data than ${actors[0]?.system.name}: ` +
          `…${data.slice(Math.max(0, at - 80), at + 80)}… for …${expected.slice(Math.max(0, at - 80), at + 80)}…`,
      );
    }
    calls.set(name, answered.calls);
  }
  return calls;
}

function dataOf(text: string): string {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  return errors ? text : JSON.stringify(data);
}
