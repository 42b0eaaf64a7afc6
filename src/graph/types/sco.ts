import type { RowOf } from '../../learning-api/contract/operations.ts';
import type { GoodItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { withFailuresInPlace } from '../row.ts';

export const Sco = builder.objectRef<GoodItem<'GetCmiData'>>('Sco');
export const CmiField = builder.objectRef<RowOf<'CmiField'>>('CmiField');

Sco.implement({
  description: 'A SCORM unit (a sharable content object) of an assignment, and what it recorded of a learner.',
  fields: (t) => ({
    id: t.exposeID('scoId', {
      description: 'The id of the SCORM unit within its package; it looks unlike the other ids.',
    }),
    title: t.exposeString('title', { description: 'The title that the package gives the unit.' }),
    startedAt: t.expose('startDateUtc', { type: 'DateTime', description: 'When the learner opened it.' }),
    exitedAt: t.expose('exitDateUtc', { type: 'DateTime', description: 'When the learner left it.' }),
    fields: t.field({
      type: [CmiField],
      nullable: { list: true, items: true },
      description: 'The CMI elements that were asked for.',
      resolve: ({ cmiFields }) => cmiFields?.map((field) => withFailuresInPlace(field)),
    }),
  }),
});

CmiField.implement({
  description: 'One element of the data that a SCORM unit records: `cmi.core.score.raw`, for example.',
  fields: (t) => ({
    name: t.exposeString('cmiElementName', { description: 'The name of the element.' }),
    value: t.exposeString('cmiElementValue', { description: 'Its value, as text. Null when there is none.' }),
    errorMessage: t.exposeString('errorMessage', {
      description: 'Why the element could not be read. Null when it could.',
    }),
  }),
});

export const ScoConnection = builder.connectionObject(
  { type: Sco, name: 'ScoConnection', description: 'A page of SCORM units.' },
  { description: 'A SCORM unit in a page.' },
);
