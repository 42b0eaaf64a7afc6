import type { ReadableItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { codeIn, SyllabusType } from './enums.ts';
import { Syllabus, type SyllabusRef } from './syllabus.ts';

type CatalogSyllabusRow = ReadableItem<'GetCatalogSyllabi'> | ReadableItem<'GetCategorySyllabi'>;

const syllabusType = codeIn('syllabusType');

export const CatalogSyllabusConnection = builder.connectionObject(
  {
    type: Syllabus,
    name: 'CatalogSyllabusConnection',
    provides: ['title', '__typename'],
    description: 'A page of syllabi in a catalog or a category.',
  },
  {
    description: 'A syllabus with its cursor and its product in the catalog.',
    fields: (t) => ({
      productId: t.id({
        description:
          'Id of the product that represents the syllabus in this catalog. Use it with `sectionByProduct` or `trainingPlanByProduct`.',
        resolve: (edge) => listed(edge).productId,
      }),
      syllabusType: t.field({
        type: SyllabusType,
        description: 'Type of the syllabus: section or training plan.',
        resolve: (edge, _, context) => syllabusType(listed(edge).syllabusType, context),
      }),
      syllabusTypeCode: t.int({
        description: 'Numeric code of `syllabusType`.',
        resolve: (edge) => listed(edge).syllabusType,
      }),
    }),
  },
);

/** A reference to a syllabus with the id, title and kind that the catalog lists, so that these need no lookup. */
export function catalogSyllabusRef(context: GraphContext) {
  return (row: CatalogSyllabusRow): SyllabusRef => {
    const type = syllabusType(row.syllabusType, context);
    return {
      id: row.syllabusId,
      kind: type === 'Section' ? 'section' : type === 'TrainingPlan' ? 'trainingPlan' : undefined,
      // The reference does not promise a name: without one, the title is loaded.
      ...(row.syllabusName && { row: { title: row.syllabusName }, origin: row }),
    };
  };
}

/**
 * The row of an edge. The relay plugin's type of an edge does not include it.
 *
 * @throws the failure of the item
 */
function listed(edge: object): CatalogSyllabusRow {
  const { item } = edge as { item: CatalogSyllabusRow | Error };
  if (item instanceof Error) throw item;
  return item;
}
