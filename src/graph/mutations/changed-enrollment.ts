import type { GraphTypes } from '../builder.ts';
import { idArgument } from '../ids.ts';
import { selectsOnly } from '../selection.ts';
import { Enrollment, type EnrollmentRef, findEnrollment } from '../types/enrollment.ts';

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

type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>,
  ChangedEnrollment
>;

/** The fields of every success type that returns an enrollment. */
export function changedEnrollmentFields(t: FieldBuilder) {
  return {
    id: t.exposeID('id', { nullable: false, description: 'Id of the enrollment.' }),
    enrollment: t.field({
      type: Enrollment,
      description:
        'The enrollment after the change. Null with an error if it could not be read; the change has still taken effect.',
      resolve: (changed, _, context, info) => {
        if (selectsOnly(info, ['id'])) return asRef(changed, { userId: '', syllabusId: '' });
        if (changed.linkIds && selectsOnly(info, ['id', 'user', 'syllabus'])) return asRef(changed, changed.linkIds);
        return findEnrollment(changed.id, changed.organizationId, context);
      },
    }),
    warnings: t.stringList({
      nullable: false,
      description: 'Warnings from the REST API.',
      resolve: ({ warnings }) => warnings,
    }),
  };
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
