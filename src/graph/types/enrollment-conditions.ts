import { LearningApiError } from '../../learning-api/errors.ts';
import type { EnrollmentDetails, EnrollmentSearchRow } from '../../loaders/enrollments.ts';
import type { ListParameters } from '../../loaders/lists.ts';
import { maxPageSize } from '../../loaders/page-window.ts';
import { builder } from '../builder.ts';
import { connect } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { FilteredPage, type ItemFilter, maxPagesRead } from '../filtered-page.ts';
import type { Connection, PageRequest } from '../page.ts';
import type { Price } from '../plugins/prices.ts';
import { isReadable } from '../row.ts';
import { organizationToSearch } from './arguments.ts';
import { type EnrollmentRef, enrollmentNotFound, enrollmentRef } from './enrollment.ts';
import { daysArgument, isInNextDays, isUnfinished, maxDays } from './enrollment-dates.ts';
import { codeIn, phaseName, resultName } from './enums.ts';

const gradingStrategyName = codeIn('gradingStrategy');

const appliedHere = 'The gateway applies this to whole REST pages: see `gap`.';

const expiresWithin = builder.args((t) => ({
  expiresWithin: t.int({
    validate: daysArgument,
    description: `Return only enrollments that are not finished and expire within this number of days from now, from 1 to ${maxDays}. ${appliedHere}`,
  }),
}));

/** Conditions on enrollments in training plans, which have no assignments. */
export const planConditions = expiresWithin;

/** Conditions on enrollments that the gateway applies, because the REST API cannot filter by them. */
export const enrollmentConditions = builder.args((t) => ({
  ...expiresWithin,
  dueWithin: t.int({
    validate: daysArgument,
    description: `Return only section enrollments that are not finished and have an unfinished assignment that is due within this number of days from now, from 1 to ${maxDays}. Takes a REST call for each enrollment in a section with such an assignment. ${appliedHere}`,
  }),
  awaitingGrade: t.boolean({
    description: `True if only section enrollments with work that waits for a grade are returned: an assignment that the learner has finished and that has no grade. Assignments that are known not to be graded do not count. Takes a REST call for each enrollment that the learner has started. ${appliedHere}`,
  }),
}));

export const conditionNames = ['expiresWithin', 'dueWithin', 'awaitingGrade'] as const;

interface Conditions {
  expiresWithin?: number | null | undefined;
  dueWithin?: number | null | undefined;
  awaitingGrade?: boolean | null | undefined;
}

/** Maximum number of look-ups for one page: lists of users, syllabi and assignments, and statuses of enrollments. */
const maxLookUps = 100;
/** Maximum number of enrollments whose statuses are read at once, unless the page has room for more. */
const statusesAtOnce = 10;

/** A list that does not report its length takes a call more at the end of each page. */
const callsPerPage = 2;
const lookUpOperations = [
  'GetSectionEnrollments',
  'GetTrainingPlanEnrollments',
  'GetAssignments',
  'GetAssignmentStatuses',
] as const;

const pagesPrice = { each: callsPerPage * (maxPagesRead + 1) };
const lookUpsPrice = { each: callsPerPage * maxLookUps, operations: lookUpOperations };

/** The price of a page of a roster, which has the dates. Null without conditions: then it is that of any page. */
export function rosterPagePrice(args: object): Price | null {
  const { dueWithin, awaitingGrade } = args as Conditions;
  if (!conditionsOf(args)) return null;
  return dueWithin || awaitingGrade ? [pagesPrice, lookUpsPrice] : pagesPrice;
}

/** The price of a page of a search. Null without conditions: then it is that of any page. */
export function searchPagePrice(args: object): Price | null {
  return conditionsOf(args) ? [pagesPrice, lookUpsPrice] : null;
}

type RosterOperation = 'GetSectionEnrollments' | 'GetTrainingPlanEnrollments';

