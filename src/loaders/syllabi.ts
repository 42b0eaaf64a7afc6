import { operations, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { BatchScheduler, QueryPosition } from './batch-scheduler.ts';
import type { CachedRead, Call } from './call.ts';
import {
  createKeyedLoader,
  createSingleKeyLoader,
  type Found,
  findInChunks,
  indexByKey,
  type KeyedLoader,
  mergeFound,
} from './keyed-loader.ts';
import { nullIfNotFound } from './not-found.ts';
import type { SeenSections } from './seen-sections.ts';

export type SectionRow = RowOf<'Section'>;
export type TrainingPlanRow = RowOf<'TrainingPlan'>;
export type SyllabusKind = 'section' | 'trainingPlan';

export interface Syllabi {
  sections: KeyedLoader<string, SectionRow>;
  sectionsByProduct: KeyedLoader<string, SectionRow>;
  trainingPlans: KeyedLoader<string, TrainingPlanRow>;
  trainingPlansByProduct: KeyedLoader<string, TrainingPlanRow>;
  /**
   * The kind of a syllabus that exists: a section if GetSections finds it, else a training plan. All ids that are loaded
   * together cost one call. If the caller may not see the section, GetTrainingPlan decides: it finds no sections.
   */
  kind(id: string, position?: QueryPosition): Promise<SyllabusKind>;
  /** The section from the cache, synchronously. Null if it is missing or stale. */
  cachedSection(id: string): SectionRow | null;
  /**
   * True if a syllabus was a section before. Speculation: the section's own data can be loaded now, beside GetSections,
   * which is still called and verifies it. So the query costs the same calls as without speculation.
   */
  wasSection(id: string, position?: QueryPosition): boolean;
}

export function createSyllabi(scheduler: BatchScheduler, cachedRead: CachedRead, seenSections: SeenSections): Syllabi {
  const { call } = scheduler;
  const sections = createKeyedLoader<string, SectionRow>({
    canonical: same,
    find: async (ids) => {
      const found = await findSections(call, ids);
      for (const id of ids) {
        const row = found.get(id);
        if (!row) seenSections.remove(id);
        else if (!(row instanceof Error)) seenSections.add(id);
      }
      return found;
    },
    scheduler,
  });
  const trainingPlans = createSingleKeyLoader<string, TrainingPlanRow>(same, (trainingPlanId) =>
    nullIfNotFound(call('GetTrainingPlan', { trainingPlanId })),
  );
  return {
    sections,
    trainingPlans,
    sectionsByProduct: createSingleKeyLoader(same, async (productId) => {
      const row = await nullIfNotFound(call('GetSection', { productId }));
      if (row) sections.prime([row], bySyllabusId);
      return row;
    }),
    trainingPlansByProduct: createSingleKeyLoader(same, async (productId) => {
      const row = await nullIfNotFound(call('GetTrainingPlan', { productId }));
      if (row) trainingPlans.prime([row], bySyllabusId);
      return row;
    }),
    kind: async (id, position) => {
      try {
        return (await sections.load(id, position)) ? 'section' : 'trainingPlan';
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
    wasSection: (id, position) => {
      if (!seenSections.has(id)) return false;
      // A failure is reported by the fields that load more of the section.
      sections.load(id, position).catch(() => undefined);
      return true;
    },
  };
}

function findSections(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  return findInChunks(ids, operations.GetSections.bulk.idsPerCall, same, (chunk) => findOrSplit(call, chunk));
}

/** One id that the caller may not see can make the whole call fail. Then each half is called separately. */
async function findOrSplit(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  try {
    return await getSections(call, ids);
  } catch (error) {
    if (!isRefused(error)) throw error;
    if (ids.length === 1) return error.failure.kind === 'conflict' ? new Map() : new Map(ids.map((id) => [id, error]));
    const middle = Math.ceil(ids.length / 2);
    const halves = [ids.slice(0, middle), ids.slice(middle)];
    return mergeFound(await Promise.all(halves.map((half) => findOrSplit(call, half))));
  }
}

async function getSections(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  const { data } = await call('GetSections', { sections: [...ids] });
  return indexByKey(data.sections ?? [], ids, (row) => row.syllabusId);
}

function isRefused(error: unknown): error is LearningApiError {
  return error instanceof LearningApiError && ['forbidden', 'conflict', 'invalid'].includes(error.failure.kind);
}

function bySyllabusId<Row extends { syllabusId: string }>(row: Row): readonly [string, Row] {
  return [row.syllabusId, row];
}

function same(id: string): string {
  return id;
}
