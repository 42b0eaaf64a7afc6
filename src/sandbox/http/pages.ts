import type { OperationAnswer } from '../operations/operation.ts';
import type { Behavior } from './behavior.ts';
import { isObject } from './requests.ts';

/** An answer as a body and headers: a list is cut to the requested page and gets its totals. */
export function answerPage(
  answer: OperationAnswer,
  parameters: Record<string, unknown>,
  behavior: Behavior,
): { body: unknown; headers: Record<string, string> } {
  if ('one' in answer) return { body: answer.one, headers: {} };
  const { list, field, totalsInBody, isPaged } = answer;
  const paging = isObject(parameters.paging) ? parameters.paging : parameters;
  // The reference misspells the parameter of one operation; either spelling works.
  const perPage = Math.min(pageSize(paging.per_page ?? paging.paer_page), behavior.maxPerPage);
  const page = behavior.ignoresPage ? 1 : Math.max(1, Number(paging.page ?? 1));
  const items = isPaged ? list.slice((page - 1) * perPage, page * perPage) : list;
  const totals = { page, page_size: perPage, total_count: list.length };
  return {
    body: field ? { [field]: items, ...(totalsInBody && totals) } : items,
    headers: isPaged ? pageHeaders(behavior, page, perPage, list.length) : {},
  };
}

function pageSize(value: unknown): number {
  const requested = Number(value ?? 0);
  return requested < 1 ? 30 : Math.min(requested, 1000);
}

function pageHeaders(
  { pageHeaders: sent }: Behavior,
  page: number,
  perPage: number,
  total: number,
): Record<string, string> {
  return {
    ...((sent === 'all' || sent === 'total') && { 'x-total-count': String(total) }),
    ...((sent === 'all' || sent === 'perPage') && { 'x-per-page': String(perPage) }),
    ...(sent === 'all' && { 'x-page': String(page) }),
  };
}
