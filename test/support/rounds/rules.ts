import { factsOf } from '../../../src/learning-api/contract/operations.ts';
import { listIn } from './answers.ts';
import { idsOf, isEmpty, nameOf } from './calls.ts';
import { idsIn } from './ids.ts';
import type { Call, RecordedCall } from './recorder.ts';

// What the REST API forces, beyond values that one answer brings and another call needs.

/** A reason why a call waits for the answer of an earlier one, although that brings none of its values. */
interface Rule {
  reason: string;
  /** @param isWarm true if the gateway has met the ids of the query before */
  holds(call: RecordedCall, earlier: RecordedCall, isWarm: boolean): boolean;
}

export const rules: readonly Rule[] = [
  {
    reason: 'A payload shows what is there after its write.',
    holds: (_, earlier) => isWrite(earlier),
  },
  {
    reason: 'A write waits for the mutation fields before it: GraphQL specification, section 6.2.2.',
    holds: (call) => isWrite(call),
  },
  {
    reason: 'GetTrainingPlan is called for what GetSections does not find, else it would be called for each section.',
    holds: ({ operation, parameters, status }, earlier, isWarm) =>
      operation === 'GetTrainingPlan' &&
      earlier.operation === 'GetSections' &&
      lacks(earlier, parameters.training_plan_id) &&
      // The kind of a training plan that was met before is known.
      !(isWarm && status === 200),
  },
  {
    reason: 'GetSection is called for what GetSections and GetTrainingPlan do not find.',
    holds: ({ operation, parameters }, earlier) =>
      operation === 'GetSection' &&
      ((earlier.operation === 'GetSections' && lacks(earlier, parameters.syllabus_id)) ||
        (earlier.operation === 'GetTrainingPlan' && earlier.parameters.training_plan_id === parameters.syllabus_id)),
  },
  {
    reason:
      'Whether an id is that of a training plan enrollment is asked only if it is not that of a section enrollment.',
    holds: ({ operation, parameters }, earlier) =>
      operation === 'GetTrainingPlanEnrollments' &&
      earlier.operation === 'GetSectionEnrollments' &&
      parameters.enrollment_id !== undefined &&
      parameters.enrollment_id === earlier.parameters.enrollment_id &&
      isEmpty(earlier),
  },
  {
    reason: 'An enrollment is looked up alone only if a call for many does not find it.',
    holds: ({ parameters }, earlier) =>
      earlier.operation === 'SearchEnrollments' && lacks(earlier, parameters.enrollment_id),
  },
  {
    reason: 'A further page of a list is asked for only if the pages before it say that there is one.',
    holds: (call, earlier) => pageOf(call) > 1 && listOf(call) === listOf(earlier),
  },
  {
    reason: 'One id that the caller may not see makes GetSections refuse all of them. Then each half is asked for.',
    holds: ({ operation, parameters }, earlier) =>
      operation === 'GetSections' &&
      earlier.operation === 'GetSections' &&
      earlier.status !== 200 &&
      [...idsOf({ operation, parameters })].every((id) => idsOf(earlier).has(id)),
  },
];

/**
 * True if the answer to a call lists what is there, so that its items decide which calls follow. False if it only
 * confirms what the query names: the REST API has no other look-up of a section, a category, an organization or an
 * enrollment.
 */
export function isListOfItems({ operation, parameters, answer }: RecordedCall): boolean {
  const confirms = ['GetSections', 'GetCategories', 'GetOrganizations'].includes(operation);
  const confirmsEnrollment =
    operation.endsWith('Enrollments') && ('enrollment_id' in parameters || 'enrollment_ids' in parameters);
  return !confirms && !confirmsEnrollment && listIn(answer) !== null;
}

/** Calls that the selection needs whatever the items of a list are. They do not wait for it. */
export function isNeededAnyway({ operation }: Call, list: Call): boolean {
  return operation === 'GetAssignments' && list.operation === 'GetAssignmentStatuses';
}

function isWrite({ operation }: Call): boolean {
  return factsOf(operation)?.effect === 'write';
}

/** True if a call asks for an id, and its answer does not have it. */
function lacks(call: RecordedCall, id: unknown): boolean {
  return typeof id === 'string' && idsOf(call).has(id) && !idsIn(call.answer).has(id);
}

function pageOf({ parameters: { page, paging } }: Call): number {
  return Number(page ?? (paging as { page?: number } | undefined)?.page ?? 1);
}

/** The list that a call returns a page of. */
function listOf({ operation, parameters: { page: _, per_page: __, paging: ___, ...parameters } }: Call): string {
  return nameOf({ operation, parameters });
}
