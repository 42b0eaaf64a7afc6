import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type { EnrollmentDetails, EnrollmentSearchRow } from '../../loaders/enrollments.ts';
import type { ListParameters } from '../../loaders/lists.ts';
import { IncompleteListError, maxPageSize } from '../../loaders/page-window.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import { gapAfter, type ListGap } from '../page.ts';
import type { PricePart } from '../plugins/prices.ts';
import { trainingPlansInList } from '../prices.ts';
import type { PositionedInfo } from '../row.ts';
import { isLater } from '../scalars.ts';
import { organizationToSearch, type RosterArguments, rosterArguments, rosterParameters } from './arguments.ts';
import { enrollmentNotFound, enrollmentRef, type FilteredByUsers, loadDetails, statusOf } from './enrollment.ts';
import { daysArgument, isInNextDays, isUnfinished, isWithin, maxDays, type Period } from './enrollment-dates.ts';
import { DateTimeRange, EnrollmentFilter, searchParameters } from './enrollment-filter.ts';
import { EnrollmentPhase, EnrollmentStatus, phaseName, resultName } from './enums.ts';

type Row = EnrollmentSearchRow | EnrollmentDetails;

/** The enrollments of a list that were read, each once. */
interface Counted<Of> {
  rows: readonly Of[];
  /** Null if these are all. */
  gap: ListGap | null;
}

/** The enrollments that a summary counts. They are read when the first count needs them. */
interface Summary {
  enrollments(): Promise<Counted<Row>>;
  /** When the enrollments that are not finished expire. */
  expirations(position?: QueryPosition): Promise<readonly (string | null)[]>;
  completed(period: Period): Promise<number>;
}

/**
 * Maximum number of users, or of sections and training plans, whose enrollments are read for dates that a search does
 * not return.
 */
export const maxDateReads = 50;
const defaultLimit = 10 * maxPageSize;

/** The kinds of the syllabi are found out. Then the dates are among the details of a user's or a syllabus's enrollments. */
const datesPrice: readonly PricePart[] = [
  { bulk: 1, isShared: true, operations: ['GetSections'] },
  { bulk: trainingPlansInList.least, isShared: true, operations: ['GetTrainingPlan'] },
  {
    each: 2,
    by: ['user'],
    isShared: true,
    operations: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
  },
];

const SummaryGap = builder.enumType('EnrollmentSummaryGap', {
  description: 'Why a summary does not count all enrollments.',
  values: {
    LIMIT: { description: 'There are more enrollments than `limit`.' },
    CALL_LIMIT: { description: 'The request made as many REST calls as allowed.' },
    UNREADABLE: {
      description: 'The REST API returned enrollments that cannot be read, or not the whole list in 100 calls.',
    },
  },
});

const PhaseCount = builder
  .objectRef<{ phase: 'NotStarted' | 'InProgress' | 'Finished' | 'UNKNOWN' | null; count: number }>(
    'EnrollmentPhaseCount',
  )
  .implement({
    description: 'Number of enrollments in a phase.',
    fields: (t) => ({
      phase: t.expose('phase', { type: EnrollmentPhase, description: 'The phase. Null if the REST API reports none.' }),
      count: t.exposeInt('count', { nullable: false, description: 'Number of enrollments in this phase.' }),
    }),
  });

const StatusCount = builder
  .objectRef<{ status: ReturnType<typeof statusOf>; count: number }>('EnrollmentStatusCount')
  .implement({
    description: 'Number of enrollments with a status.',
    fields: (t) => ({
      status: t.expose('status', {
        type: EnrollmentStatus,
        description: 'The status. Null for enrollments whose status is null.',
      }),
      count: t.exposeInt('count', { nullable: false, description: 'Number of enrollments with this status.' }),
    }),
  });

export const EnrollmentSummary = builder.objectRef<Summary>('EnrollmentSummary');

