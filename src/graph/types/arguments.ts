import { builder } from '../builder.ts';
import { id } from '../ids.ts';

/** The organization to ask in, where the REST API demands one. */
export const organizationArgument = builder.args((t) => ({
  organizationId: t.id({
    validate: id,
    description: 'The organization to look in. Without it: the one of the request header, or the default organization.',
  }),
}));

/** Whose enrollments in a syllabus a roster holds. */
export const rosterArguments = builder.args((t) => ({
  userId: t.id({ validate: id, description: 'Only the enrollments of this user.' }),
}));
