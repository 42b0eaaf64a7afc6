import { createHash } from 'node:crypto';
import { factsOf, type OperationName, operations } from '../../src/learning-api/contract/operations.ts';
import type { Sandbox } from '../../src/sandbox/http/server.ts';
import type { Random } from '../../src/sandbox/world/random.ts';

/** What a LearningApi refuses, or does not find. */
export interface Refusal {
  operation: OperationName;
  /** An error status, or `empty` for a list without items. */
  answer: number | 'empty';
  /** Which calls: all, or those with an id of which one in so many is refused. */
  oneIn: number;
}

const reads = (Object.keys(operations) as OperationName[]).filter((name) => factsOf(name).effect === 'read');
/** Operations whose refusal makes the gateway call others instead. */
const decisive: readonly OperationName[] = ['GetSections', 'GetTrainingPlan', 'SearchEnrollments', 'GetAssignments'];

/** Refusals made at random. */
export function randomRefusals(random: Random): Refusal[] {
  return Array.from({ length: random.number(0, 4) }, () => ({
    operation: random.pick(random.chance(60) ? decisive : reads),
    // The gateway repeats what fails with 502 to 504, and repetitions are not counted.
    answer: random.pick([403, 403, 409, 422, 500, 'empty' as const]),
    oneIn: random.pick([1, 1, 3, 20]),
  }));
}

/** Makes a sandbox refuse. `reset` and the next refusals do not end it, only the function that is returned. */
export function refuseIn(sandbox: Sandbox, refusals: readonly Refusal[]): () => void {
  for (const { operation, answer, oneIn } of refusals) {
    const { list } = factsOf(operation);
    const body = answer === 'empty' ? (list ? { [list]: [] } : []) : { api_error_entity: { error_code: 5 } };
    const canBeEmpty = list !== undefined || factsOf(operation).paging !== undefined;
    if (answer === 'empty' && !canBeEmpty) continue;
    sandbox.override(operation, (parameters) =>
      idsIn(parameters).some((id) => isChosen(id, oneIn))
        ? { status: answer === 'empty' ? 200 : answer, body }
        : undefined,
    );
  }
  return () => {
    for (const { operation } of refusals) sandbox.override(operation, null);
  };
}

function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
}

function isChosen(id: string, oneIn: number): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE() % oneIn === 0;
}