/** A page of a roster: the enrollments for which the conditions of the arguments hold. */
export function connectRoster<Name extends RosterOperation>(
  request: PageRequest<Name> & { args: Conditions },
): Connection<unknown, EnrollmentRef> {
  const kind = request.operation === 'GetSectionEnrollments' ? 'section' : 'trainingPlan';
  const { orgId } = request.parameters as ListParameters<RosterOperation>;
  const toNode = (row: EnrollmentDetails) => enrollmentRef(row, orgId, kind);
  const conditions = conditionsOf(request.args);
  if (!conditions) return connect(request, (row) => toNode(row as EnrollmentDetails));
  const candidates = async (rows: readonly EnrollmentDetails[]) =>
    new Map(rows.map((row) => [row.enrollmentId, toNode(row)]));
  return new FilteredPage(request, filterFor(conditions, request.context, candidates, false) as never);
}

/** A page of a search: the enrollments for which the conditions of the arguments hold. */
export function connectSearch(
  request: PageRequest<'SearchEnrollments'> & { args: Conditions },
  organizationId: string | undefined,
): Connection<unknown, EnrollmentRef> {
  const conditions = conditionsOf(request.args);
  if (!conditions) return connect(request, (row) => enrollmentRef(row, organizationId));
  const { context } = request;
  const lookedUpIn = organizationToSearch(organizationId, context);
  const candidates = async (rows: readonly EnrollmentSearchRow[]) => {
    const keys = rows.map(({ enrollmentId: id, userId, syllabusId }) => ({
      id,
      userId,
      syllabusId,
      organizationId: lookedUpIn,
    }));
    const found = await context.loaders.enrollments.findDetails(keys);
    const refOf = (id: string) => {
      const one = found.get(id) ?? enrollmentNotFound(lookedUpIn);
      return one instanceof Error ? one : enrollmentRef(one.row, lookedUpIn, one.kind);
    };
    return new Map(keys.map(({ id }) => [id, refOf(id)]));
  };
  return new FilteredPage(request, filterFor(conditions, context, candidates, true));
}

function conditionsOf({ expiresWithin, dueWithin, awaitingGrade }: Conditions): Conditions | null {
  if (!expiresWithin && !dueWithin && !awaitingGrade) return null;
  return { expiresWithin, dueWithin, awaitingGrade: awaitingGrade || null };
}

type Row = EnrollmentSearchRow | EnrollmentDetails;

/** @param candidates finds the details of rows, by the id of the enrollment */
function filterFor<Of extends Row>(
  conditions: Conditions,
  context: GraphContext,
  candidates: (rows: readonly Of[]) => Promise<ReadonlyMap<string, EnrollmentRef | Error>>,
  needsLookUps: boolean,
): ItemFilter<Of | LearningApiError, EnrollmentRef> {
  const { expiresWithin, dueWithin, awaitingGrade } = conditions;
  const readsStatuses = Boolean(dueWithin || awaitingGrade);
  const costs = createCosts(needsLookUps, readsStatuses);

  const mayMatch = (row: Of): boolean => {
    if ((expiresWithin || dueWithin) && !isUnfinished(row, context)) return false;
    return !awaitingGrade || phaseName(row.phase, context) !== 'NotStarted';
  };
  /** True if all conditions hold. The calls that need no other answer go first. */
  const matches = async (ref: EnrollmentRef): Promise<boolean> => {
    if (expiresWithin && !isInNextDays(ref.row?.expirationDate, expiresWithin, context)) return false;
    if (!readsStatuses) return true;
    if (ref.kind !== 'section') return false;
    const work = createWork(ref, context);
    return (!dueWithin || (await work.isDue(dueWithin))) && (!awaitingGrade || work.awaitsGrade());
  };
  return {
    name: JSON.stringify(conditions),
    argumentNames: conditionNames.filter((name) => conditions[name]).join(' and '),
    decide: async (items, wanted) => {
      const isCandidate = (item: Of | LearningApiError): item is Of =>
        !(item instanceof LearningApiError) && mayMatch(item);
      const decided = items.slice(0, costs.affordable(items, isCandidate, wanted));
      const refs = await candidates(decided.filter(isCandidate));
      return Promise.all(
        decided.map(async (item) => {
          if (item instanceof LearningApiError) return item;
          const ref = isCandidate(item) ? refs.get(item.enrollmentId) : null;
          if (!ref || ref instanceof Error) return ref ?? null;
          return matches(ref).then(
            (isMatch) => (isMatch ? ref : null),
            (error: Error) => error,
          );
        }),
      );
    },
  };
}

