import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { RowOf } from '../../learning-api/contract/operations.ts';
import type { ReadableItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import type { PageArguments } from '../page.ts';
import { itemErrors } from '../row.ts';
import { assignmentArgument, enrollmentArgument } from './arguments.ts';

export const Sco = builder.objectRef<ReadableItem<'GetCmiData'>>('Sco');
export const CmiField = builder.objectRef<RowOf<'CmiField'>>('CmiField');

Sco.implement({
  description: 'A SCORM sharable content object (SCO) of an assignment, with the data of a learner.',
  fields: (t) => ({
    scoId: t.exposeString('scoId', {
      description:
        'Id of the SCO in its package, such as "SCO_01". Other packages have SCOs with the same id, so it does not identify the object.',
    }),
    title: t.exposeString('title', { description: 'Title of the SCO.' }),
    startedAt: t.expose('startDateUtc', { type: 'DateTime', description: 'When the learner started the SCO.' }),
    exitedAt: t.expose('exitDateUtc', { type: 'DateTime', description: 'When the learner exited the SCO.' }),
    fields: t.field({
      type: [CmiField],
      onlyNullOnError: false,
      nullable: { list: true, items: true },
      description: 'Requested CMI elements.',
      resolve: ({ cmiFields }) => cmiFields?.map((field) => itemErrors(field)),
    }),
  }),
});

CmiField.implement({
  description: 'A CMI element, such as `cmi.core.score.raw`, with its value.',
  fields: (t) => ({
    name: t.exposeString('cmiElementName', { description: 'Name of the CMI element.' }),
    value: t.exposeString('cmiElementValue', {
      description: 'Value of the CMI element, as text. Null if there is none.',
    }),
    errorMessage: t.exposeString('errorMessage', {
      description: 'Why the CMI element has no value. Null if there is no error.',
    }),
  }),
});

export const ScoConnection = builder.connectionObject(
  { type: Sco, name: 'ScoConnection', provides: 'all', description: 'A page of SCORM content objects (SCOs).' },
  { description: 'A SCORM content object (SCO) with its cursor.' },
);

/** The SCORM data of an assignment, as a field of several types. */
export const cmiDataField = {
  type: ScoConnection,
  nullable: false,
  calls: ['GetCmiData'],
  deprecationReason:
    'Deprecated since 0.1.0. The REST operation GetCmiData is obsolete. Use `ScormApi/GetCmiData` instead.',
  description: 'SCORM data of the assignment: one item for each SCO, ordered by SCO id.',
} as const;

/** The arguments of this field. */
export const cmiDataArguments = {
  ...builder.args((t) => ({
    elements: t.stringList({
      required: true,
      validate: z
        .array(z.string().min(1, 'Must not be empty.'))
        .min(1, 'Must contain at least one element.')
        .max(1000, 'Must contain at most 1000 elements.'),
      description: 'Names of the CMI elements to return, such as `cmi.core.score.raw`. From 1 to 1000 names.',
    }),
  })),
  ...pageArguments,
};

/** The SCORM data of a learner in an assignment. */
export function cmiData(
  { enrollmentId, assignmentId }: { enrollmentId: string; assignmentId: string },
  args: PageArguments & { elements: string[] },
  context: GraphContext,
  info: GraphQLResolveInfo,
) {
  const parameters = { enrollmentId, assignmentId, cmiElementNames: args.elements };
  return connect({ operation: 'GetCmiData', parameters, args, context, info }, (item) => item);
}

builder.queryField('cmiData', (t) =>
  t.field({
    ...cmiDataField,
    args: { ...enrollmentArgument, ...assignmentArgument, ...cmiDataArguments },
    resolve: (_, args, context, info) => cmiData(args, args, context, info),
  }),
);
