import type { GoodItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { codeIn, SyllabusType } from './enums.ts';
import { Syllabus, type SyllabusRef } from './syllabus.ts';

type CatalogSyllabusRow = GoodItem<'GetCatalogSyllabi'> | GoodItem<'GetCategorySyllabi'>;

const syllabusType = codeIn('syllabusType');

export const CatalogSyllabusConnection = builder.connectionObject(
  {
    type: Syllabus,
    name: 'CatalogSyllabusConnection',
    description: 'A page of the syllabi of a catalog or a category.',
  },
  {
    description: 'A syllabus in a page, and the product as which the catalog offers it.',
    fields: (t) => ({
      productId: t.id({
        description: 'The id of the product: the syllabus as offered in this catalog.',
        resolve: (edge) => listed(edge)?.productId,
      }),
      syllabusType: t.field({
        type: SyllabusType,
        description: 'Whether it is a section or a training plan.',
        resolve: (edge, _, context) => syllabusType(listed(edge)?.syllabusType ?? null, context),
      }),
      syllabusTypeCode: t.int({
        description: 'The number of `syllabusType`.',
        resolve: (edge) => listed(edge)?.syllabusType,
      }),
    }),
  },
);

/** What a catalog lists of a syllabus: its id, title and kind, so that these need no look-up. */
export function catalogSyllabusRef(context: GraphContext) {
  return (row: CatalogSyllabusRow): SyllabusRef => {
    const type = syllabusType(row.syllabusType, context);
    return {
      id: row.syllabusId,
      kind: type === 'Section' ? 'section' : type === 'TrainingPlan' ? 'trainingPlan' : undefined,
      row: { title: row.syllabusName },
      origin: row,
    };
  };
}

/** The row that an edge was made of; the relay plugin's type of an edge does not show it. */
function listed(edge: object): CatalogSyllabusRow | null {
  const { item } = edge as { item: CatalogSyllabusRow | Error };
  return item instanceof Error ? null : item;
}