/** Counts the look-ups of a page. */
function createCosts(needsLookUps: boolean, readsStatuses: boolean) {
  let left = maxLookUps;
  const sections = new Set<string>();
  return {
    /** How many of these items can be decided with the look-ups that are left. */
    affordable<Of extends Row>(
      items: readonly (Of | LearningApiError)[],
      isCandidate: (item: Of | LearningApiError) => item is Of,
      wanted: number,
    ): number {
      const users = new Set<string>();
      const syllabi = new Set<string>();
      // The syllabi of the affordable items. The first item that is not affordable is in the two others.
      const decided = new Set<string>();
      let statuses = 0;
      let newSections = 0;
      let cost = 0;
      let end = items.length;
      const atOnce = readsStatuses ? Math.max(wanted, statusesAtOnce) : maxPageSize;
      for (const [index, item] of items.entries()) {
        if (!isCandidate(item)) continue;
        users.add(item.userId);
        if (!syllabi.has(item.syllabusId) && !sections.has(item.syllabusId)) newSections += 1;
        syllabi.add(item.syllabusId);
        const groups = needsLookUps ? 2 * Math.min(users.size, syllabi.size) : 0;
        const next = groups + (readsStatuses ? statuses + 1 + newSections : 0);
        if (next > left || statuses >= atOnce) {
          end = index;
          break;
        }
        statuses += 1;
        cost = next;
        decided.add(item.syllabusId);
      }
      left -= cost;
      for (const id of decided) sections.add(id);
      return end;
    },
  };
}

/** The assignments of an enrollment in a section and the learner's status in them. */
function createWork({ id, syllabusId }: EnrollmentRef, context: GraphContext) {
  const { lists } = context.loaders;
  const assignments = () => lists.whole('GetAssignments', { sectionId: syllabusId });
  const statuses = () => lists.whole('GetAssignmentStatuses', { enrollmentId: id });
  return {
    /** True if an assignment is due within a number of days and the learner has not finished it. */
    async isDue(days: number): Promise<boolean> {
      const all = await assignments();
      const due = all.filter(isReadable).filter(({ utcDueDate }) => isInNextDays(utcDueDate, days, context));
      if (due.length === 0) return decidedBy(false, all);
      const known = await statuses();
      const finished = new Set(
        known
          .filter(isReadable)
          .filter(({ phase }) => phaseName(phase, context) === 'Finished')
          .map(({ assignmentId }) => assignmentId),
      );
      const isDue = due.some(({ assignmentId }) => !finished.has(assignmentId));
      // The learner may have finished according to a status that cannot be read.
      return isDue ? decidedBy(true, known) : decidedBy(false, all);
    },
    /** True if the learner has finished an assignment that has no grade and is not known to have none. */
    async awaitsGrade(): Promise<boolean> {
      const all = assignments();
      // Not needed if no work waits: then its failure does not matter.
      all.catch(() => undefined);
      const known = await statuses();
      const ungraded = known
        .filter(isReadable)
        .filter(
          ({ phase, result }) =>
            phaseName(phase, context) === 'Finished' && resultName(result, context) === 'NotGraded',
        );
      if (ungraded.length === 0) return decidedBy(false, known);
      const notGraded = new Set(
        (await all)
          .filter(isReadable)
          .filter(({ gradingStrategy }) => gradingStrategyName(gradingStrategy, context) === 'NoGrade')
          .map(({ assignmentId }) => assignmentId),
      );
      return ungraded.some(({ assignmentId }) => !notGraded.has(assignmentId)) || decidedBy(false, known);
    },
  };
}

/** A decision. Throws the failure of an item that might have decided otherwise. */
function decidedBy(decision: boolean, items: readonly unknown[]): boolean {
  const failed = items.find((item) => item instanceof Error);
  if (failed) throw failed;
  return decision;
}
