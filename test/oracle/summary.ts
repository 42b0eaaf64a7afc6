import { present } from '../../src/sandbox/http/server.ts';
import { failed } from './failure.ts';
import type { Context } from './graph.ts';
import type { Node } from './node.ts';
import { once } from './node.ts';
import { isRow, type Page, type Row, type Window } from './rest.ts';
import { codeName, idIn, statusOf } from './values.ts';

/** A list of enrollments to count. */
export interface Counted {
  read(window: Window): Promise<Page>;
  /** When an enrollment that the list shows expires. */
  expirations(rows: readonly Row[]): Promise<(string | null)[]>;
  completed(period: Period, count: (read: Counted['read']) => Promise<Count>): Promise<number>;
}

interface Period {
  after?: string | null;
  before?: string | null;
}

interface Count {
  rows: Row[];
  gap: string | null;
}

const perRead = 1000;
const msPerDay = 24 * 60 * 60 * 1000;

/** How many enrollments a list has, each of them looked at. */
export function summary(context: Context, limit: number | null | undefined, list: Counted): Node {
  const most = limit ?? 10_000;
  if (most < 1 || most > 100_000) throw failed('BAD_USER_INPUT', 'limit is out of range');
  const count = (read: Counted['read']) => countUpTo(read, most);
  const all = once(() => count(list.read));
  const { codes } = context;
  const phaseOf = (row: Row) => codeName(codes, 'EnrollmentPhase', row.phase);
  const isUnfinished = (row: Row) => ['NOT_STARTED', 'IN_PROGRESS'].includes(String(phaseOf(row)));
  const unfinishedUntil = async (isCounted: (time: number) => boolean) => {
    const dates = await list.expirations((await all()).rows.filter(isUnfinished));
    return dates.filter((date) => date !== null && isCounted(Date.parse(date))).length;
  };
  return {
    total: async () => (await all()).rows.length,
    isComplete: async () => (await all()).gap === null,
    gap: async () => (await all()).gap,
    byPhase: async () => numbersOf((await all()).rows.map(phaseOf)).map(([phase, count]) => ({ phase, count })),
    byStatus: async () =>
      numbersOf((await all()).rows.map((row) => statusOf(codes, row.phase, row.result))).map(([status, count]) => ({
        status,
        count,
      })),
    overdue: () => unfinishedUntil((time) => time < present),
    expiring: ({ withinDays }: { withinDays: number }) => {
      if (withinDays < 1 || withinDays > 3650) throw failed('BAD_USER_INPUT', 'withinDays is out of range');
      return unfinishedUntil((time) => time > present && time < present + withinDays * msPerDay);
    },
    completed: ({ period }: { period: Period }) => {
      const { after, before } = period;
      if (!after && !before) throw failed('BAD_USER_INPUT', 'The period has no end');
      if (after && before && Date.parse(before) < Date.parse(after))
        throw failed('BAD_USER_INPUT', 'The end is before the start');
      return list.completed(period, count);
    },
  };
}

/** True if a date is in a period. */
export function isWithin(date: unknown, { after, before }: Period): boolean {
  if (typeof date !== 'string') return false;
  const time = Date.parse(date);
  return (!after || time > Date.parse(after)) && (!before || time < Date.parse(before));
}

async function countUpTo(read: Counted['read'], most: number): Promise<Count> {
  const rows = new Map<string, Row>();
  let gap: string | null = null;
  for (let offset = 0; ; offset += perRead) {
    const { items, hasNext } = await read({ first: perRead, offset });
    for (const item of items) {
      if (isRow(item)) rows.set(String(idIn(item, 'enrollment_id')), item);
      else gap = 'UNREADABLE';
    }
    if (rows.size > most) gap = 'LIMIT';
    if (!hasNext || gap === 'LIMIT') return { rows: [...rows.values()], gap };
  }
}

function numbersOf(values: readonly (string | null)[]): [string | null, number][] {
  const names = [...new Set(values)].sort((one, other) => String(one).localeCompare(String(other)));
  return names.map((name) => [name, values.filter((value) => value === name).length]);
}
