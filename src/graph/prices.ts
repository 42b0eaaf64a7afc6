import { maxSplitCalls } from '../loaders/find-unless-refused.ts';
import type { PricePart } from './plugins/prices.ts';

/** Sections by id: one call for 1000 of them, and those for the ids that it refuses or leaves out. */
export const sectionsPrice: PricePart = {
  each: 3,
  most: 1 + maxSplitCalls,
  loader: 'sections',
  operations: ['GetSections', 'GetSection'],
};

/** Training plans by id. */
export const trainingPlansPrice: PricePart = { each: 1, loader: 'trainingPlans', operations: ['GetTrainingPlan'] };

/** The details of enrollments: a call for a group that finds nothing, or both operations, for each of them. */
export const enrollmentDetailsPrice: PricePart = {
  each: 2,
  loader: 'enrollmentDetails',
  operations: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
};

/**
 * How many of 1000 objects are looked up one by one to find out their type. More are possible only in a request that
 * costs more for other reasons. GetSections finds out most types, and types that were found out once are remembered.
 */
export const mostTypeLookUps = 100;
