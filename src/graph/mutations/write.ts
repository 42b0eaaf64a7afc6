import type { Parameters, ResponseOf, WriteOperation } from '../../learning-api/contract/operations.ts';
import { warningsOf } from '../../learning-api/contract/rows.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { GraphContext } from '../context.ts';
import { OutcomeUnknownError } from '../errors/errors.ts';
import { checkOf } from './outcome-check.ts';

/** The response of the REST API to a write. */
export interface WriteResult<Name extends WriteOperation> {
  answer: ResponseOf<Name>;
  /** False if the response says that nothing changed. */
  tookEffect: boolean;
  warnings: readonly string[];
}

/**
 * Sends a write once.
 *
 * @param organizationId the organization that the caller gave to read in
 * @throws OutcomeUnknownError, with a query to find out, if it is unknown whether the write took effect
 */
export async function attempt<Name extends WriteOperation>(
  { loaders, defaultOrganizationId }: GraphContext,
  operation: Name,
  parameters: Parameters<Name>,
  organizationId?: string | null,
): Promise<WriteResult<Name>> {
  try {
    const { data, tookEffect = false } = await loaders.writes(operation, parameters);
    return { answer: data, tookEffect, warnings: warningsOf(data as object) };
  } catch (error) {
    const isUnknown = error instanceof LearningApiError && error.failure.kind === 'outcomeUnknown';
    if (!isUnknown) throw error;
    const check = checkOf(operation, parameters, organizationId ?? defaultOrganizationId, error);
    throw new OutcomeUnknownError(operation, check, error);
  }
}
