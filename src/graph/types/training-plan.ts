import type { TrainingPlanRow } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import { pageArguments } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import { mostTrainingPlans, trainingPlansPrice } from '../prices.ts';
import { idRef, loadedField, type PositionedInfo, rowFields } from '../row.ts';
import { ahead, type Unconfirmed } from '../unconfirmed.ts';
import { rosterArguments, rosterParameters } from './arguments.ts';
import { TrainingPlanEnrollmentConnection } from './enrollment.ts';
import { connectRoster, planConditions, rosterPagePrice } from './enrollment-conditions.ts';
import { rosterSummary, rosterSummaryField } from './enrollment-summary.ts';
import { Organization } from './organization.ts';
import { Syllabus, type SyllabusRef } from './syllabus.ts';

export const TrainingPlan = builder.objectRef<SyllabusRef>('TrainingPlan');

const row = rowFields<TrainingPlanRow, SyllabusRef>('Training plan', ({ id }, { loaders }) =>
  loaders.syllabi.trainingPlans.load(id),
);

TrainingPlan.implement({
  lookUpPrice: trainingPlansPrice,
  mostOf: mostTrainingPlans,
  interfaces: [Syllabus],
  description: 'A training plan that learners can enroll in, with its requirements and its roster.',
  fields: (t) => ({
    organization: t.field({
      type: Organization,
      description: 'Organization that the training plan belongs to.',
      resolve: row('orgId', idRef),
    }),
    name: t.string({ description: 'Name of the training plan.', resolve: row('name') }),
    rootRequirementId: t.id({
      description: 'Id of the root requirement of the training plan.',
      resolve: row('rootRequirementId'),
    }),
    description: t.string({
      price: { each: 1 },
      calls: ['GetTrainingPlanDescription'],
      description: 'Description of the training plan. Null if there is none.',
      resolve: loadedField(
        'Training plan',
        ({ id }, { loaders }) => loaders.trainingPlanDescriptions.load(id),
        ({ description }) => description,
      ),
    }),
    enrollmentSummary: t.field({
      ...rosterSummaryField,
      calls: ['GetTrainingPlanEnrollments'],
      description: 'How many enrollments there are in the training plan, by phase, status and dates.',
      resolve: (ref, args, context, info: PositionedInfo) =>
        rosterSummary('GetTrainingPlanEnrollments', ref, args, context, info.position),
    }),
    enrollments: t.field({
      type: TrainingPlanEnrollmentConnection,
      nullable: false,
      groups: { syllabus: 'object' },
      calls: ['GetTrainingPlanEnrollments'],
      description: 'Roster: enrollments in the training plan, ordered by enrollment date, most recent first.',
      args: {
        ...rosterArguments,
        ...planConditions,
        ...pageArguments,
      },
      pagePrice: rosterPagePrice,
      resolve: (ref, args, context, info) => {
        const parameters = rosterParameters(ref, args, context);
        return connectRoster({ operation: 'GetTrainingPlanEnrollments', parameters, args, context, info });
      },
    }),
  }),
});

builder.queryFields((t) => ({
  trainingPlan: t.field({
    type: TrainingPlan,
    price: trainingPlansPrice,
    provides: 'all',
    description: 'The training plan with this id. Null if it is not found.',
    args: { id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the training plan.' }) },
    resolve: (_, args, context, info) => ahead(context, info, () => findTrainingPlan(args.id, context)),
  }),
  trainingPlanByProduct: t.field({
    type: TrainingPlan,
    price: { each: 1 },
    provides: 'all',
    calls: ['GetTrainingPlan'],
    description: 'The training plan that a product in a catalog represents. Null if it is not found.',
    args: {
      productId: t.arg.id({
        required: true,
        validate: idArgument,
        description: 'Product id from a catalog. See `CatalogSyllabusEdge.productId`.',
      }),
    },
    resolve: (_, args, { loaders }) => loaders.syllabi.trainingPlansByProduct.load(args.productId).then(planOrNull),
  }),
}));

asEntity(TrainingPlan, {
  key: 'id',
  price: trainingPlansPrice,
  resolveReference: ({ id }, context) => findTrainingPlan(id, context),
});

function findTrainingPlan(id: string, { loaders }: GraphContext): Unconfirmed<SyllabusRef | null> {
  const known: SyllabusRef = { id, kind: 'trainingPlan' };
  return { known, confirmed: loaders.syllabi.trainingPlans.load(id).then(planOrNull) };
}

/** A reference to a training plan with its complete row. */
function planOrNull(plan: TrainingPlanRow | null): SyllabusRef | null {
  return plan && { id: plan.syllabusId, kind: 'trainingPlan', row: plan };
}
