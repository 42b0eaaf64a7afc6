/** Queries that use more rounds than their data demands: used, and the minimum. */
export const roundsAboveMinimum: Readonly<Record<string, readonly [used: number, minimum: number]>> = {
  // Only a guess that it is a section would save a round. It would cost a call in vain for every new training plan.
  'a syllabus that is a section, new ids': [2, 1],
};

/**
 * How many more rounds than the minimum random queries use at most. They change whenever the schema does, so the table
 * cannot name them.
 */
export const roundsAboveMinimumOfRandomQueries = 1;
