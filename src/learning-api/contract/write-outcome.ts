import { factsOf, type OperationName, type ResponseOf, type WriteOperation } from './operations.ts';

type OutcomeReaders = {
  [Name in WriteOperation]: (answer: ResponseOf<Name>, parameters: Readonly<Record<string, unknown>>) => boolean | null;
};

const readers: OutcomeReaders = {
  // Without an id, the response is not readable in the first place.
  CreateEnrollment: () => true,
  DropEnrollment: droppedOrDeleted,
  DeleteEnrollment: droppedOrDeleted,
  SetCustomEnrollmentFieldValues: ({ error }) => (typeof error === 'boolean' ? !error : null),
};

/**
 * The outcome that the response of a write reports: true if the change took effect, false if it did not, null if the
 * response does not say. Only the exact values of the contract count: an unexpected body with HTTP 200 does not prove a
 * change.
 */
export function tookEffect(operation: OperationName, answer: unknown, parameters: object): boolean | null {
  if (factsOf(operation).effect === 'read') return null;
  const read = readers[operation as WriteOperation];
  return read(answer as never, parameters as Readonly<Record<string, unknown>>);
}

function droppedOrDeleted(
  { enrollmentId, isDroppedOrDeleted }: ResponseOf<'DropEnrollment' | 'DeleteEnrollment'>,
  parameters: Readonly<Record<string, unknown>>,
): boolean | null {
  return enrollmentId === parameters.enrollmentId && typeof isDroppedOrDeleted === 'boolean'
    ? isDroppedOrDeleted
    : null;
}
