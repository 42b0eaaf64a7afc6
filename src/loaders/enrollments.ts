import { operations, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { BatchScheduler, QueryPosition } from './batch-scheduler.ts';
import {
  type Calls,
  createBatchLoader,
  createSingleKeyLoader,
  type Found,
  findInChunks,
  findOrElse,
  groupBy,
  indexByKey,
  type KeyedLoader,
} from './keyed-loader.ts';
import { itemsOf, type ListParameters, type Lists, type ReadableItem } from './lists.ts';
import { isConflict, isWithoutData, nullIfConflict } from './not-found.ts';
import { IncompleteListError, maxPageSize } from './page-window.ts';
import type { SeenEnrollments } from './seen-enrollments.ts';
import { greedySetCover, type KeyGroup } from './set-cover.ts';
import type { KindSearch, Syllabi, SyllabusKind } from './syllabi.ts';

export type EnrollmentSearchRow = RowOf<'EnrollmentSearchItem'>;
export type SectionEnrollmentRow = ReadableItem<'GetSectionEnrollments'>;
export type TrainingPlanEnrollmentRow = ReadableItem<'GetTrainingPlanEnrollments'>;
export type EnrollmentDetails = SectionEnrollmentRow | TrainingPlanEnrollmentRow;

/** An enrollment found by its id, and its kind if the response shows it. */
export interface FoundEnrollment {
  row: EnrollmentSearchRow | EnrollmentDetails;
  kind?: SyllabusKind;
}

/** An enrollment and the organization to look in, which the REST API requires. */
export interface EnrollmentKey {
  id: string;
  organizationId: string;
}

export interface EnrollmentDetailsKey extends EnrollmentKey {
  userId: string;
  syllabusId: string;
  kind?: SyllabusKind | undefined;
}

export interface EnrollmentLookUp extends EnrollmentKey {
  /** True if details of the enrollment will be needed. */
  needsDetails: boolean;
  /** The kind that it has according to the caller. Its operation is called first. */
  expectedKind?: SyllabusKind | undefined;
}

/** An enrollment whose kind does not have to be known. */
export type DetailsOfAnyKind = Omit<EnrollmentDetailsKey, 'kind'>;

/** The details of an enrollment, and its kind. */
export interface FoundDetails extends FoundEnrollment {
  row: EnrollmentDetails;
  kind: SyllabusKind;
}

export interface Enrollments {
  /** The enrollment, if any of the operations that find enrollments shows it. */
  byId: Pick<KeyedLoader<EnrollmentLookUp, FoundEnrollment>, 'load' | 'clearAll'>;
  /**
   * Resolves when the batch of an enrollment leaves: true if `byId` looks for it alone, so that all details come with it.
   * Never resolves if the enrollment is loaded already.
   */
  comesWithDetails(key: EnrollmentKey): Promise<boolean>;
  /** The enrollment with its kind and all details, from the operation that finds it. */
  byDetails: KeyedLoader<EnrollmentKey, FoundDetails>;
  /** The fields of an enrollment that a search does not return, from the operation for its kind. */
  details: Pick<KeyedLoader<EnrollmentDetailsKey, EnrollmentDetails>, 'load' | 'clearAll'>;
  /**
   * The details of enrollments of any kind, by id: from the lists of their users and syllabi, and one by one for those
   * without company and those that these lists do not have. Null for an enrollment that no operation finds.
   */
  findDetails(keys: readonly DetailsOfAnyKind[]): Promise<ReadonlyMap<string, FoundDetails | Error | null>>;
  /**
   * The kind of an enrollment: that of its syllabus, or else of the operation that finds the enrollment, which needs an
   * organization. Null if nothing shows it.
   */
  kind(key: EnrollmentKindKey, position?: QueryPosition): KindSearch;
}

export interface EnrollmentKindKey {
  id: string;
  syllabusId: string;
  organizationId: string | null;
}

/**
 * Up to this number, enrollments of an organization are looked up alone if details are needed. A search would find them
 * with one call, but their kinds and their details would take two more at least, and two round trips.
 */
const maxLookedUpAlone = 3;

type DetailOperation = 'GetSectionEnrollments' | 'GetTrainingPlanEnrollments';

interface EnrollmentsOptions {
  scheduler: BatchScheduler;
  lists: Lists;
  syllabi: Syllabi;
  seenEnrollments: SeenEnrollments;
}

export function createEnrollments({ scheduler, lists, syllabi, seenEnrollments }: EnrollmentsOptions): Enrollments {
  const { call } = scheduler;
  // The REST API checks the permission in the organization, so it decides over the answer too.
  const canonical = ({ id, organizationId }: Pick<EnrollmentKindKey, 'id' | 'organizationId'>) =>
    `${organizationId} ${id}`;

  // If the kind is only probable, the operation for it may not find the enrollment, but that for the other kind.
  const canonicalOfKind = (key: EnrollmentDetailsKey) => `${key.kind} ${canonical(key)}`;

  const details = createBatchLoader<EnrollmentDetailsKey & { kind: SyllabusKind }, EnrollmentDetails>({
    canonical: canonicalOfKind,
    scheduler,
    batch: 'enrollmentDetails',
    find: (keys) => {
      const calls: Calls<EnrollmentDetails> = new Map();
      for (const group of groupBy(keys, ({ kind, organizationId }) => `${kind} ${organizationId}`).values()) {
        const { groups } = greedySetCover(group, [({ userId }) => userId, ({ syllabusId }) => syllabusId]);
        for (const covered of groups) {
          const found = findGroup(operationFor(group[0]?.kind), covered);
          for (const key of covered.keys) calls.set(canonicalOfKind(key), found);
        }
      }
      return findOrElse(keys, canonicalOfKind, calls, (key) => findSingle(operationFor(key.kind), key));
    },
  });

  /**
   * Each kind has its own operation for details. If the kind is not known, those of the probable kind are loaded while it
   * is confirmed.
   */
  function loadDetails(key: EnrollmentDetailsKey, position?: QueryPosition): Promise<EnrollmentDetails | null> {
    const known = key.kind ?? kinds.get(canonical(key))?.known;
    if (known) return details.load({ ...key, kind: known }, position);
    const { probable, confirmed } = findKind(key, position);
    if (typeof probable === 'string') return loadProbable(key, probable, confirmed, position);
    return probable.then(async (kind) => {
      if (kind) return loadProbable(key, kind, confirmed, position);
      const confirmedKind = await confirmed;
      return confirmedKind && details.load({ ...key, kind: confirmedKind }, position);
    });
  }

  function loadProbable(
    key: EnrollmentDetailsKey,
    probableKind: SyllabusKind,
    confirmed: KindSearch['confirmed'],
    position: QueryPosition | undefined,
  ): Promise<EnrollmentDetails | null> {
    const loading = details.load({ ...key, kind: probableKind }, position);
    // The field has to be pending as long as its key waits in a batch, even if the kind cannot be confirmed.
    const waitForKind = () => {
      if (position) scheduler.waitFor(confirmed, position);
      return confirmed;
    };
    return loading.then(waitForKind, waitForKind).then((kind) => {
      if (kind === probableKind) return loading;
      return kind && details.load({ ...key, kind }, position);
    });
  }

  interface ConfirmedKind {
    /** The kind of the syllabus that it is from. */
    ofSyllabus: KindSearch['confirmed'];
    confirmed: KindSearch['confirmed'];
    /** The kind of the syllabus as soon as it is confirmed. */
    known: SyllabusKind | null;
  }
  /** By enrollment. */
  const kinds = new Map<string, ConfirmedKind>();

  function findKind(key: EnrollmentKindKey, position?: QueryPosition): KindSearch {
    const { probable, confirmed: ofSyllabus } = syllabi.kind(key.syllabusId, position);
    const name = canonical(key);
    const existing = kinds.get(name);
    if (existing?.ofSyllabus === ofSyllabus) return { probable, confirmed: existing.confirmed };
    const confirmed = ofSyllabus.then(
      (kind) => {
        state.known = kind;
        return kind ?? kindAlone(key, null);
      },
      (error: unknown) => kindAlone(key, errorIfWithoutData(error)),
    );
    // It may fail before anyone waits for it.
    confirmed.catch(ignore);
    const state: ConfirmedKind = { ofSyllabus, confirmed, known: null };
    kinds.set(name, state);
    return { probable, confirmed };
  }

  /** The kind of the operation that finds an enrollment whose syllabus does not show it, for the reason of a failure or none. */
  async function kindAlone(
    { id, organizationId }: EnrollmentKindKey,
    failure: LearningApiError | null,
  ): KindSearch['confirmed'] {
    const found =
      organizationId === null ? null : await byDetails.load({ id, organizationId }).catch(throwFirst(failure));
    if (!found && failure) throw failure;
    return found?.kind ?? null;
  }

  async function findDetails(
    keys: readonly DetailsOfAnyKind[],
  ): Promise<ReadonlyMap<string, FoundDetails | Error | null>> {
    const found = new Map<string, FoundDetails | Error | null>();
    const findIn = async (kind: SyllabusKind, group: KeyGroup<DetailsOfAnyKind>) => {
      const keysOfKind = group.keys.map((key) => ({ ...key, kind }));
      const rows = await findGroup(operationFor(kind), { by: group.by, keys: keysOfKind });
      for (const key of keysOfKind) {
        const row = rows.get(canonicalOfKind(key));
        const isFirstError = row instanceof Error && !found.has(key.id);
        if (row && !(row instanceof Error)) found.set(key.id, { row, kind });
        else if (isFirstError && !isConflict(row)) found.set(key.id, row);
      }
    };
    const { groups, singles } = greedySetCover(keys, [({ userId }) => userId, ({ syllabusId }) => syllabusId]);
    await Promise.all(
      groups.map(async (group) => {
        const bySection = findIn('section', group);
        if (group.by === 0) return Promise.all([bySection, findIn('trainingPlan', group)]);
        // A syllabus is of one kind.
        await bySection;
        const left = group.keys.filter(({ id }) => !isRow(found.get(id)));
        return left.length === 0 ? null : findIn('trainingPlan', { by: 1, keys: left });
      }),
    );
    const missing = [...singles, ...groups.flatMap(({ keys }) => keys)].filter(({ id }) => !found.has(id));
    await Promise.all(
      missing.map(async ({ id, organizationId }) => {
        found.set(id, await byDetails.load({ id, organizationId }).catch((error: Error) => error));
      }),
    );
    return found;
  }

  async function findGroup(
    operation: DetailOperation,
    { by, keys }: { by: 0 | 1; keys: readonly EnrollmentDetailsKey[] },
  ): Promise<Found<EnrollmentDetails>> {
    const [{ organizationId: orgId, userId, syllabusId } = { organizationId: '', userId: '', syllabusId: '' }] = keys;
    const parameters = by === 0 ? { orgId, userId } : { orgId, syllabusId };
    const ids = keys.map(({ id }) => id);
    const found = new Map<string, EnrollmentDetails | Error>();
    try {
      let pages = 0;
      for await (const items of lists.walk(operation, parameters)) {
        const rows = indexByKey<EnrollmentDetails>(withoutUnknown(items, ids), ids, (row) => row.enrollmentId);
        for (const key of keys) {
          const row = rows.get(key.id);
          if (row) found.set(canonicalOfKind(key), row);
        }
        pages += 1;
        // One more page pays off only if it may save more than one look-up, and while pages find as many as look-ups would.
        if (ids.length - found.size <= 1 || found.size < pages) break;
      }
    } catch (error) {
      // Those that are not found are looked up one by one.
      if (error instanceof IncompleteListError) return found;
      return new Map([...keys.map((key) => [canonicalOfKind(key), error as Error] as const), ...found]);
    }
    return found;
  }

  /** For an unknown id, the REST API may return an empty list or HTTP 409. */
  async function findSingle(operation: DetailOperation, key: EnrollmentKey): Promise<EnrollmentDetails | null> {
    const parameters = { orgId: key.organizationId, enrollmentId: key.id };
    const items = (await nullIfConflict(itemsOfOne(operation, parameters))) ?? [];
    const found = indexByKey<EnrollmentDetails>(items, [key.id], (row) => row.enrollmentId).get(key.id) ?? null;
    if (found instanceof Error) throw found;
    return found;
  }

  async function itemsOfOne(operation: DetailOperation, parameters: ListParameters<DetailOperation>) {
    return lists.window(operation, parameters, { offset: 0, first: 1 }).items();
  }

  /** The enrollments whose details will be needed. */
  const detailed = new Set<string>();
  const expectedKinds = new Map<string, SyllabusKind>();
  /** By enrollment: who waits for its batch to leave. */
  const undecided = new Map<string, ((isFoundAlone: boolean) => void)[]>();

  const byId = createBatchLoader<EnrollmentKey, FoundEnrollment>({
    canonical,
    scheduler,
    batch: 'enrollments',
    find: (keys) => {
      const calls: Calls<FoundEnrollment> = new Map();
      /** Those that a search does not find. */
      const missed = new Set<string>();
      const emptySearches = new Set<string>();
      for (const [organizationId, group] of groupBy(keys, (key) => key.organizationId)) {
        const own = group.filter((key) => !seenEnrollments.isBelow(canonical(key)));
        const areMany = group.length > maxLookedUpAlone;
        if (!areMany && isCheaperAlone(organizationId, own)) continue;
        const searched = areMany ? group : own;
        const found = findInChunks(searched, operations.SearchEnrollments.bulk.idsPerCall, canonical, (chunk) =>
          searchInAndBelow(organizationId, chunk, missed, emptySearches).catch(noneIfWithoutData),
        );
        for (const [name, call] of found) calls.set(name, call);
      }
      for (const key of keys) {
        const name = canonical(key);
        for (const decide of undecided.get(name) ?? []) decide(!calls.has(name));
        undecided.delete(name);
      }
      const unresolved = keys.filter((key) => !calls.has(canonical(key)));
      return findOrElse(keys, canonical, calls, async (key) => {
        const name = canonical(key);
        const found = await (calls.has(name) ? findByDetails(key) : findByAny(key, unresolved));
        if (found && missed.has(name)) {
          seenEnrollments.addBelow(name);
          if (emptySearches.has(key.organizationId)) seenEnrollments.setAllBelow(key.organizationId, true);
        }
        return found;
      });
    },
  });

  function isCheaperAlone(organizationId: string, keys: readonly EnrollmentKey[]): boolean {
    if (keys.length <= 1) return true;
    if (keys.length > maxLookedUpAlone) return false;
    return seenEnrollments.areAllBelow(organizationId) || keys.some((key) => detailed.has(canonical(key)));
  }

  /**
   * Finds one by the operations that find several: an enrollment must not depend on which others are loaded with it.
   *
   * @param keys of all that are looked up in this way: they share a search
   */
  async function findByAny(key: EnrollmentKey, keys: readonly EnrollmentKey[]): Promise<FoundEnrollment | null> {
    try {
      return await findByDetails(key);
    } catch (error) {
      if (!isWithoutData(error)) throw error;
      const together = chunkWith(key, keys);
      const found = (await search([key.organizationId], together).catch(throwFirst(error))).get(canonical(key));
      if (!found || found instanceof Error) throw found ?? error;
      return found;
    }
  }

  /** The keys of its organization that share a search with a key. */
  function chunkWith(key: EnrollmentKey, keys: readonly EnrollmentKey[]): readonly EnrollmentKey[] {
    const { idsPerCall } = operations.SearchEnrollments.bulk;
    const ofOrganization = keys.filter(({ organizationId }) => organizationId === key.organizationId);
    const start = Math.floor(ofOrganization.indexOf(key) / idsPerCall) * idsPerCall;
    return ofOrganization.slice(start, start + idsPerCall);
  }

  /**
   * Finds many with a search in the organization, and the others with one in the organizations below it.
   *
   * @param missed gets those that do not belong to the organization itself
   * @param emptySearches gets the organization if none belongs to it
   */
  async function searchInAndBelow(
    organizationId: string,
    keys: readonly EnrollmentKey[],
    missed: Set<string>,
    emptySearches: Set<string>,
  ): Promise<Found<FoundEnrollment>> {
    const own = keys.filter((key) => !seenEnrollments.isBelow(canonical(key)));
    const found: Found<FoundEnrollment> = own.length > 1 ? await search([organizationId], own) : new Map();
    if (found.size > 0) seenEnrollments.setAllBelow(organizationId, false);
    else if (own.length > 1) emptySearches.add(organizationId);
    for (const key of own) if (!found.has(canonical(key))) missed.add(canonical(key));
    const others = keys.filter((key) => !found.has(canonical(key)));
    if (others.length <= maxLookedUpAlone) return found;
    const below = await searchBelow(organizationId, others).catch(noneIfWithoutData);
    for (const name of below.keys()) if (missed.has(name)) seenEnrollments.addBelow(name);
    return new Map([...found, ...below]);
  }

  async function searchBelow(organizationId: string, keys: readonly EnrollmentKey[]): Promise<Found<FoundEnrollment>> {
    const page = { offset: 0, first: maxPageSize };
    const organizations = await lists.window('GetOrganizations', { orgId: organizationId }, page).items();
    const orgIds = organizations.flatMap((row) => (row instanceof Error ? [] : row.orgId));
    return search([...new Set([organizationId, ...orgIds])], keys);
  }

  /** Finds many with one call, but only those that belong to the organizations themselves. */
  async function search(orgIds: readonly string[], keys: readonly EnrollmentKey[]): Promise<Found<FoundEnrollment>> {
    const [{ organizationId } = { organizationId: '' }] = keys;
    const ids = keys.map(({ id }) => id);
    const result = await call('SearchEnrollments', {
      orgIds: [...orgIds],
      enrollmentIds: ids,
      perPage: maxPageSize,
    });
    const items = itemsOf('SearchEnrollments', result) as (EnrollmentSearchRow | LearningApiError)[];
    const rows = indexByKey(withoutUnknown(items, ids), ids, (row) => row.enrollmentId);
    return new Map(
      [...rows].map(([id, row]) => [canonical({ id, organizationId }), row instanceof Error ? row : { row }]),
    );
  }

  /**
   * Finds one with its kind and all details, also if it belongs to a descendant of the organization. Each operation has
   * its own permission, so that one is refused proves nothing about the other.
   */
  async function findByDetails(key: EnrollmentKey): Promise<FoundDetails | null> {
    const expected = expectedKinds.get(canonical(key)) ?? 'section';
    const row = await findSingle(operationFor(expected), key).catch(errorIfWithoutData);
    if (row && !(row instanceof LearningApiError)) return { row, kind: expected };
    const other = expected === 'section' ? 'trainingPlan' : 'section';
    const otherRow = await findSingle(operationFor(other), key).catch(throwFirst(row));
    if (otherRow) return { row: otherRow, kind: other };
    if (row) throw row;
    return null;
  }

  const byDetails = createSingleKeyLoader<EnrollmentKey, FoundDetails>(canonical, findByDetails);

  lists.onItems('GetSectionEnrollments', (rows, { orgId }) => primeDetails(rows, 'section', orgId));
  lists.onItems('GetTrainingPlanEnrollments', (rows, { orgId }) => primeDetails(rows, 'trainingPlan', orgId));

  function primeDetails(
    rows: readonly (EnrollmentDetails | LearningApiError)[],
    kind: SyllabusKind,
    organizationId: string | undefined,
  ) {
    if (organizationId === undefined) return;
    details.prime(rows, (row) => {
      const { enrollmentId: id, userId, syllabusId } = row;
      return [{ id, userId, syllabusId, organizationId, kind }, row];
    });
    byId.prime(rows, (row) => [
      { id: row.enrollmentId, organizationId },
      { row, kind },
    ]);
  }

  return {
    byId: {
      load: ({ needsDetails, expectedKind, ...key }, position) => {
        if (needsDetails) detailed.add(canonical(key));
        if (expectedKind) expectedKinds.set(canonical(key), expectedKind);
        return byId.load(key, position);
      },
      clearAll: () => byId.clearAll(),
    },
    comesWithDetails: (key) =>
      new Promise((resolve) => {
        undecided.set(canonical(key), [...(undecided.get(canonical(key)) ?? []), resolve]);
      }),
    byDetails,
    findDetails,
    details: {
      load: loadDetails,
      clearAll: () => {
        details.clearAll();
        kinds.clear();
      },
    },
    kind: findKind,
  };
}

function isRow(found: FoundDetails | Error | null | undefined): boolean {
  return Boolean(found) && !(found instanceof Error);
}

function operationFor(kind: SyllabusKind | undefined): DetailOperation {
  return kind === 'section' ? 'GetSectionEnrollments' : 'GetTrainingPlanEnrollments';
}

/** The items without those that failed and show none of the ids: they may be any enrollment. Its own look-up says more. */
function withoutUnknown<Item>(items: readonly (Item | LearningApiError)[], ids: readonly string[]) {
  return items.filter(
    (item) => !(item instanceof LearningApiError) || item.failure.itemIds?.some((id) => ids.includes(id)),
  );
}

function errorIfWithoutData(error: unknown): LearningApiError {
  if (isWithoutData(error)) return error;
  throw error;
}

function noneIfWithoutData(error: unknown): Found<never> {
  errorIfWithoutData(error);
  return new Map<string, never>();
}

function ignore(): void {}

/** Throws the first of two errors if there is one, else the second. */
function throwFirst(first: unknown): (second: unknown) => never {
  return (second) => {
    throw first instanceof Error ? first : second;
  };
}
