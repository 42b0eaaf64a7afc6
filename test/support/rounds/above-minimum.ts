/** Queries that use more rounds than their data demands: used, and the minimum. */
export const roundsAboveMinimum: Readonly<Record<string, readonly [used: number, minimum: number]>> = {
  // Only a guess that it is a section would save a round. It would cost a call in vain for every new training plan.
  'a syllabus that is a section, new ids': [2, 1],
  // Assignments are read only if finished work has no grade. To read them at once would be in vain for everybody else.
  'docs/for-frontends.md: GradingQueue, ids met before': [3, 2],
  'docs/for-frontends.md: GradingQueue, new ids': [3, 2],
  // The fields of a mutation run one after the other, even if they only predict.
  'the example BulkPreview, ids met before': [2, 1],
  'the example BulkPreview, new ids': [2, 1],
};

/**
 * How many more rounds than the minimum random queries use at most. They change whenever the schema does, so the table
 * cannot name them.
 */
export const roundsAboveMinimumOfRandomQueries = 1;