EnrollmentSummary.implement({
  description:
    'Numbers of enrollments, counted by the gateway from the whole list. Enrollments that change while it is read can be counted as before or after the change.',
  fields: (t) => ({
    total: t.int({
      nullable: false,
      description: 'Number of enrollments that were counted.',
      resolve: async (summary) => (await summary.enrollments()).rows.length,
    }),
    isComplete: t.boolean({
      nullable: false,
      description: 'True if all enrollments were counted. If not, every number is too low.',
      resolve: async (summary) => (await summary.enrollments()).gap === null,
    }),
    gap: t.field({
      type: SummaryGap,
      description: 'Why not all enrollments were counted. Null if `isComplete` is true.',
      resolve: async (summary) => (await summary.enrollments()).gap,
    }),
    byPhase: t.field({
      type: [PhaseCount],
      nullable: false,
      description: 'Number of enrollments in each phase, without the phases that none is in.',
      resolve: async (summary, _, context) => {
        const phases = (await summary.enrollments()).rows.map((row) => phaseName(row.phase, context));
        return countsOf(phases).map(([phase, count]) => ({ phase, count }));
      },
    }),
    byStatus: t.field({
      type: [StatusCount],
      nullable: false,
      description: 'Number of enrollments with each status, without the statuses that none has.',
      resolve: async (summary, _, context) => {
        const statuses = (await summary.enrollments()).rows.map(({ phase, result }) =>
          statusOf(phaseName(phase, context), resultName(result, context)),
        );
        return countsOf(statuses).map(([status, count]) => ({ status, count }));
      },
    }),
    overdue: t.int({
      onlyNullOnError: true,
      price: datesPrice,
      feedsLater: ['sections', 'enrollmentDetails'],
      calls: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
      description: `Number of enrollments that expired before the learner finished. ${dateRule()}`,
      resolve: async (summary, _, context, info: GraphQLResolveInfo & PositionedInfo) => {
        const dates = await summary.expirations(info.position);
        return dates.filter((date) => date !== null && context.clock.compare(date) < 0).length;
      },
    }),
    expiring: t.int({
      onlyNullOnError: true,
      price: datesPrice,
      feedsLater: ['sections', 'enrollmentDetails'],
      calls: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
      description: `Number of enrollments that are not finished and expire within a number of days from now. ${dateRule()}`,
      args: {
        withinDays: t.arg.int({
          required: true,
          validate: daysArgument,
          description: `Number of days, from 1 to ${maxDays}.`,
        }),
      },
      resolve: async (summary, { withinDays }, context, info: GraphQLResolveInfo & PositionedInfo) => {
        const dates = await summary.expirations(info.position);
        return dates.filter((date) => isInNextDays(date, withinDays, context)).length;
      },
    }),
    completed: t.int({
      onlyNullOnError: true,
      price: { each: 1, operations: ['SearchEnrollments'] },
      description: 'Number of enrollments that were completed in a period.',
      args: {
        period: t.arg({
          type: DateTimeRange,
          required: true,
          validate: z
            .looseObject({ after: z.string().nullish(), before: z.string().nullish() })
            .refine(({ after, before }) => after || before, 'Specify after or before.'),
          description: 'Dates between which the learner completed the enrollment. At least one end is required.',
        }),
      },
      resolve: (summary, { period }) => summary.completed(period),
    }),
  }),
});

function dateRule(): string {
  return `A search does not return these dates: they take more REST calls, one for each user or for each section and training plan. Fails if that is more than ${maxDateReads}.`;
}

/** The argument and the price of every summary. */
export const summaryArguments = builder.args((t) => ({
  limit: t.int({
    defaultValue: defaultLimit,
    validate: z.int().min(1, 'Must be between 1 and 100000.').max(100_000, 'Must be between 1 and 100000.'),
    description:
      'Maximum number of enrollments to read, from 1 to 100000. A REST call reads 1000. The price of the summary is one call for each 1000 and one more.',
  }),
}));

export const summaryField = {
  type: EnrollmentSummary,
  onlyNullOnError: true,
  price: { each: 1 },
  multiplier: ({ limit }: { limit?: number | null | undefined }) => pagesOf(limit),
} as const;

/** The summary of a roster, whose rows have all dates. */
export const rosterSummaryField = {
  ...summaryField,
  provides: ['overdue', 'expiring', 'completed'],
  feedsLater: ['enrollments', 'enrollmentDetails'],
  args: { ...rosterArguments, ...summaryArguments },
} as const;

function pagesOf(limit: number | null | undefined): number {
  return Math.floor((limit ?? defaultLimit) / maxPageSize) + 1;
}

