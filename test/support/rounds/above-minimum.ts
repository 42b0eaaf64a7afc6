/** Queries that use more rounds than their data demands: used, and the minimum. */
export const roundsAboveMinimum: Readonly<Record<string, readonly [used: number, minimum: number]>> = {
  'what does not exist, new ids': [4, 2],
  'what does not exist, ids met before': [4, 2],
  'the example LearnerEnrollments, ids met before': [3, 2],
  'docs/for-frontends.md: Dashboard, ids met before': [3, 2],
  'details of enrollments, ids met before': [3, 2],
  'the example LearnerEnrollments, new ids': [4, 3],
  'docs/for-frontends.md: Dashboard, new ids': [4, 3],
  'details of enrollments, new ids': [4, 3],
  'a syllabus that is a section, new ids': [2, 1],
  'a syllabus that is a training plan, new ids': [3, 2],
};

/**
 * How many more rounds than the minimum random queries use at most. They change whenever the schema does, so the table
 * cannot name them.
 */
export const roundsAboveMinimumOfRandomQueries = 2;
