import { z } from 'zod';
import type { EnrollmentDetails, EnrollmentSearchRow } from '../../loaders/enrollments.ts';
import type { GraphContext } from '../context.ts';
import { isLater } from '../scalars.ts';
import { phaseName } from './enums.ts';

/** A period. An end that is missing is open. */
export interface Period {
  after?: string | null | undefined;
  before?: string | null | undefined;
}

export const maxDays = 3650;
const daysRule = `Must be between 1 and ${maxDays}.`;

/** Validates a number of days from now. */
export const daysArgument = z.int().min(1, daysRule).max(maxDays, daysRule);

/** True if a date is within a number of days from now. */
export function isInNextDays(date: string | null | undefined, days: number, { clock }: GraphContext): boolean {
  return typeof date === 'string' && clock.compare(date) > 0 && clock.compare(date, days) < 0;
}

export function isWithin(date: string | null | undefined, { after, before }: Period): boolean {
  return typeof date === 'string' && (!after || isLater(date, after)) && (!before || isLater(before, date));
}

/** True if an enrollment is certainly not finished. A phase without a name may be any. */
export function isUnfinished({ phase }: EnrollmentSearchRow | EnrollmentDetails, context: GraphContext): boolean {
  const name = phaseName(phase, context);
  return name === 'NotStarted' || name === 'InProgress';
}
