import type { OperationName, Parameters, ResponseOf } from '../learning-api/contract/operations.ts';
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
import { createReads, type Reads } from './reads.ts';
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
  /** Lets batches wait for the loads behind a promise, not for the field that waits for the promise. */
  waitFor: BatchScheduler['waitFor'];
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
  seenEnrollments(): SeenEnrollments;
  /** Called if a batch is sent, because time passes, although more keys may come. */
  onIncompleteBatch(): void;
  /** How many calls the request may make beyond its estimated cost. */
  spareCalls(): number;
  /** Milliseconds until the deadline of the request. */
  timeLeft(): number;
}

/** Creates the loaders of one request. */
export function createLoaders(options: LoadersOptions): Loaders {
  return new RequestLoaders(options);
}

/**
 * Creates each loader on first use, since a request uses few of them. A class because V8 puts object literals with accessors
 * into the old generation, where they retain a request's data.
 */
class RequestLoaders implements Loaders {
  readonly watch: Loaders['watch'];
  readonly waitForRows: Loaders['waitForRows'];
  readonly waitFor: Loaders['waitFor'];
  readonly loadAll: Loaders['loadAll'];
  readonly lists: Lists;
  readonly #options: LoadersOptions;
  readonly #reads: Reads;
  readonly #scheduler: BatchScheduler;
  readonly #lookUps = new Map<OperationName, KeyedLoader<string, unknown>>();
  #enrollments: Enrollments | null = null;
  #syllabi: Syllabi | null = null;
  #assignments: Assignments | null = null;
  #catalogs: Catalogs | null = null;
  #organizations: Organizations | null = null;
  #customFields: CustomFields | null = null;
  #writes: Writes | null = null;

  constructor(options: LoadersOptions) {
    this.#options = options;
    this.#reads = createReads(options.send);
    const { timeLeft, onIncompleteBatch } = options;
    this.#scheduler = createBatchScheduler({ call: this.#reads.call, timeLeft, onIncompleteBatch });
    this.lists = createLists(this.#scheduler.call, options.cachedRead);
    this.watch = this.#scheduler.watch;
    this.waitForRows = this.#scheduler.waitForRows;
    this.waitFor = this.#scheduler.waitFor;
    this.loadAll = this.#scheduler.loadAll;
  }

  get enrollments(): Enrollments {
    this.#enrollments ??= createEnrollments({
      scheduler: this.#scheduler,
      lists: this.lists,
      syllabi: this.syllabi,
      seenEnrollments: this.#options.seenEnrollments(),
    });
    return this.#enrollments;
  }

  get syllabi(): Syllabi {
    this.#syllabi ??= createSyllabi({ scheduler: this.#scheduler, ...this.#options });
    return this.#syllabi;
  }

  get assignments(): Assignments {
    this.#assignments ??= createAssignments(this.#scheduler, this.lists);
    return this.#assignments;
  }

  get catalogs(): Catalogs {
    this.#catalogs ??= createCatalogs(this.#scheduler, this.lists);
    return this.#catalogs;
  }

  get organizations(): Organizations {
    this.#organizations ??= createOrganizations(this.#scheduler, this.lists);
    return this.#organizations;
  }

  get customFields(): CustomFields {
    this.#customFields ??= createCustomFields(this.#scheduler);
    return this.#customFields;
  }

  get writes(): Writes {
    this.#writes ??= createWrites(this.#scheduler.call, () => this.#clearEnrollments());
    return this.#writes;
  }

  get certificates() {
    return this.#lookUp('GetCertificateUrl', (enrollmentId) => ({ enrollmentId }));
  }

  get sectionDescriptions() {
    return this.#lookUp('GetSectionDescription', (sectionId) => ({ sectionId }));
  }

  get sectionObjectives() {
    return this.#lookUp('GetSectionObjectives', (sectionId) => ({ sectionId }));
  }

  get trainingPlanDescriptions() {
    return this.#lookUp('GetTrainingPlanDescription', (trainingPlanId) => ({ trainingPlanId }));
  }

  get assignmentInstructions() {
    return this.#lookUp('GetAssignmentInstructions', (assignmentId) => ({ assignmentId }));
  }

  get catalogDescriptions() {
    return this.#lookUp('GetCatalogDescription', (catalogId) => ({ catalogId }));
  }

  get catalogCreditHours() {
    return this.#lookUp('GetCatalogCreditHours', (catalogId) => ({ catalogId }));
  }

  /** The loader of an operation that looks up one id. */
  #lookUp<Name extends OperationName>(
    operation: Name,
    parametersFor: (id: string) => Parameters<Name>,
  ): KeyedLoader<string, ResponseOf<Name>> {
    const existing = this.#lookUps.get(operation);
    if (existing) return existing as KeyedLoader<string, ResponseOf<Name>>;
    const { call } = this.#scheduler;
    const loader = createSingleKeyLoader<string, ResponseOf<Name>>(
      (id) => id,
      (id) => nullIfNotFound(call(operation, parametersFor(id))),
    );
    this.#lookUps.set(operation, loader);
    return loader;
  }

  #clearEnrollments(): void {
    this.#reads.clear();
    this.#enrollments?.byId.clearAll();
    this.#enrollments?.byDetails.clearAll();
    this.#enrollments?.details.clearAll();
    this.#customFields?.values.clearAll();
    this.#lookUps.get('GetCertificateUrl')?.clearAll();
    this.lists.clear([
      'SearchEnrollments',
      'GetSectionEnrollments',
      'GetTrainingPlanEnrollments',
      'GetAssignmentStatuses',
      'GetTestAttempts',
      'GetCmiData',
    ]);
  }
}
