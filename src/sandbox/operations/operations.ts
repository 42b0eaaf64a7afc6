import { assignmentOperations } from './assignments.ts';
import { authenticationOperations } from './authentication.ts';
import { catalogOperations } from './catalogs.ts';
import { customFieldOperations, customFieldWrites } from './custom-fields.ts';
import { enrollmentWrites } from './enrollment-writes.ts';
import { enrollmentOperations } from './enrollments.ts';
import type { Operation } from './operation.ts';
import { organizationOperations } from './organizations.ts';
import { syllabusOperations } from './syllabi.ts';

const writeOperations: Readonly<Record<string, Operation>> = { ...enrollmentWrites, ...customFieldWrites };

/** Every operation by its name. */
export const operations: Readonly<Record<string, Operation>> = {
  ...enrollmentOperations,
  ...syllabusOperations,
  ...assignmentOperations,
  ...catalogOperations,
  ...organizationOperations,
  ...customFieldOperations,
  ...authenticationOperations,
  ...writeOperations,
};

/** The operations that change the world. */
export const writes: ReadonlySet<string> = new Set(Object.keys(writeOperations));
