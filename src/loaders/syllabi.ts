import { operations, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import { type BatchScheduler, type QueryPosition, uncounted } from './batch-scheduler.ts';
import type { CachedRead, Call } from './call.ts';
import { findUnlessRefused, maxSplitCalls, type SplitCalls } from './find-unless-refused.ts';
import {
  createBatchLoader,
  createSingleKeyLoader,
  type Found,
  findInChunks,
  indexByKey,
  type KeyedLoader,
} from './keyed-loader.ts';
import { itemsOf } from './lists.ts';
import { isRefused, nullIfNotFound } from './not-found.ts';
import type { SeenSyllabi } from './seen-syllabi.ts';

export type SectionRow = RowOf<'Section'>;
export type TrainingPlanRow = RowOf<'TrainingPlan'>;
export type SyllabusKind = 'section' | 'trainingPlan';

export type FoundSyllabus = { kind: 'section'; row: SectionRow } | { kind: 'trainingPlan'; row: TrainingPlanRow };

/** The kind of a syllabus, before and after it is confirmed. */
export interface KindSearch {
  /**
   * The kind that it probably has: calls for it can leave beside those that find out its kind. Null if it is confirmed at
   * once, or if there is none.
   */
  probable: SyllabusKind | Promise<SyllabusKind | null>;
  /** Null if the syllabus does not exist. */
  confirmed: Promise<SyllabusKind | null>;
}

export interface Syllabi {
  /** One GetSections for all ids. As it may leave sections out, GetSection is called for each id that it does not find. */
  sections: Pick<KeyedLoader<string, SectionRow>, 'load' | 'clearAll'>;
  sectionsByProduct: KeyedLoader<string, SectionRow>;
  trainingPlans: KeyedLoader<string, TrainingPlanRow>;
  trainingPlansByProduct: KeyedLoader<string, TrainingPlanRow>;
  /**
   * The kind of a syllabus that exists. All ids that are loaded together cost one GetSections. As it may leave
   * sections out, GetTrainingPlan and then GetSection are called for each id that it does not find. If the caller may
   * not see the section, GetTrainingPlan decides: it finds no sections. Null if none of them knows the syllabus.
   *
   * A syllabus probably has the kind that it had before, and one that GetSections does not find is probably a training
   * plan. If the kind was met before, batches wait at the position for what is loaded for it, not for its confirmation.
   */
  kind(id: string, position?: QueryPosition): KindSearch;
  /** The section or training plan with this id, found in the same way. */
  find(id: string, position?: QueryPosition): Promise<FoundSyllabus | null>;
  /** The section from the cache, synchronously. Null if it is missing or stale. */
  cachedSection(id: string): SectionRow | null;
  /** The kind that it probably has while `find` goes on. */
  probableKind(id: string, position?: QueryPosition): KindSearch['probable'];
}

interface SyllabiOptions {
  scheduler: BatchScheduler;
  cachedRead: CachedRead;
  seenSyllabi: SeenSyllabi;
  /** How many calls the request may make beyond its estimated cost. */
  spareCalls(): number;
}

export function createSyllabi({ scheduler, cachedRead, seenSyllabi, spareCalls }: SyllabiOptions): Syllabi {
  const { call } = scheduler;
  let ofRequest: SplitCalls | null = null;
  const splitCalls = (): SplitCalls => {
    ofRequest ??= { left: Math.min(maxSplitCalls, Math.max(0, spareCalls())) };
    return ofRequest;
  };
  const listedSections = createBatchLoader<string, SectionRow>({
    canonical: same,
    scheduler,
    batch: 'sections',
    find: (ids) =>
      findInChunks(ids, operations.GetSections.bulk.idsPerCall, same, async (chunk) => {
        const found = await findUnlessRefused('GetSections', chunk, (part) => getSections(call, part), splitCalls());
        for (const id of chunk) {
          const row = found.get(id);
          if (!row) seenSyllabi.removeSection(id);
          else if (!(row instanceof Error)) seenSyllabi.add(id, 'section');
        }
        return found;
      }),
  });
  const unlistedSections = createSingleKeyLoader<string, SectionRow>(same, async (syllabusId) => {
    const calls = splitCalls();
    if (calls.left === 0) throw new LearningApiError({ kind: 'callLimit', operation: 'GetSection' });
    calls.left -= 1;
    const row = await nullIfNotFound(call('GetSection', { syllabusId }));
    if (row) seenSyllabi.add(syllabusId, 'section');
    return row;
  });
  const isTrainingPlan = (id: string) => seenSyllabi.kindOf(id) === 'trainingPlan';
  const trainingPlans = createSingleKeyLoader<string, TrainingPlanRow>(same, async (trainingPlanId) => {
    const row = await nullIfNotFound(call('GetTrainingPlan', { trainingPlanId }));
    if (row) seenSyllabi.add(trainingPlanId, 'trainingPlan');
    return row;
  });
  /** By the listing that each search begins with: the fields of a syllabus share its search. */
  const searches = new WeakMap<Promise<SectionRow | null>, Promise<FoundSyllabus | null>>();
  const find = (id: string, position?: QueryPosition): Promise<FoundSyllabus | null> => {
    const listed = listedSections.load(id, position);
    const existing = searches.get(listed);
    if (existing) return existing;
    const search = findAfter(listed, id);
    searches.set(listed, search);
    return search;
  };
  const findAfter = async (listed: Promise<SectionRow | null>, id: string): Promise<FoundSyllabus | null> => {
    // Beside GetSections, which probably does not find it. A failure is reported below if it matters.
    if (isTrainingPlan(id)) trainingPlans.load(id).catch(() => undefined);
    const section = await listed.catch(async (error: unknown) => {
      // GetTrainingPlan finds no sections, so what it finds is not what was refused.
      if (!isRefused(error) || !(await trainingPlans.load(id).catch(() => null))) throw error;
      return null;
    });
    if (section) return { kind: 'section', row: section };
    const trainingPlan = await trainingPlans.load(id);
    if (trainingPlan) return { kind: 'trainingPlan', row: trainingPlan };
    const unlisted = await unlistedSections.load(id);
    return unlisted && { kind: 'section', row: unlisted };
  };

  const kinds = new WeakMap<Promise<FoundSyllabus | null>, Promise<SyllabusKind | null>>();
  const confirmedKind = (id: string, position: QueryPosition | undefined): Promise<SyllabusKind | null> => {
    const search = find(id, position);
    const kind = kinds.get(search) ?? kindAfter(search, id);
    kinds.set(search, kind);
    return kind;
  };
  const kindAfter = async (search: Promise<FoundSyllabus | null>, id: string): Promise<SyllabusKind | null> => {
    try {
      return (await search)?.kind ?? null;
    } catch (error) {
      if (!isRefused(error)) throw error;
      const trainingPlan = await trainingPlans.load(id).catch(() => error);
      if (trainingPlan !== null) throw error;
      return 'section';
    }
  };
  const probableKind = (id: string, position: QueryPosition | undefined): KindSearch['probable'] =>
    seenSyllabi.kindOf(id) ??
    listedSections.load(id, uncounted(position)).then(
      (section) => (section ? null : 'trainingPlan'),
      () => null,
    );

  return {
    sections: {
      load: async (id, position) => {
        const section = await listedSections.load(id, position);
        return section || isTrainingPlan(id) ? section : unlistedSections.load(id);
      },
      clearAll: () => {
        listedSections.clearAll();
        unlistedSections.clearAll();
      },
    },
    trainingPlans,
    sectionsByProduct: createSingleKeyLoader(same, (productId) => nullIfNotFound(call('GetSection', { productId }))),
    trainingPlansByProduct: createSingleKeyLoader(same, (productId) =>
      nullIfNotFound(call('GetTrainingPlan', { productId })),
    ),
    kind: (id, position) => ({
      confirmed: confirmedKind(id, seenSyllabi.kindOf(id) ? uncounted(position) : position),
      probable: probableKind(id, position),
    }),
    cachedSection: (id) => {
      const [row] = cachedRead('GetSections', { sections: [id] })?.data.sections ?? [];
      return row && !(row instanceof LearningApiError) ? row : null;
    },
    probableKind,
    find,
  };
}

async function getSections(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  const items = itemsOf('GetSections', await call('GetSections', { sections: [...ids] }));
  return indexByKey(items as (SectionRow | LearningApiError)[], ids, (row) => row.syllabusId);
}

function same(id: string): string {
  return id;
}
