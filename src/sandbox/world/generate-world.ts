import { addAssignmentStatuses } from './assignment-statuses.ts';
import { addCatalogs } from './catalogs.ts';
import { addCustomFields } from './custom-fields.ts';
import { addEnrollments } from './enrollments.ts';
import { addOrganizations } from './organizations.ts';
import { createRandom } from './random.ts';
import { addSections } from './sections.ts';
import { addStudentSessions } from './student-sessions.ts';
import { addTrainingPlans } from './training-plans.ts';
import { addUsers } from './users.ts';
import type { World } from './world.ts';

/**
 * Generates the world of a seed; the same seed gives the same world.
 *
 * All nouns draw from one random sequence, each after those that it refers to. A draw that is added, removed or moved
 * changes everything drawn after it, including ids that tests and examples may have noted.
 */
export function generateWorld(seed = 1): World {
  const random = createRandom(seed);
  const world: World = {
    organizations: [],
    users: [],
    subscriptions: [],
    sections: [],
    trainingPlans: [],
    assignments: [],
    catalogs: [],
    categories: [],
    products: [],
    enrollments: [],
    assignmentStatuses: [],
    testAttempts: [],
    scos: [],
    studentSessions: [],
    customFields: [],
    customFieldDefaults: [],
  };
  const organizationIds = addOrganizations(world, random);
  addUsers(world, random);
  addSections(world, random, organizationIds);
  addTrainingPlans(world, random, organizationIds);
  addCatalogs(world, random, organizationIds);
  addCustomFields(world, random, organizationIds);
  addEnrollments(world, random);
  addAssignmentStatuses(world, random);
  addStudentSessions(world, random);
  return world;
}
