import { operations, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import { type BatchScheduler, type QueryPosition, speculation } from './batch-scheduler.ts';
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

export interface Syllabi {
  sections: KeyedLoader<string, SectionRow>;
  sectionsByProduct: KeyedLoader<string, SectionRow>;
  trainingPlans: KeyedLoader<string, TrainingPlanRow>;
  trainingPlansByProduct: KeyedLoader<string, TrainingPlanRow>;
  /**
   * The kind of a syllabus that exists. All ids that are loaded together cost one GetSections. As it may leave
   * sections out, GetTrainingPlan is called for each id that it does not find, unless that was a training plan before. If the caller
   * may not see the section, GetTrainingPlan decides: it finds no sections. Null if neither knows the syllabus.
   */
  kind(id: string, position?: QueryPosition): Promise<SyllabusKind | null>;
  /** The section from the cache, synchronously. Null if it is missing or stale. */
  cachedSection(id: string): SectionRow | null;
  /**
   * True if a syllabus was a section before. Speculation: the section's own data can be loaded now, beside GetSections,
   * which is still called and verifies it. So the query costs the same calls as without speculation.
   */
  wasSection(id: string): boolean;
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
  return {
    sections,
    trainingPlans,
    sectionsByProduct: createSingleKeyLoader(same, (productId) => nullIfNotFound(call('GetSection', { productId }))),
    trainingPlansByProduct: createSingleKeyLoader(same, (productId) =>
      nullIfNotFound(call('GetTrainingPlan', { productId })),
    ),
    kind: async (id, position) => {
      try {
        if (await sections.load(id, position)) return 'section';
        if (seenSyllabi.kindOf(id) === 'trainingPlan') return 'trainingPlan';
        return (await trainingPlans.load(id)) && 'trainingPlan';
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
    wasSection: (id) => {
      if (seenSyllabi.kindOf(id) !== 'section') return false;
      // A failure is reported by the fields that load more of the section.
      sections.load(id, speculation).catch(() => undefined);
      return true;
    },
  };
}

async function getSections(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  const items = itemsOf('GetSections', await call('GetSections', { sections: [...ids] }));
  return indexByKey(items as (SectionRow | LearningApiError)[], ids, (row) => row.syllabusId);
}

function same(id: string): string {
  return id;
}
