import type { Parameters, ResponseOf, WriteOperation } from '../../learning-api/contract/operations.ts';
import { warningsOf } from '../../learning-api/contract/rows.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { GraphContext } from '../context.ts';
import { OutcomeUnknownError } from '../errors/errors.ts';

const howToFindOut: Record<WriteOperation, string> = {
  CreateEnrollment:
    'Query `user(id) { enrollments(filter: { syllabusIds }) }` before trying again. Otherwise the user could be enrolled twice.',
  DropEnrollment: 'Query `enrollment(id) { phase completedAt }` before trying again.',
  DeleteEnrollment: 'Query `enrollment(id) { id }` before trying again. It is null if the enrollment was deleted.',
  SetCustomEnrollmentFieldValues: 'Query `enrollment(id) { customFieldValues { key value } }` before trying again.',
};

/**
 * Sends a write once.
 *
 * @throws OutcomeUnknownError, with advice on how to find out, if it is unknown whether the write took effect
 */
export async function attempt<Name extends WriteOperation>(
  { loaders }: GraphContext,
  operation: Name,
  parameters: Parameters<Name>,
): Promise<{ answer: ResponseOf<Name>; warnings: readonly string[] }> {
  try {
    const answer = await loaders.writes(operation, parameters);
    return { answer, warnings: warningsOf(answer as object) };
  } catch (error) {
    const isUnknown = error instanceof LearningApiError && error.failure.kind === 'outcomeUnknown';
    throw isUnknown ? new OutcomeUnknownError(operation, howToFindOut[operation], error) : error;
  }
}
