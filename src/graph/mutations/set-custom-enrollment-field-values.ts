import { z } from 'zod';
import { builder } from '../builder.ts';
import { InputError } from '../errors/errors.ts';
import { ForbiddenRefusal, NotFoundRefusal, refusalIn, UnknownCustomFieldRefusal } from '../errors/mutation-errors.ts';
import { id } from '../ids.ts';
import { withFailuresInPlace } from '../row.ts';
import { CustomEnrollmentFieldValue } from '../types/custom-field.ts';
import { noteWarnings } from '../warnings.ts';
import { attempt, type ChangedEnrollment, changedEnrollmentFields, organizationToReadIn } from './write.ts';

const CustomEnrollmentFieldValueInput = builder.inputType('CustomEnrollmentFieldValueInput', {
  description: 'A custom enrollment field and the value to give it.',
  fields: (t) => ({
    key: t.string({
      required: true,
      validate: z.string().min(1, 'give a key').max(1000, 'give at most 1000 characters'),
      description: 'The key of the field.',
    }),
    value: t.string({
      required: true,
      validate: z.string().max(10_000, 'give at most 10000 characters'),
      description: 'The value, as text; dates in UTC.',
    }),
  }),
});

const SetCustomEnrollmentFieldValuesInput = builder.inputType('SetCustomEnrollmentFieldValuesInput', {
  description: 'Which values an enrollment is to have in which custom fields.',
  fields: (t) => ({
    enrollmentId: t.id({
      required: true,
      validate: id,
      description: 'The enrollment whose custom fields are to be set.',
    }),
    values: t.field({
      type: [CustomEnrollmentFieldValueInput],
      required: true,
      validate: z
        .array(z.object({ key: z.string(), value: z.string() }))
        .min(1, 'give at least one value')
        .max(100, 'give at most 100 values')
        .refine((values) => new Set(values.map(({ key }) => key)).size === values.length, 'give each key once'),
      description: 'The values, at least one, and no key twice. Fields that are not named keep their values.',
    }),
    organizationId: t.id(organizationToReadIn),
  }),
});

const SetCustomEnrollmentFieldValuesSuccess = builder.objectRef<ChangedEnrollment>(
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
      description: 'All values that the enrollment has now. Null, with an error, where they cannot be read.',
      resolve: async (changed, _, context, { path }) => {
        const values = await context.loaders.customFields.values.load({ enrollmentId: changed.id });
        return values?.map((value, index) => withFailuresInPlace(noteWarnings(value, context, path, index)));
      },
    }),
  }),
});

builder.mutationField('setCustomEnrollmentFieldValues', (t) =>
  t.field({
    type: SetCustomEnrollmentFieldValuesSuccess,
    price: { each: 2 },
    nullable: false,
    description:
      'Sets values in the custom fields of an enrollment. Needs the permission to update section enrollments.',
    args: {
      input: t.arg({
        type: SetCustomEnrollmentFieldValuesInput,
        required: true,
        description: 'Which values the enrollment is to have.',
      }),
    },
    errors: {
      types: [NotFoundRefusal, ForbiddenRefusal, InputError, UnknownCustomFieldRefusal],
      union: {
        name: 'SetCustomEnrollmentFieldValuesResult',
        description: 'The enrollment with its new values, or why they were not set.',
      },
    },
    resolve: async (_, { input }, context) => {
      const { enrollmentId, values, organizationId } = input;
      const { answer, warnings } = await attempt(context, 'SetCustomEnrollmentFieldValues', {
        enrollmentId,
        customEnrollmentFieldValues: Object.fromEntries(values.map(({ key, value }) => [key, value])),
      }).catch((error: unknown) => {
        throw refusalIn(error);
      });
      if (answer.error === true) {
        throw new UnknownCustomFieldRefusal(
          answer.message ?? 'There is no custom enrollment field with one of these keys.',
        );
      }
      return { id: enrollmentId, organizationId, known: null, warnings };
    },
  }),
);
