import type { WorldSection, WorldTrainingPlan } from '../world/world.ts';
import {
  demand,
  demandPermission,
  existing,
  id,
  list,
  type Operation,
  type OperationRequest,
  Refusal,
} from './operation.ts';

export const syllabusOperations: Record<string, Operation> = {
  GetSection: (request) => {
    const syllabusId = id(request, 'syllabus_id');
    const productId = id(request, 'product_id');
    demand(
      Boolean(syllabusId) !== Boolean(productId),
      'Either a productid or a syllabus ID must be given but not both',
    );
    return { one: withoutOurs(section(request, syllabusId ?? syllabusOfProduct(request, productId ?? ''))) };
  },

  /** Drops unknown ids and repetitions, and gives the rest back to front. */
  GetSections: (request) => {
    const { caller, state, options } = request;
    const ids = new Set((list(request, 'sections') ?? []).map((item) => item.toLowerCase()));
    const sections = [...ids].map(state.section).filter((found) => found !== undefined);
    const visible = sections.filter(({ org_id }) => caller.mayIn(org_id));
    if (visible.length < sections.length && options.forbiddenSections === 'refuse') {
      throw new Refusal(403, 'Not authorized for one or more of the sections');
    }
    return {
      list: visible.reverse().map((found) => ({ ...withoutOurs(found), id: found.syllabus_id })),
      field: 'sections',
    };
  },

  GetSectionDescription: (request) => ({
    one: { description: section(request, id(request, 'section_id')).description },
  }),
  GetSectionObjectives: (request) => ({ one: { objectives: section(request, id(request, 'section_id')).objectives } }),

  GetTrainingPlan: (request) => {
    const planId = id(request, 'training_plan_id');
    const productId = id(request, 'product_id');
    demand(planId || productId, 'training_plan_id or product_id must be given');
    const { description: _description, ...plan } = trainingPlan(
      request,
      planId ?? syllabusOfProduct(request, productId ?? ''),
    );
    return { one: plan };
  },

  GetTrainingPlanDescription: (request) => ({
    one: { description: trainingPlan(request, id(request, 'training_plan_id')).description },
  }),
};

/** A section, if the caller may see it. */
export function section({ state, caller }: OperationRequest, sectionId: string | undefined): WorldSection {
  const found = existing(state.section(sectionId ?? ''), 'Section');
  demandPermission(caller, found.org_id);
  return found;
}

function trainingPlan({ state, caller }: OperationRequest, planId: string | undefined): WorldTrainingPlan {
  const found = existing(state.trainingPlan(planId ?? ''), 'Training plan');
  demandPermission(caller, found.org_id);
  return found;
}

function syllabusOfProduct({ state }: OperationRequest, productId: string): string {
  return existing(state.product(productId), 'Product').syllabus_id;
}

function withoutOurs({
  org_id: _org,
  description: _description,
  objectives: _objectives,
  ...rest
}: WorldSection): object {
  return rest;
}
