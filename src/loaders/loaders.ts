import type { ResponseOf } from '../learning-api/contract/operations.ts';
import type { AssignmentKey, AssignmentRow } from './assignments.ts';
import { createAssignments } from './assignments.ts';
import { createGate } from './batch-gate.ts';
import { type ByKey, oneByOne } from './by-key.ts';
import type { Call, Kept } from './call.ts';
import { type Catalogs, createCatalogs } from './catalogs.ts';
import { type CustomFields, createCustomFields } from './custom-fields.ts';
import { createEnrollments, type Enrollments } from './enrollments.ts';
import type { KnownSections } from './known-sections.ts';
import { createLists, type Lists } from './lists.ts';
import { nullIfNotFound } from './not-found.ts';
import { createOrganizations, type Organizations } from './organizations.ts';
import { createSyllabi, type Syllabi } from './syllabi.ts';
import { createWrites, type Writes } from './writes.ts';

/** Everything that the graph asks of the REST API, for one request. */
export interface Loaders {
  lists: Lists;
  enrollments: Enrollments;
  syllabi: Syllabi;
  assignments: ByKey<AssignmentKey, AssignmentRow>;
  catalogs: Catalogs;
  organizations: Organizations;
  customFields: CustomFields;
  writes: Writes;
  certificates: ByKey<string, ResponseOf<'GetCertificateUrl'>>;
  sectionDescriptions: ByKey<string, ResponseOf<'GetSectionDescription'>>;
  sectionObjectives: ByKey<string, ResponseOf<'GetSectionObjectives'>>;
  trainingPlanDescriptions: ByKey<string, ResponseOf<'GetTrainingPlanDescription'>>;
  assignmentInstructions: ByKey<string, ResponseOf<'GetAssignmentInstructions'>>;
  catalogDescriptions: ByKey<string, ResponseOf<'GetCatalogDescription'>>;
  catalogCreditHours: ByKey<string, ResponseOf<'GetCatalogCreditHours'>>;
}

/** Loaders that share nothing with any other request but which syllabi are sections. */
export function createLoaders(ungated: Call, kept: Kept, knownSections: KnownSections): Loaders {
  const gate = createGate(ungated);
  const { call } = gate;
  const lists = createLists(call, kept);
  const syllabi = createSyllabi(gate, kept, knownSections);
  const byId = <Row>(find: (id: string) => Promise<Row | null>) => oneByOne((id: string) => id, find);
  const enrollments = createEnrollments(gate, lists, syllabi);
  const customFields = createCustomFields(gate);
  const certificates = byId((enrollmentId) => nullIfNotFound(call('GetCertificateUrl', { enrollmentId })));
  const forgetEnrollments = () => {
    for (const loader of [enrollments.byId, enrollments.details, customFields.values, certificates]) loader.clearAll();
    lists.forget([
      'SearchEnrollments',
      'GetSectionEnrollments',
      'GetTrainingPlanEnrollments',
      'GetAssignmentStatuses',
      'GetTestAttempts',
      'GetCmiData',
    ]);
  };
  return {
    lists,
    syllabi,
    enrollments,
    writes: createWrites(call, forgetEnrollments),
    assignments: createAssignments(gate, lists),
    catalogs: createCatalogs(call, lists),
    organizations: createOrganizations(lists),
    customFields,
    certificates,
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
