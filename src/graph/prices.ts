import type { PricePart } from './plugins/prices.ts';

/** Sections by id: one call for 1000 of them. It may leave sections out, so that each of these is looked up alone. */
export const sectionsPrice: PricePart = {
  bulk: 1,
  loader: 'sections',
  operations: ['GetSections'],
  ifMissing: { each: 1, loader: 'unlistedSections', operations: ['GetSection'] },
};

/** Training plans by id. */
export const trainingPlansPrice: PricePart = { each: 1, loader: 'trainingPlans', operations: ['GetTrainingPlan'] };

/** The training plans in a list of sections and training plans. */
export const someTrainingPlansPrice: PricePart = {
  ...trainingPlansPrice,
  of: mostTrainingPlans,
  ifMissing: trainingPlansPrice,
};

/** Enrollments one by one: an operation for each kind. */
export const enrollmentsAlonePrice: PricePart = {
  each: 2,
  loader: 'enrollmentsAlone',
  operations: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
};

/** The details of enrollments of one kind: one call for those of a user or of a syllabus. */
export const enrollmentDetailsPrice: PricePart = {
  each: 1,
  by: ['user', 'syllabus'],
  loader: 'enrollmentDetails',
  ifMissing: enrollmentsAlonePrice,
};

/**
 * How many objects of a list of both kinds count as training plans, or as enrollments in one: an organization has few
 * training plans, so long lists repeat them.
 */
export function mostTrainingPlans(count: number): number {
  const { least, share, mostOf1000 } = trainingPlansInList;
  return Math.min(count, Math.max(least, Math.ceil(count * share)), mostOf1000 * Math.ceil(count / 1000));
}

export const trainingPlansInList = { least: 10, share: 1 / 5, mostOf1000: 100 } as const;
