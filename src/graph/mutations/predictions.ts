import { LearningApiError } from '../../learning-api/errors.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type { EnrollmentSearchRow } from '../../loaders/enrollments.ts';
import type { ListParameters } from '../../loaders/lists.ts';
import { explain } from '../errors/advice.ts';
import { codeOfFailure } from '../errors/error-codes.ts';
import { AlreadyEnrolledMutationError, NotFoundMutationError } from '../errors/mutation-errors.ts';
import { isReadable } from '../row.ts';
import { organizationToSearch } from '../types/arguments.ts';
import { enrollmentRef } from '../types/enrollment.ts';
import { DryRunOutcome, type Prediction, type ReadContext } from './dry-run.ts';
import type { NewEnrollment } from './new-enrollment.ts';

/** Calls to predict new enrollments: a page of enrollments, GetSections and GetTrainingPlan. */
export const newEnrollmentCalls = 3;

/**
 * Predicts new enrollments of users in one syllabus.
 *
 * @param position of the mutation
 */
export async function predictNewEnrollments(
  userIds: readonly string[],
  { organizationId, syllabusId, syllabusUniqueName }: Omit<NewEnrollment, 'userId'>,
  context: ReadContext,
  position: QueryPosition | undefined,
): Promise<(userId: string) => Prediction> {
  const [syllabusExists, enrollments] = await Promise.all([
    syllabusId ? orFailure(existsSyllabus(syllabusId, context, position)) : null,
    search(
      {
        userIds: [...userIds],
        syllabusIds: syllabusId ? [syllabusId] : undefined,
        syllabusUniqueNames: syllabusUniqueName ? [syllabusUniqueName] : undefined,
      },
      context,
    ),
  ]);
  return (userId) => {
    if (syllabusExists === false)
      return new NotFoundMutationError('The section or training plan was not found. Check syllabusId.');
    if (enrollments instanceof LearningApiError) return failedRead(enrollments);
    const ofUser = enrollments.filter((row) => row?.userId === userId);
    const open = ofUser.find((row) => row && isOpen(row, context));
    if (open) {
      const message = 'The user already has an unfinished enrollment. See `enrollment`.';
      return new AlreadyEnrolledMutationError(message, enrollmentRef(open, organizationId));
    }
    if (ofUser.length > 0)
      return undetermined('The user has an enrollment that is finished or of unknown phase. Check it before you try.');
    if (enrollments.includes(null)) return undetermined('Some enrollments could not be read.');
    if (syllabusExists instanceof LearningApiError) return failedRead(syllabusExists);
    return noObstacle('No enrollment of the user was found. The enrollment would be created.');
  };
}

/** Predicts that enrollments are dropped. */
export async function predictDrops(
  ids: readonly string[],
  organizationId: string | null | undefined,
  context: ReadContext,
): Promise<(id: string) => Prediction> {
  const find = await finder(ids, organizationToSearch(organizationId, context), context);
  return (id) => {
    const found = find(id);
    if (found instanceof DryRunOutcome) return found;
    if (isOpen(found, context)) return noObstacle('The enrollment is unfinished. It would be dropped.');
    return undetermined('The enrollment is finished, dropped or of unknown phase. Reads do not show which.');
  };
}

/** Predicts that enrollments are deleted. */
export async function predictDeletions(
  ids: readonly string[],
  organizationId: string | null | undefined,
  context: ReadContext,
): Promise<(id: string) => Prediction> {
  const find = await finder(ids, organizationToSearch(organizationId, context), context);
  return (id) => {
    const found = find(id);
    return found instanceof DryRunOutcome ? found : noObstacle('The enrollment exists. It would be deleted.');
  };
}

/** Predicts that the values of these custom fields are set. */
export async function predictValues(
  ids: readonly string[],
  keys: readonly string[],
  organizationId: string | null | undefined,
  context: ReadContext,
): Promise<(id: string) => Prediction> {
  const organization = organizationToSearch(organizationId, context);
  const [find, fields] = await Promise.all([
    finder(ids, organization, context),
    orFailure(context.loaders.customFields.definitions.load({ organizationId: organization })),
  ]);
  return (id) => {
    const found = find(id);
    if (found instanceof DryRunOutcome) return found;
    if (fields instanceof LearningApiError) return failedRead(fields);
    const listed = new Set((fields ?? []).filter(isReadable).map(({ key }) => key));
    const missing = keys.filter((key) => !listed.has(key));
    if (missing.length > 0)
      return undetermined(`The organization lists no custom enrollment field with the key ${missing.join(', ')}.`);
    return noObstacle('The enrollment and the custom fields exist. The values would be set.');
  };
}

/** Finds enrollments of one organization with one call. */
async function finder(ids: readonly string[], organizationId: string, context: ReadContext) {
  const rows = await search({ orgIds: [organizationId], enrollmentIds: [...ids] }, context);
  return (id: string): EnrollmentSearchRow | DryRunOutcome => {
    if (rows instanceof LearningApiError) return failedRead(rows);
    const found = rows.find((row) => row?.enrollmentId === id);
    if (found) return found;
    return undetermined(
      'The enrollment was not found in this organization. Check the id, or set organizationId to its organization.',
    );
  };
}

/** The enrollments of a search; null for each that cannot be read. */
async function search(
  parameters: ListParameters<'SearchEnrollments'>,
  { loaders }: ReadContext,
): Promise<(EnrollmentSearchRow | null)[] | LearningApiError> {
  const rows = await orFailure(loaders.lists.whole('SearchEnrollments', parameters));
  return rows instanceof LearningApiError ? rows : rows.map((row) => (isReadable(row) ? row : null));
}

async function existsSyllabus(
  id: string,
  { loaders: { syllabi } }: ReadContext,
  position: QueryPosition | undefined,
): Promise<boolean> {
  return (await syllabi.find(id, position)) !== null;
}

/** The result, or the failure of the REST API. */
function orFailure<Result>(result: Promise<Result>): Promise<Result | LearningApiError> {
  return result.catch((error: unknown) => {
    if (error instanceof LearningApiError) return error;
    throw error;
  });
}

function isOpen({ phase }: EnrollmentSearchRow, { codes }: ReadContext): boolean {
  return ['NotStarted', 'InProgress'].includes(codes.nameOf('enrollmentPhase', phase) ?? '');
}

function noObstacle(message: string): DryRunOutcome {
  return new DryRunOutcome('NO_OBSTACLE_FOUND', message);
}

function undetermined(message: string): DryRunOutcome {
  return new DryRunOutcome('UNDETERMINED', message);
}

function failedRead({ failure }: LearningApiError): DryRunOutcome {
  return new DryRunOutcome('UNDETERMINED', explain(failure), codeOfFailure[failure.kind]);
}
