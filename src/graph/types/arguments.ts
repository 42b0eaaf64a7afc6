import { z } from 'zod';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import { idArgument } from '../ids.ts';

/** The organization to search, where the REST API requires one. */
export const organizationArgument = builder.args((t) => ({
  organizationId: t.id({
    validate: idArgument,
    description:
      'Organization to search. Defaults to the `x-organization-id` header, or else the default organization of the gateway.',
  }),
}));

/** An enrollment that is not looked up: its id is all that the REST API needs. */
export const enrollmentArgument = builder.args((t) => ({
  enrollmentId: t.id({ required: true, validate: idArgument, description: 'Id of the section enrollment.' }),
}));

/** An assignment of an enrollment. */
export const assignmentArgument = builder.args((t) => ({
  assignmentId: t.id({
    required: true,
    validate: idArgument,
    description: 'Id of the assignment, which must be one of the section.',
  }),
}));

/**
 * Validates that an enrollment is given by its id, or else by its subscription and its syllabus.
 *
 * @param syllabus the argument with the id of the syllabus
 */
export function enrollmentChoice<Syllabus extends 'sectionId' | 'syllabusId'>(syllabus: Syllabus) {
  return z
    .looseObject({ enrollmentId: z.string().nullish(), subscriptionId: z.string().nullish() })
    .refine(
      ({ enrollmentId, subscriptionId, [syllabus]: syllabusId }) =>
        enrollmentId ? !subscriptionId && !syllabusId : subscriptionId && syllabusId,
      `Specify either enrollmentId, or subscriptionId and ${syllabus}.`,
    );
}

/** The arguments of the roster of a section or a training plan. */
export const rosterArguments = builder.args((t) => ({
  ...organizationArgument,
  userId: t.id({ validate: idArgument, description: 'Return only enrollments of this user (learner).' }),
}));

/**
 * The organization to search: the given one, or else the default.
 *
 * @throws InputError if there is neither
 */
export function organizationToSearch(
  organizationId: string | null | undefined,
  { defaultOrganizationId }: Pick<GraphContext, 'defaultOrganizationId'>,
): string {
  const chosen = organizationId ?? defaultOrganizationId;
  if (chosen) return chosen;
  throw new InputError(
    'The REST API requires an organization. Pass organizationId as an argument or in the filter, send the x-organization-id header, or ask the operator to set DEFAULT_ORGANIZATION_ID.',
  );
}

/** The values of `rosterArguments`. */
export interface RosterArguments {
  organizationId?: string | null | undefined;
  userId?: string | null | undefined;
}

/**
 * The parameters of the roster of a section or a training plan.
 *
 * @throws InputError if neither the caller nor the settings name an organization
 */
export function rosterParameters(
  { id: syllabusId }: { id: string },
  { organizationId, userId }: RosterArguments,
  context: GraphContext,
) {
  return { orgId: organizationToSearch(organizationId, context), syllabusId, userId: userId ?? undefined };
}
