import { builder } from '../builder.ts';
import { idArgument } from '../ids.ts';

/** The organization to search, where the REST API requires one. */
export const organizationArgument = builder.args((t) => ({
  organizationId: t.id({
    validate: idArgument,
    description:
      'Organization to search. Defaults to the `x-organization-id` header, or else the default organization of the gateway.',
  }),
}));

/** The filter of a roster. */
export const rosterArguments = builder.args((t) => ({
  userId: t.id({ validate: idArgument, description: 'Return only enrollments of this user (learner).' }),
}));
