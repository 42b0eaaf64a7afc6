import type { Answer } from '../learning-api/operations.ts';
import type { AssignmentKey, AssignmentRow } from './assignments.ts';
import { createAssignments } from './assignments.ts';
import { type ByKey, oneByOne } from './by-key.ts';
import type { Call } from './call.ts';
import { type Catalogs, createCatalogs } from './catalogs.ts';
import { type CustomFields, createCustomFields } from './custom-fields.ts';
import { createEnrollments, type Enrollments } from './enrollments.ts';
import { createLists, type Lists } from './lists.ts';
import { nullIfNotFound } from './not-found.ts';
import { createOrganizations, type Organizations } from './organizations.ts';
import { createSyllabi, type Syllabi } from './syllabi.ts';

/** Everything that the graph reads from the REST API, for one request. */
export interface Loaders {
  lists: Lists;
  enrollments: Enrollments;
  syllabi: Syllabi;
  assignments: ByKey<AssignmentKey, AssignmentRow>;
  catalogs: Catalogs;
  organizations: Organizations;
  customFields: CustomFields;
  certificates: ByKey<string, Answer<'GetCertificateUrl'>>;
  sectionDescriptions: ByKey<string, Answer<'GetSectionDescription'>>;
  sectionObjectives: ByKey<string, Answer<'GetSectionObjectives'>>;
  trainingPlanDescriptions: ByKey<string, Answer<'GetTrainingPlanDescription'>>;
  assignmentInstructions: ByKey<string, Answer<'GetAssignmentInstructions'>>;
  catalogDescriptions: ByKey<string, Answer<'GetCatalogDescription'>>;
  catalogCreditHours: ByKey<string, Answer<'GetCatalogCreditHours'>>;
}

/** Loaders that share nothing with any other request. */
export function createLoaders(call: Call): Loaders {
  const lists = createLists(call);
  const syllabi = createSyllabi(call);
  const byId = <Row>(find: (id: string) => Promise<Row | null>) => oneByOne((id: string) => id, find);
  return {
    lists,
    syllabi,
    enrollments: createEnrollments(call, lists, syllabi),
    assignments: createAssignments(call, lists),
    catalogs: createCatalogs(call, lists),
    organizations: createOrganizations(lists),
    customFields: createCustomFields(call),
    certificates: byId((enrollmentId) => nullIfNotFound(call('GetCertificateUrl', { enrollmentId }))),
    sectionDescriptions: byId((sectionId) => nullIfNotFound(call('GetSectionDescription', { sectionId }))),
    sectionObjectives: byId((sectionId) => nullIfNotFound(call('GetSectionObjectives', { sectionId }))),
    trainingPlanDescriptions: byId((trainingPlanId) =>
      nullIfNotFound(call('GetTrainingPlanDescription', { trainingPlanId })),
    ),
    assignmentInstructions: byId((assignmentId) => nullIfNotFound(call('GetAssignmentInstructions', { assignmentId }))),
    catalogDescriptions: byId((catalogId) => nullIfNotFound(call('GetCatalogDescription', { catalogId }))),
    catalogCreditHours: byId((catalogId) => nullIfNotFound(call('GetCatalogCreditHours', { catalogId }))),
  };
}
