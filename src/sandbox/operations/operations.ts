import { assignmentOperations } from './assignments.ts';
import { authenticationOperations } from './authentication.ts';
import { catalogOperations } from './catalogs.ts';
import { customFieldOperations } from './custom-fields.ts';
import { enrollmentWrites } from './enrollment-writes.ts';
import { enrollmentOperations } from './enrollments.ts';
import type { Operation } from './operation.ts';
import { organizationOperations } from './organizations.ts';
import { syllabusOperations } from './syllabi.ts';

/** Every operation by its name. */
export const operations: Readonly<Record<string, Operation>> = {
  ...enrollmentOperations,
  ...enrollmentWrites,
  ...syllabusOperations,
  ...assignmentOperations,
  ...catalogOperations,
  ...organizationOperations,
  ...customFieldOperations,
  ...authenticationOperations,
};

/** The operations that change the world. */
export const writes: ReadonlySet<string> = new Set([
  'CreateEnrollment',
  'DropEnrollment',
  'DeleteEnrollment',
  'SetCustomEnrollmentFieldValues',
]);
