import type { WorldSection, WorldTrainingPlan } from '../world/world.ts';
import { requireFound, requirePermission, requireRule, SandboxError } from './errors.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { idParameter, listParameter } from './parameters.ts';

export const syllabusOperations: Record<string, Operation> = {
  GetSection: (request) => {
    const syllabusId = idParameter(request, 'syllabus_id');
    const productId = idParameter(request, 'product_id');
    requireRule(
      Boolean(syllabusId) !== Boolean(productId),
      'Either a productid or a syllabus ID must be given but not both',
    );
    return { one: sectionRow(permittedSection(request, syllabusId ?? syllabusOfProduct(request, productId ?? ''))) };
  },

  /** Leaves out unknown ids and duplicates, and reverses the order: the real API promises no order. */
  GetSections: (request) => {
    const { caller, state, options } = request;
    const ids = new Set((listParameter(request, 'sections') ?? []).map((item) => item.toLowerCase()));
    const sections = [...ids].map(state.section).filter((found) => found !== undefined);
    const visible = sections.filter(({ org_id }) => caller.mayAccess(org_id));
    if (visible.length < sections.length && options.forbiddenSections === 'refuse') {
      throw new SandboxError(403, 'Not authorized for one or more of the sections');
    }
    return {
      list: visible.reverse().map((found) => ({ ...sectionRow(found), id: found.syllabus_id })),
      field: 'sections',
    };
  },

  GetSectionDescription: (request) => ({
    one: { description: permittedSection(request, idParameter(request, 'section_id')).description },
  }),
  GetSectionObjectives: (request) => ({
    one: { objectives: permittedSection(request, idParameter(request, 'section_id')).objectives },
  }),

  GetTrainingPlan: (request) => {
    const planId = idParameter(request, 'training_plan_id');
    const productId = idParameter(request, 'product_id');
    requireRule(planId || productId, 'training_plan_id or product_id must be given');
    const { description: _description, ...plan } = permittedTrainingPlan(
      request,
      planId ?? syllabusOfProduct(request, productId ?? ''),
    );
    return { one: plan };
  },

  GetTrainingPlanDescription: (request) => ({
    one: { description: permittedTrainingPlan(request, idParameter(request, 'training_plan_id')).description },
  }),
};

/** The section with an id. Throws if it does not exist or the caller has no access to it. */
export function permittedSection({ state, caller }: OperationRequest, sectionId: string | undefined): WorldSection {
  const found = requireFound(state.section(sectionId ?? ''), 'Section');
  requirePermission(caller, found.org_id);
  return found;
}

function permittedTrainingPlan({ state, caller }: OperationRequest, planId: string | undefined): WorldTrainingPlan {
  const found = requireFound(state.trainingPlan(planId ?? ''), 'Training plan');
  requirePermission(caller, found.org_id);
  return found;
}

function syllabusOfProduct({ state }: OperationRequest, productId: string): string {
  return requireFound(state.product(productId), 'Product').syllabus_id;
}

/** The fields that the REST API answers with. */
export function sectionRow({
  org_id: _org,
  description: _description,
  objectives: _objectives,
  ...row
}: WorldSection): object {
  return row;
}
