import { createHash } from 'node:crypto';
import type { Answer } from '../support/changed-answers/proxy.ts';

// biome-ignore lint/suspicious/noExplicitAny: any JSON of the REST API
type Json = any;

/** How a REST API answers that does not behave. Whatever it is, it does not depend on which calls are made. */
export interface OddAnswers {
  /** Which items and totals are odd. */
  seed: number;
  /** Percentages of the items. */
  itemsWithErrorCode?: number;
  nullItems?: number;
  /** Percentage of the sections that GetSections leaves out. */
  unlistedSections?: number;
  /** Operations that send a total below the number of items, or below 0. */
  wrongTotals?: readonly string[];
  /** Operations that answer 403. */
  refused?: readonly string[];
  /** Operations that answer with a page of HTML. */
  failing?: readonly string[];
}

const idByOperation: Readonly<Record<string, string>> = {
  SearchEnrollments: 'enrollment_id',
  GetSectionEnrollments: 'enrollment_id',
  GetTrainingPlanEnrollments: 'enrollment_id',
  GetAssignmentStatuses: 'assignment_status_id',
  GetTestAttempts: 'attempt_id',
  GetCmiData: 'sco_id',
  GetAssignments: 'assignment_id',
  GetAssignment: 'assignment_id',
  GetCatalogs: 'catalog_id',
  GetCatalog: 'catalog_id',
  GetCategories: 'category_id',
  GetCatalogSyllabi: 'syllabus_id',
  GetCategorySyllabi: 'syllabus_id',
  GetSection: 'syllabus_id',
  GetSections: 'syllabus_id',
  GetTrainingPlan: 'syllabus_id',
  GetOrganizations: 'org_id',
  GetCustomEnrollmentFields: 'field_id',
  GetCustomEnrollmentFieldValues: 'field_id',
};
/** Operations about the same objects: an object that is odd in one of them is odd in the others. */
const sameObjects: Readonly<Record<string, string>> = {
  GetSections: 'GetSection',
  GetAssignment: 'GetAssignments',
  GetSectionEnrollments: 'SearchEnrollments',
  GetTrainingPlanEnrollments: 'SearchEnrollments',
};
const listNames = ['enrollments', 'sections', 'catalogs', 'sessions'];

/** The answer of an operation as the odd REST API gives it. */
export function oddAnswer(odd: OddAnswers, operation: string, answer: Answer): Answer {
  if (odd.refused?.includes(operation)) return json(answer, { api_error_entity: { error_code: 1 } }, 403);
  if (odd.failing?.includes(operation)) return { ...answer, status: 200, body: Buffer.from('<html></html>') };
  if (answer.status !== 200) return answer;
  const body: Json = JSON.parse(String(answer.body));
  const list = listNames.find((name) => Array.isArray(body?.[name]));
  const items: Json[] | undefined = list ? body[list] : Array.isArray(body) ? body : undefined;
  if (!items) return json(answer, isOdd(odd, operation, body, 'code', odd.itemsWithErrorCode) ? withError(body) : body);
  const isBatch = operation === 'GetSections';
  const listed = items.filter((item) => !isBatch || !isOdd(odd, operation, item, 'unlisted', odd.unlistedSections));
  const changed = listed.map((item) => {
    if (isOdd(odd, operation, item, 'code', odd.itemsWithErrorCode)) return withError(item);
    return !isBatch && isOdd(odd, operation, item, 'null', odd.nullItems) ? null : item;
  });
  const { headers } = answer;
  const withList = list ? { ...body, [list]: changed } : changed;
  if (!odd.wrongTotals?.includes(operation)) return json(answer, withList);
  // A total of 0 contradicts any item, but not an empty page.
  const total = items.length > 0 ? 0 : -1;
  return json(
    { ...answer, headers: { ...headers, ...('x-total-count' in headers && { 'x-total-count': String(total) }) } },
    'total_count' in withList ? { ...withList, total_count: total } : withList,
  );
}

function isOdd(odd: OddAnswers, operation: string, item: Json, kind: string, percent = 0): boolean {
  const id = item?.[idByOperation[operation] ?? ''];
  if (typeof id !== 'string' || percent === 0) return false;
  const text = `${odd.seed} ${kind} ${sameObjects[operation] ?? operation} ${id.toLowerCase()}`;
  return createHash('sha1').update(text).digest().readUInt32BE(0) % 100 < percent;
}

function withError(item: Json): Json {
  return { ...item, api_error_entity: { error_code: 7, error_message: 'Odd', warning_messages: [] } };
}

function json(answer: Answer, body: unknown, status = answer.status): Answer {
  const headers = { ...answer.headers, 'content-type': 'application/json' };
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}
