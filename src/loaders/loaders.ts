import type { ResponseOf } from '../learning-api/contract/operations.ts';
import type { AssignmentKey, AssignmentRow } from './assignments.ts';
import { createAssignments } from './assignments.ts';
import { createBatchScheduler } from './batch-scheduler.ts';
import type { CachedRead, Call } from './call.ts';
import { type Catalogs, createCatalogs } from './catalogs.ts';
import { type CustomFields, createCustomFields } from './custom-fields.ts';
import { createEnrollments, type Enrollments } from './enrollments.ts';
import { createSingleKeyLoader, type KeyedLoader } from './keyed-loader.ts';
import { createLists, type Lists } from './lists.ts';
import { nullIfNotFound } from './not-found.ts';
import { createOrganizations, type Organizations } from './organizations.ts';
import type { SeenSyllabi } from './seen-syllabi.ts';
import { createSyllabi, type Syllabi } from './syllabi.ts';
import { createWrites, type Writes } from './writes.ts';

/** Everything that the graph loads from the REST API, for one request. */
export interface Loaders {
  lists: Lists;
  enrollments: Enrollments;
  syllabi: Syllabi;
  assignments: KeyedLoader<AssignmentKey, AssignmentRow>;
  catalogs: Catalogs;
  organizations: Organizations;
  customFields: CustomFields;
  writes: Writes;
  certificates: KeyedLoader<string, ResponseOf<'GetCertificateUrl'>>;
  sectionDescriptions: KeyedLoader<string, ResponseOf<'GetSectionDescription'>>;
  sectionObjectives: KeyedLoader<string, ResponseOf<'GetSectionObjectives'>>;
  trainingPlanDescriptions: KeyedLoader<string, ResponseOf<'GetTrainingPlanDescription'>>;
  assignmentInstructions: KeyedLoader<string, ResponseOf<'GetAssignmentInstructions'>>;
  catalogDescriptions: KeyedLoader<string, ResponseOf<'GetCatalogDescription'>>;
  catalogCreditHours: KeyedLoader<string, ResponseOf<'GetCatalogCreditHours'>>;
}

/** Creates the loaders of one request. Requests share nothing except which syllabi were seen as sections and as training plans. */
export function createLoaders(send: Call, cachedRead: CachedRead, seenSyllabi: SeenSyllabi): Loaders {
  const scheduler = createBatchScheduler(send);
  const { call } = scheduler;
  const lists = createLists(call, cachedRead);
  const syllabi = createSyllabi(scheduler, cachedRead, seenSyllabi);
  const byId = <Row>(find: (id: string) => Promise<Row | null>) => createSingleKeyLoader((id: string) => id, find);
  const enrollments = createEnrollments(scheduler, lists, syllabi);
  const customFields = createCustomFields(scheduler);
  const certificates = byId((enrollmentId) => nullIfNotFound(call('GetCertificateUrl', { enrollmentId })));
  const clearEnrollments = () => {
    for (const loader of [
      enrollments.byId,
      enrollments.byDetails,
      enrollments.details,
      customFields.values,
      certificates,
    ])
      loader.clearAll();
    lists.clear([
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
    writes: createWrites(call, clearEnrollments),
    assignments: createAssignments(scheduler, lists),
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
