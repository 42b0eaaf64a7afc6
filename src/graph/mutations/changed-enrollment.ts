import type { GraphQLResolveInfo } from 'graphql';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type { GraphTypes } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { NotFoundError } from '../errors/errors.ts';
import { idArgument } from '../ids.ts';
import type { PricePart } from '../plugins/prices.ts';
import { mostTrainingPlans } from '../prices.ts';
import { selectsOnly } from '../selection.ts';
import { Enrollment, type EnrollmentRef, findEnrollment } from '../types/enrollment.ts';
import { ahead, type Unconfirmed } from '../unconfirmed.ts';

interface LinkIds {
  userId: string;
  syllabusId: string;
}

/** An enrollment after a write. It is read only if more than its ids is selected. */
export interface ChangedEnrollment {
  id: string;
  /** The organization to read it in. Defaults to the default organization. */
  organizationId: string | null | undefined;
  /** The ids of its user and its syllabus. Null if they are not known without reading it. */
  linkIds: LinkIds | null;
  warnings: readonly string[];
}

type FieldBuilder<Shape> = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>,
  Shape
>;

/**
 * The id of the enrollment in a payload. A client that keys its store by `id` alone would merge the payload with the
 * enrollment, so `enrollmentId` replaces `id`.
 */
export function enrollmentIdFields<Shape extends { id: string }>(t: FieldBuilder<Shape>) {
  const description = 'Id of the affected enrollment.';
  return {
    enrollmentId: t.id({ nullable: false, description, resolve: ({ id }) => id }),
    id: t.id({
      nullable: false,
      description,
      deprecationReason: 'Deprecated since 0.2.0. Use `enrollmentId`.',
      resolve: ({ id }) => id,
    }),
  };
}

/** One enrollment comes with its kind and its details. Several are searched for first. */
const readBackPrice: readonly PricePart[] = [
  {
    each: 2,
    several: 4,
    rounds: 2,
    operations: ['SearchEnrollments', 'GetSections', 'GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
  },
  { of: (count) => (count > 1 ? mostTrainingPlans(count) : 0), each: 1, operations: ['GetTrainingPlan'] },
];

/** The fields of every success type that returns an enrollment. */
export function changedEnrollmentFields(t: FieldBuilder<ChangedEnrollment>) {
  return {
    ...enrollmentIdFields(t),
    enrollment: t.field({
      type: Enrollment,
      resultLookUpPrice: readBackPrice,
      calls: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
      feeds: ['enrollments'],
      description:
        'The enrollment after the change. Null with an error if it could not be read; the change has still taken effect.',
      resolve: (changed, _, context, info) => {
        if (selectsOnly(info, ['id'])) return asRef(changed, { userId: '', syllabusId: '' });
        if (changed.linkIds && selectsOnly(info, ['id', 'user', 'syllabus'])) return asRef(changed, changed.linkIds);
        return ahead(context, info, (position) => readBack(changed, context, info, position));
      },
    }),
    warnings: t.stringList({
      nullable: false,
      description: 'Warnings from the REST API.',
      resolve: ({ warnings }) => warnings,
    }),
  };
}

function readBack(
  { id, organizationId }: ChangedEnrollment,
  context: GraphContext,
  info: GraphQLResolveInfo,
  position?: QueryPosition,
): Unconfirmed<EnrollmentRef> {
  const { known, knownLater, confirmed } = findEnrollment(id, organizationId, context, info, position);
  const orError = confirmed.then((enrollment) => {
    if (enrollment) return enrollment;
    throw NotFoundError.of(
      'Enrollment',
      id,
      'The change has taken effect, but the enrollment cannot be read in this organization. Set organizationId to its organization.',
    );
  });
  return { known, knownLater, confirmed: orError };
}

function asRef({ id, organizationId }: ChangedEnrollment, linkIds: LinkIds): EnrollmentRef {
  return { id, organizationId: organizationId ?? undefined, ...linkIds };
}

/** The organization argument of writes that need it only to read the enrollment afterwards. */
export const organizationToReadIn = {
  validate: idArgument,
  description:
    'Organization to read the enrollment in after the change. Defaults to the `x-organization-id` header, or else the default organization of the gateway.',
} as const;
