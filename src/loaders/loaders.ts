import type { ResponseOf } from '../learning-api/contract/operations.ts';
import { type Assignments, createAssignments } from './assignments.ts';
import { type BatchScheduler, createBatchScheduler } from './batch-scheduler.ts';
import type { CachedRead, Call } from './call.ts';
import { type Catalogs, createCatalogs } from './catalogs.ts';
import { type CustomFields, createCustomFields } from './custom-fields.ts';
import { createEnrollments, type Enrollments } from './enrollments.ts';
import { createSingleKeyLoader, type KeyedLoader } from './keyed-loader.ts';
import { createLists, type Lists } from './lists.ts';
import { nullIfNotFound } from './not-found.ts';
import { createOrganizations, type Organizations } from './organizations.ts';
import { createReads } from './reads.ts';
import type { SeenEnrollments } from './seen-enrollments.ts';
import type { SeenSyllabi } from './seen-syllabi.ts';
import { createSyllabi, type Syllabi } from './syllabi.ts';
import { createWrites, type Writes } from './writes.ts';

/** Everything that the graph loads from the REST API, for one request. */
export interface Loaders {
  /** Lets batches wait for what an execution may still load. */
  watch: BatchScheduler['watch'];
  /** Lets batches wait for a list that is read without a connection. */
  waitForRows: BatchScheduler['waitForRows'];
  /** Loads many rows for one field. */
  loadAll: BatchScheduler['loadAll'];
  lists: Lists;
  enrollments: Enrollments;
  syllabi: Syllabi;
  assignments: Assignments;
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

interface LoadersOptions {
  /** Calls an operation for the caller of the request. */
  send: Call;
  cachedRead: CachedRead;
  /** The state that requests share: only ids. */
  seenSyllabi: SeenSyllabi;
  seenEnrollments: SeenEnrollments;
  /** How many calls the request may make beyond its estimated cost. */
  spareCalls(): number;
  /** Milliseconds until the deadline of the request. */
  timeLeft(): number;
}

/** Creates the loaders of one request. */
export function createLoaders({
  send,
  cachedRead,
  seenSyllabi,
  seenEnrollments,
  spareCalls,
  timeLeft,
}: LoadersOptions): Loaders {
  const reads = createReads(send);
  const scheduler = createBatchScheduler({ call: reads.call, timeLeft });
  const { call } = scheduler;
  const lists = createLists(call, cachedRead);
  const syllabi = createSyllabi({ scheduler, cachedRead, seenSyllabi, spareCalls });
  const byId = <Row>(find: (id: string) => Promise<Row | null>) => createSingleKeyLoader((id: string) => id, find);
  const enrollments = createEnrollments({ scheduler, lists, syllabi, seenEnrollments });
  const customFields = createCustomFields(scheduler);
  const certificates = byId((enrollmentId) => nullIfNotFound(call('GetCertificateUrl', { enrollmentId })));
  const clearEnrollments = () => {
    reads.clear();
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
    watch: scheduler.watch,
    waitForRows: scheduler.waitForRows,
    loadAll: scheduler.loadAll,
    lists,
    syllabi,
    enrollments,
    writes: createWrites(call, clearEnrollments),
    assignments: createAssignments(scheduler, lists),
    catalogs: createCatalogs(scheduler, lists),
    organizations: createOrganizations(scheduler, lists),
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
