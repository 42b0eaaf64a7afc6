import type { RowOf } from '../../learning-api/contract/operations.ts';
import type { ReadableItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { itemErrors } from '../row.ts';

export const Sco = builder.objectRef<ReadableItem<'GetCmiData'>>('Sco');
export const CmiField = builder.objectRef<RowOf<'CmiField'>>('CmiField');

Sco.implement({
  description: 'A SCORM sharable content object (SCO) of an assignment, with the data of a learner.',
  fields: (t) => ({
    id: t.exposeID('scoId', {
      description: 'Id of the SCO, as text. It does not have the format of other ids.',
    }),
    title: t.exposeString('title', { description: 'Title of the SCO.' }),
    startedAt: t.expose('startDateUtc', { type: 'DateTime', description: 'When the learner started the SCO.' }),
    exitedAt: t.expose('exitDateUtc', { type: 'DateTime', description: 'When the learner exited the SCO.' }),
    fields: t.field({
      type: [CmiField],
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
