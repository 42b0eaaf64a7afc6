import { z } from 'zod';
import { builder, type InputFields } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError, NotFoundError } from '../errors/errors.ts';
import {
  ForbiddenMutationError,
  NotFoundMutationError,
  toMutationError,
  UnknownCustomFieldMutationError,
} from '../errors/mutation-errors.ts';
import { idArgument } from '../ids.ts';
import { itemErrors } from '../row.ts';
import { CustomEnrollmentFieldValue } from '../types/custom-field.ts';
import { reportWarnings } from '../warnings.ts';
import { type ChangedEnrollment, changedEnrollmentFields, organizationToReadIn } from './changed-enrollment.ts';
import { attempt } from './write.ts';

const CustomEnrollmentFieldValueInput = builder.inputType('CustomEnrollmentFieldValueInput', {
  description: 'A custom enrollment field and its new value.',
  fields: (t) => ({
    key: t.string({
      required: true,
      validate: z.string().min(1, 'Must not be empty.').max(1000, 'Must be at most 1000 characters long.'),
      description: 'Key of the custom field, at most 1000 characters.',
    }),
    value: t.string({
      required: true,
      validate: z.string().max(10_000, 'Must be at most 10000 characters long.'),
      description: 'New value, as text of at most 10,000 characters. Specify dates with a time in UTC.',
    }),
  }),
});

/** The input field for the new values. */
export function valuesField(t: InputFields) {
  return t.field({
    type: [CustomEnrollmentFieldValueInput],
    required: true,
    validate: z
      .array(z.object({ key: z.string(), value: z.string() }))
      .min(1, 'Must contain at least one value.')
      .max(100, 'Must contain at most 100 values.')
      .refine(
        (values) => new Set(values.map(({ key }) => key)).size === values.length,
        'Must contain each key only once.',
      ),
    description: 'New values, from 1 to 100 with each key only once.',
  });
}

const SetCustomEnrollmentFieldValuesInput = builder.inputType('SetCustomEnrollmentFieldValuesInput', {
  description: 'The enrollment and the new values of its custom fields.',
  fields: (t) => ({
    enrollmentId: t.id({
      required: true,
      validate: idArgument,
      description: 'Id of the enrollment to update.',
    }),
    values: valuesField(t),
    organizationId: t.id(organizationToReadIn),
  }),
});

export const SetCustomEnrollmentFieldValuesSuccess = builder.objectRef<ChangedEnrollment>(
  'SetCustomEnrollmentFieldValuesSuccess',
);

SetCustomEnrollmentFieldValuesSuccess.implement({
  description: 'The values were set.',
  fields: (t) => ({
    ...changedEnrollmentFields(t),
    values: t.field({
      type: [CustomEnrollmentFieldValue],
      multiplier: 1,
      nullable: { list: true, items: false },
      description:
        'All custom field values of the enrollment after the change. Null with an error if they could not be read.',
      resolve: async (changed, _, context, { path }) => {
        const values = await context.loaders.customFields.values.load({ enrollmentId: changed.id });
        if (!values)
          throw NotFoundError.of(
            'Enrollment',
            changed.id,
            'The values were set, but they could not be read afterwards.',
          );
        return values.map((value, index) => itemErrors(reportWarnings(value, context, path, index)));
      },
    }),
  }),
});

builder.mutationField('setCustomEnrollmentFieldValues', (t) =>
  t.field({
    type: SetCustomEnrollmentFieldValuesSuccess,
    price: { each: 2, rounds: 2, operations: ['SetCustomEnrollmentFieldValues', 'GetCustomEnrollmentFieldValues'] },
    calls: ['SetCustomEnrollmentFieldValues'],
    description: 'Sets custom field values of an enrollment.',
    args: {
      input: t.arg({
        type: SetCustomEnrollmentFieldValuesInput,
        required: true,
        description: 'The enrollment and the new values of its custom fields.',
      }),
    },
    errors: {
      types: [NotFoundMutationError, ForbiddenMutationError, InputError, UnknownCustomFieldMutationError],
      union: {
        name: 'SetCustomEnrollmentFieldValuesResult',
        description: 'The enrollment with its new values, or the reason why they were not set.',
      },
    },
    resolve: (_, { input }, context) => setCustomEnrollmentFieldValues(input, context),
  }),
);

/** New values for the custom fields of an enrollment. */
export interface NewCustomFieldValues {
  enrollmentId: string;
  values: readonly { key: string; value: string }[];
  organizationId?: string | null | undefined;
}

/** The parameters of the REST call. */
export function updateParameters({ enrollmentId, values }: NewCustomFieldValues) {
  return {
    enrollmentId,
    customEnrollmentFieldValues: Object.fromEntries(values.map(({ key, value }) => [key, value])),
  };
}

/** Sets values with a single SetCustomEnrollmentFieldValues call. Throws an error if they were not set. */
export async function setCustomEnrollmentFieldValues(
  input: NewCustomFieldValues,
  context: GraphContext,
): Promise<ChangedEnrollment> {
  const { enrollmentId, organizationId } = input;
  const { answer, tookEffect, warnings } = await attempt(
    context,
    'SetCustomEnrollmentFieldValues',
    updateParameters(input),
  ).catch((error: unknown) => {
    throw toMutationError(error);
  });
  if (!tookEffect) throw new UnknownCustomFieldMutationError(unknownFieldMessage(answer.message));
  return { id: enrollmentId, organizationId, linkIds: null, warnings };
}

/** The REST API does not say whether it set the values of the keys that exist. */
function unknownFieldMessage(vendorMessage: string | null): string {
  const reason = vendorMessage ?? 'The organization has no custom enrollment field with one of these keys';
  return `${reason.replace(/\.$/, '')}. Some of the other values may have been set. Query \`enrollment(id) { customFieldValues { key value } }\`, then correct the key.`;
}
