import { operations, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { BatchScheduler, QueryPosition } from './batch-scheduler.ts';
import type { CachedRead, Call } from './call.ts';
import { findUnlessRefused } from './find-unless-refused.ts';
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

export interface Syllabi {
  sections: KeyedLoader<string, SectionRow>;
  sectionsByProduct: KeyedLoader<string, SectionRow>;
  trainingPlans: KeyedLoader<string, TrainingPlanRow>;
  trainingPlansByProduct: KeyedLoader<string, TrainingPlanRow>;
  /**
   * The kind of a syllabus that exists. All ids that are loaded together cost one GetSections. As it may leave
   * sections out, GetTrainingPlan is called for each id that it does not find. If the caller may not see the section,
   * GetTrainingPlan decides: it finds no sections. Null if neither knows the syllabus.
   */
  kind(id: string, position?: QueryPosition): Promise<SyllabusKind | null>;
  /** The section or training plan with this id, found in the same way. */
  find(id: string, position?: QueryPosition): Promise<FoundSyllabus | null>;
  /** The section from the cache, synchronously. Null if it is missing or stale. */
  cachedSection(id: string): SectionRow | null;
  /**
   * The kind that a syllabus had before, and probably still has. So calls for it can leave beside those that find out its
   * kind. Null if it was not met before.
   */
  seenKind(id: string): SyllabusKind | null;
}

export function createSyllabi(scheduler: BatchScheduler, cachedRead: CachedRead, seenSyllabi: SeenSyllabi): Syllabi {
  const { call } = scheduler;
  const sections = createBatchLoader<string, SectionRow>({
    canonical: same,
    scheduler,
    batch: 'sections',
    find: (ids) =>
      findInChunks(ids, operations.GetSections.bulk.idsPerCall, same, async (chunk) => {
        const found = await findUnlessRefused('GetSections', chunk, (part) => getSections(call, part));
        for (const id of chunk) {
          const row = found.get(id);
          if (!row) seenSyllabi.removeSection(id);
          else if (!(row instanceof Error)) seenSyllabi.add(id, 'section');
        }
        return found;
      }),
  });
  const trainingPlans = createSingleKeyLoader<string, TrainingPlanRow>(same, async (trainingPlanId) => {
    const row = await nullIfNotFound(call('GetTrainingPlan', { trainingPlanId }));
    if (row) seenSyllabi.add(trainingPlanId, 'trainingPlan');
    return row;
  });
  const find = async (id: string, position?: QueryPosition): Promise<FoundSyllabus | null> => {
    const section = sections.load(id, position);
    // Beside GetSections, which probably does not find it. A failure is reported below if it matters.
    if (seenSyllabi.kindOf(id) === 'trainingPlan') trainingPlans.load(id).catch(() => undefined);
    const sectionRow = await section;
    if (sectionRow) return { kind: 'section', row: sectionRow };
    const row = await trainingPlans.load(id);
    return row && { kind: 'trainingPlan', row };
  };

  return {
    sections,
    trainingPlans,
    sectionsByProduct: createSingleKeyLoader(same, (productId) => nullIfNotFound(call('GetSection', { productId }))),
    trainingPlansByProduct: createSingleKeyLoader(same, (productId) =>
      nullIfNotFound(call('GetTrainingPlan', { productId })),
    ),
    kind: async (id, position) => {
      try {
        return (await find(id, position))?.kind ?? null;
      } catch (error) {
        if (!isRefused(error)) throw error;
        const trainingPlan = await trainingPlans.load(id).catch(() => error);
        if (trainingPlan === error) throw error;
        return trainingPlan ? 'trainingPlan' : 'section';
      }
    },
    cachedSection: (id) => {
      const [row] = cachedRead('GetSections', { sections: [id] })?.data.sections ?? [];
      return row && !(row instanceof LearningApiError) ? row : null;
    },
    seenKind: seenSyllabi.kindOf,
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
