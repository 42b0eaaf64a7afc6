import { operations, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { Gate, Place } from './batch-gate.ts';
import { type ByKey, byKey, type Found, inChunks, keyedBy, oneByOne } from './by-key.ts';
import type { Call, Kept } from './call.ts';
import type { KnownSections } from './known-sections.ts';
import { nullIfNotFound } from './not-found.ts';

export type SectionRow = RowOf<'Section'>;
export type TrainingPlanRow = RowOf<'TrainingPlan'>;
export type SyllabusKind = 'section' | 'trainingPlan';

export interface Syllabi {
  sections: ByKey<string, SectionRow>;
  sectionsByProduct: ByKey<string, SectionRow>;
  trainingPlans: ByKey<string, TrainingPlanRow>;
  trainingPlansByProduct: ByKey<string, TrainingPlanRow>;
  /**
   * Which of the two a syllabus is that is known to exist: a section when GetSections knows it, else a training
   * plan. All ids asked about together cost one call. Where the caller may not see the section, GetTrainingPlan
   * tells: it does not know sections.
   */
  kind(id: string, place?: Place): Promise<SyllabusKind>;
  /** The section, where what is kept of it is still good. */
  keptSection(id: string): SectionRow | null;
  /**
   * Whether a syllabus was a section before. It is asked for all the same, so that the query costs what it always
   * costs, but what is asked of the section can go out beside that call.
   */
  wasSection(id: string, place?: Place): boolean;
}

export function createSyllabi(gate: Gate, kept: Kept, knownSections: KnownSections): Syllabi {
  const { call } = gate;
  const sections = byKey<string, SectionRow>({
    canonical: same,
    find: async (ids) => {
      const found = await findSections(call, ids);
      for (const id of ids) {
        const row = found.get(id);
        if (!row) knownSections.remove(id);
        else if (!(row instanceof Error)) knownSections.add(id);
      }
      return found;
    },
    gate,
  });
  const trainingPlans = oneByOne<string, TrainingPlanRow>(same, (trainingPlanId) =>
    nullIfNotFound(call('GetTrainingPlan', { trainingPlanId })),
  );
  return {
    sections,
    trainingPlans,
    sectionsByProduct: oneByOne(same, async (productId) => {
      const row = await nullIfNotFound(call('GetSection', { productId }));
      if (row) sections.prime([row], bySyllabusId);
      return row;
    }),
    trainingPlansByProduct: oneByOne(same, async (productId) => {
      const row = await nullIfNotFound(call('GetTrainingPlan', { productId }));
      if (row) trainingPlans.prime([row], bySyllabusId);
      return row;
    }),
    kind: async (id, place) => {
      try {
        return (await sections.load(id, place)) ? 'section' : 'trainingPlan';
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const trainingPlan = await trainingPlans.load(id).catch(() => error);
        if (trainingPlan === error) throw error;
        return trainingPlan ? 'trainingPlan' : 'section';
      }
    },
    keptSection: (id) => {
      const [row] = kept('GetSections', { sections: [id] })?.data.sections ?? [];
      return row && !(row instanceof LearningApiError) ? row : null;
    },
    wasSection: (id, place) => {
      if (!knownSections.has(id)) return false;
      // What became of the call is told to whoever asks for more of the section.
      sections.load(id, place).catch(() => undefined);
      return true;
    },
  };
}

function findSections(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  return inChunks(ids, operations.GetSections.bulk.idsPerCall, same, (chunk) => findOrSplit(call, chunk));
}

/** One id that the caller may not see can have the whole call refused: then the halves are asked for apart. */
async function findOrSplit(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  try {
    return await getSections(call, ids);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (ids.length === 1) return error.failure.kind === 'conflict' ? new Map() : new Map(ids.map((id) => [id, error]));
    const middle = Math.ceil(ids.length / 2);
    const halves = [ids.slice(0, middle), ids.slice(middle)];
    const found = await Promise.all(halves.map((half) => findOrSplit(call, half)));
    return new Map(found.flatMap((half) => [...half]));
  }
}

async function getSections(call: Call, ids: readonly string[]): Promise<Found<SectionRow>> {
  const { data } = await call('GetSections', { sections: [...ids] });
  return keyedBy(data.sections ?? [], ids, (row) => row.syllabusId);
}

function isRefusal(error: unknown): error is LearningApiError {
  return error instanceof LearningApiError && ['forbidden', 'conflict', 'invalid'].includes(error.failure.kind);
}

function bySyllabusId<Row extends { syllabusId: string }>(row: Row): readonly [string, Row] {
  return [row.syllabusId, row];
}

function same(id: string): string {
  return id;
}
