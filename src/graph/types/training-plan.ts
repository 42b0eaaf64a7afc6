import type { TrainingPlanRow } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import { asEntity } from '../federation/entities.ts';
import { id, organizationToAskIn } from '../ids.ts';
import { link, ownOperation, rowFields } from '../row.ts';
import { organizationArgument, rosterArguments } from './arguments.ts';
import { TrainingPlanEnrollmentConnection, trainingPlanEnrollmentRef } from './enrollment.ts';
import { Organization } from './organization.ts';
import { Syllabus, type SyllabusRef } from './syllabus.ts';

export const TrainingPlan = builder.objectRef<SyllabusRef>('TrainingPlan');

const row = rowFields<TrainingPlanRow, SyllabusRef>('Training plan', ({ id }, { loaders }) =>
  loaders.syllabi.trainingPlans.load(id),
);

TrainingPlan.implement({
  interfaces: [Syllabus],
  description: 'A plan of requirements, such as sections to pass, that learners are enrolled in as a whole.',
  fields: (t) => ({
    organization: t.field({
      type: Organization,
      description: 'The organization that the plan belongs to.',
      resolve: row('orgId', link),
    }),
    name: t.string({ description: 'Its name, as administrators see it.', resolve: row('name') }),
    rootRequirementId: t.id({
      description: 'The id of the requirement that all others of the plan stand under.',
      resolve: row('rootRequirementId'),
    }),
    description: t.string({
      description: 'What the plan is about, as the administrators wrote it.',
      resolve: ownOperation(
        ({ id }, { loaders }) => loaders.trainingPlanDescriptions.load(id),
        ({ description }) => description,
      ),
    }),
    enrollments: t.field({
      type: TrainingPlanEnrollmentConnection,
      nullable: false,
      description: 'The enrollments in the plan, the most recent first.',
      args: {
        ...organizationArgument,
        ...rosterArguments,
        ...pageArguments,
      },
      resolve: (ref, args, context, info) => {
        const organizationId = organizationToAskIn(args.organizationId, context);
        const parameters = { orgId: organizationId, syllabusId: ref.id, userId: args.userId ?? undefined };
        return connect({ operation: 'GetTrainingPlanEnrollments', parameters, args, context, info }, (item) =>
          trainingPlanEnrollmentRef(item, organizationId),
        );
      },
    }),
  }),
});

builder.queryFields((t) => ({
  trainingPlan: t.field({
    type: TrainingPlan,
    description: 'A training plan by its id; null when there is none.',
    args: { id: t.arg.id({ required: true, validate: id, description: 'The id of the training plan.' }) },
    resolve: (_, args, { loaders }) => loaders.syllabi.trainingPlans.load(args.id).then(planOrNull),
  }),
  trainingPlanByProduct: t.field({
    type: TrainingPlan,
    description: 'The training plan that a product of a catalog stands for; null when there is none.',
    args: {
      productId: t.arg.id({ required: true, validate: id, description: 'The id of the product in its catalog.' }),
    },
    resolve: (_, args, { loaders }) => loaders.syllabi.trainingPlansByProduct.load(args.productId).then(planOrNull),
  }),
}));

asEntity(TrainingPlan, {
  key: 'id',
  resolveReference: ({ id }, { loaders }) => loaders.syllabi.trainingPlans.load(id).then(planOrNull),
});

/** A training plan of which everything is known that its operation tells. */
function planOrNull(plan: TrainingPlanRow | null): SyllabusRef | null {
  return plan && { id: plan.syllabusId, kind: 'trainingPlan', row: plan };
}