builder.queryField('enrollmentSummary', (t) =>
  t.field({
    ...summaryField,
    groups: {
      user: ({ filter }: FilteredByUsers) => Math.min(filter.userIds?.length ?? maxDateReads, maxDateReads),
    },
    calls: ['SearchEnrollments', 'GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
    description: 'How many enrollments of users and organizations there are, by phase, status and dates.',
    args: {
      filter: t.arg({
        type: EnrollmentFilter,
        required: true,
        description: 'Filter for the enrollments. At least one user or organization is required.',
      }),
      ...summaryArguments,
    },
    resolve: (_, { filter, limit }, context) => searchSummary(searchParameters(filter), limit, context),
  }),
);

/** The summary of a search. */
export function searchSummary(
  parameters: ListParameters<'SearchEnrollments'>,
  limit: number | null | undefined,
  context: GraphContext,
): Summary {
  const read = (of: typeof parameters) => countUpTo(context.loaders.lists.walk('SearchEnrollments', of), limit);
  const enrollments = once(() => read(parameters));
  let expirations: Promise<(string | null)[]> | undefined;
  return {
    enrollments,
    expirations: (position) => {
      // Batches wait for the first field that needs the dates. The others wait for the same loads.
      if (expirations && position) context.loaders.waitFor(expirations, position);
      expirations ??= readExpirations(position);
      return expirations;
    },
    completed: async (period) => {
      const { rows, gap } = await read({
        ...parameters,
        utcCompletedAfter: extreme(parameters.utcCompletedAfter, period.after, isLater),
        utcCompletedBefore: extreme(parameters.utcCompletedBefore, period.before, (a, b) => isLater(b, a)),
      });
      if (gap !== null) throw new IncompleteListError('Not all completed enrollments could be counted. Raise limit.');
      return rows.length;
    },
  };

  async function readExpirations(position: QueryPosition | undefined): Promise<(string | null)[]> {
    const { rows } = await enrollments();
    const unfinished = rows.filter((row) => isUnfinished(row, context));
    const [users, syllabi] = (['userId', 'syllabusId'] as const).map(
      (name) => new Set(unfinished.map((row) => row[name])).size,
    ) as [number, number];
    if (Math.min(users, syllabi) > maxDateReads)
      throw new InputError(
        `The dates of ${unfinished.length} enrollments of ${users} users in ${syllabi} sections and training plans would take too many REST calls. Narrow the filter to at most ${maxDateReads} users, or to ${maxDateReads} sections and training plans.`,
      );
    const refs = unfinished.map((row) => enrollmentRef(row, parameters.orgIds?.[0]));
    return context.loaders.loadAll(['enrollmentDetails'], position, (each) =>
      refs.map(async (ref) => {
        const row = await loadDetails(ref, context, each);
        if (!row) throw enrollmentNotFound(organizationToSearch(ref.organizationId, context));
        return row.expirationDate;
      }),
    );
  }
}

/** The summary of a roster, whose rows have all dates. */
export function rosterSummary(
  operation: 'GetSectionEnrollments' | 'GetTrainingPlanEnrollments',
  syllabus: { id: string },
  { limit, ...args }: RosterArguments & { limit?: number | null | undefined },
  context: GraphContext,
  position: QueryPosition | undefined,
): Summary {
  const { loaders } = context;
  const parameters = rosterParameters(syllabus, args, context);
  const enrollments = once(() => {
    const counted = countUpTo<EnrollmentDetails>(loaders.lists.walk(operation, parameters), limit);
    if (position) loaders.waitForRows(['enrollments', 'enrollmentDetails'], counted);
    return counted;
  });
  return {
    enrollments,
    expirations: async () =>
      (await enrollments()).rows.filter((row) => isUnfinished(row, context)).map((row) => row.expirationDate),
    completed: async (period) =>
      (await enrollments()).rows.filter(({ completionDate }) => isWithin(completionDate, period)).length,
  };
}

/** Reads a list to its end, or until it has more enrollments than the limit. */
async function countUpTo<Of extends Row>(
  pages: AsyncIterable<readonly (Of | LearningApiError)[]>,
  limit: number | null | undefined,
): Promise<Counted<Of>> {
  const rows = new Map<string, Of>();
  const counted = (gap: ListGap | null) => ({ rows: [...rows.values()], gap });
  let areReadable = true;
  try {
    for await (const items of pages) {
      for (const item of items) {
        if (item instanceof LearningApiError) areReadable = false;
        else rows.set(item.enrollmentId, item);
      }
      if (rows.size > (limit ?? defaultLimit)) return counted('LIMIT');
    }
  } catch (error) {
    const gap = gapAfter(error);
    if (rows.size === 0 || gap === null) throw error;
    return counted(gap);
  }
  return counted(areReadable ? null : 'UNREADABLE');
}

/** The one of two ends of periods that leaves the shorter period. */
function extreme(
  one: string | undefined,
  other: string | null | undefined,
  isBeyond: (one: string, other: string) => boolean,
): string | undefined {
  if (!one || !other) return one ?? other ?? undefined;
  return isBeyond(one, other) ? one : other;
}

function countsOf<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => String(one).localeCompare(String(other)));
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
