import { type CodeTable, type CodeTables, codeNames, defaultCodes } from '../../src/learning-api/contract/codes.ts';
import { driftOf, visitResponse } from '../../src/learning-api/contract/drift.ts';
import { isObject } from '../../src/learning-api/contract/json-object.ts';
import { isReadable } from '../../src/learning-api/contract/rows.ts';
import { type Observation, type ReadOperation, readOperations } from './read-only-api.ts';
import { errorCodeOf, itemsOf } from './responses.ts';

/** The findings for one read operation. */
export interface OperationFindings {
  readonly operation: ReadOperation;
  readonly calls: number;
  /** How often each status or kind of failure occurred. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Differences from the contract that the gateway answers with errors. */
  readonly breaking: readonly string[];
  /** Differences from the contract that the gateway tolerates. */
  readonly differences: readonly string[];
  /** The paging headers that lists came with. */
  readonly pageHeaders: readonly string[];
  /** Compares the order of the items with the reference. Null if the reference names no order, or there were too few items. */
  readonly order: 'as documented' | 'not as documented' | null;
  /** The forms of dates, such as `…Z with 7 fractional digits`. */
  readonly dateForms: readonly string[];
}

/** A number that the responses have for one of the code tables. */
export interface SeenCode {
  readonly table: CodeTable;
  readonly code: number;
  /** Null if the gateway has no name for it: then it shows `UNKNOWN`. */
  readonly name: string | null;
}

/** The code table of each field of the REST API that holds a code. */
const codeFields: Readonly<Record<string, CodeTable>> = {
  phase: 'enrollmentPhase',
  result: 'enrollmentResult',
  publishing_model: 'publishingModel',
  syllabus_type: 'syllabusType',
  pricing_model: 'pricingModel',
  type: 'customFieldType',
  due_date_strategy: 'dueDateStrategy',
  grading_strategy: 'gradingStrategy',
};

/** The field that the reference orders a list by, and the direction. */
const orders: { readonly [Name in ReadOperation]?: readonly [field: string, direction: 1 | -1] } = {
  SearchEnrollments: ['enrollment_date', 1],
  GetSectionEnrollments: ['enrollment_date', -1],
  GetTrainingPlanEnrollments: ['enrollment_date', -1],
  GetAssignmentStatuses: ['utc_creation_date', -1],
  GetAssignments: ['display_order', 1],
  GetOrganizations: ['name', 1],
  GetCatalogs: ['name', 1],
  GetCategories: ['date_created', -1],
  GetCatalogSyllabi: ['syllabus_name', 1],
  GetCategorySyllabi: ['syllabus_name', 1],
  GetTestAttempts: ['attempt_index', -1],
  GetCmiData: ['sco_id', 1],
};

const pageHeaderNames = ['x-total-count', 'x-per-page', 'x-page'];

/** The findings for every read operation, including those that were not called. */
export function findingsOf(observations: readonly Observation[]): OperationFindings[] {
  return readOperations.map((operation) =>
    operationFindings(
      operation,
      observations.filter((observation) => observation.operation === operation),
    ),
  );
}

function operationFindings(operation: ReadOperation, observations: readonly Observation[]): OperationFindings {
  const succeeded = observations.filter(({ status }) => status === 200);
  const sorted = observations.map(({ ms }) => ms).sort((one, other) => one - other);
  const breaking = new Set<string>();
  const differences = new Set<string>();
  const dateForms = new Set<string>();
  for (const { headers, body } of succeeded) {
    const type = headers['content-type'];
    if (type === undefined) differences.add('the response has no content type');
    else if (!/[/+]json\b/i.test(String(type))) breaking.add('the content type is not JSON');
    if (body === undefined) breaking.add('the response is not JSON');
    else if (errorCodeOf(body) !== undefined) breaking.add('a response with status 200 reports an error');
    else compare(operation, body, breaking, differences);
    for (const form of dateFormsIn(body)) dateForms.add(form);
  }
  return {
    operation,
    calls: observations.length,
    statuses: countEach(observations.map(({ status }) => `${status}`)),
    p50Ms: atShare(sorted, 0.5),
    p95Ms: atShare(sorted, 0.95),
    breaking: [...breaking].sort(),
    differences: [...differences].sort(),
    pageHeaders: pageHeaderNames.filter((name) => succeeded.some(({ headers }) => headers[name] !== undefined)),
    order: orderOf(operation, succeeded),
    dateForms: [...dateForms].sort(),
  };
}

/** Compares a body with the contract. Values are not part of the texts. */
function compare(operation: ReadOperation, body: unknown, breaking: Set<string>, differences: Set<string>): void {
  const unreadable = new Set<string>();
  visitResponse(operation, body, {
    value: (path, kind, value) => {
      if (!isReadable(kind, value)) unreadable.add(path);
    },
  });
  for (const { kind, path, expected, found } of driftOf(operation, body)) {
    const place = path || 'the response';
    if (kind === 'new') differences.add(`${place}: a new field`);
    else if (kind === 'gone') breaking.add(`${place}: missing`);
    else (unreadable.has(path) ? breaking : differences).add(`${place}: expected ${expected}, found ${found}`);
    unreadable.delete(path);
  }
  for (const path of unreadable) breaking.add(`${path}: the text cannot be read`);
}

function orderOf(operation: ReadOperation, observations: readonly Observation[]): OperationFindings['order'] {
  const order = orders[operation];
  if (!order) return null;
  const [field, direction] = order;
  const lists = observations
    .map(({ body }) => itemsOf(body).flatMap((item) => sortKey(item[field]) ?? []))
    .filter((keys) => keys.length > 1);
  if (lists.length === 0) return null;
  const isOrdered = lists.every((keys) =>
    keys.every((key, index) => index === 0 || compareKeys(keys[index - 1] ?? key, key) * direction <= 0),
  );
  return isOrdered ? 'as documented' : 'not as documented';
}

function sortKey(value: unknown): number | string | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  return /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(hasZone(value) ? value : `${value}Z`) : value;
}

function compareKeys(one: number | string, other: number | string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), 'en');
}

function hasZone(date: string): boolean {
  return /(Z|[+-]\d\d:\d\d)$/.test(date);
}

function dateFormsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(dateFormsIn);
  if (isObject(value)) return Object.values(value).flatMap(dateFormsIn);
  const [date, fraction = '', zone = ''] =
    typeof value === 'string' ? (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(value) ?? []) : [];
  if (date === undefined) return [];
  if (date.startsWith('0001-01-01')) return ['0001-01-01 for "none"'];
  const digits = fraction === '' ? 'no fraction' : `${fraction.length - 1} fractional digits`;
  return [`${zone === '' ? 'without a zone' : zone === 'Z' ? 'Z' : 'an offset'}, ${digits}`];
}

/** The codes in all responses, by table and number. */
export function codesIn(observations: readonly Observation[], supplied: Partial<CodeTables> = {}): SeenCode[] {
  const seen = new Map<string, SeenCode>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [field, inner] of Object.entries(value)) {
      const table = codeFields[field];
      if (table && typeof inner === 'number') {
        const name = supplied[table]?.[inner] ?? defaultCodes[table][inner] ?? null;
        seen.set(`${table} ${inner}`, { table, code: inner, name });
      } else visit(inner);
    }
  };
  for (const { body } of observations) visit(withoutSessions(body));
  const tables = Object.keys(codeNames);
  return [...seen.values()].sort(
    (one, other) => tables.indexOf(one.table) - tables.indexOf(other.table) || one.code - other.code,
  );
}

/** The fields of a student session are not published, so their numbers are not known to be codes. */
function withoutSessions(body: unknown): unknown {
  return isObject(body) ? { ...body, sessions: undefined } : body;
}

function countEach(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** A percentile of sorted numbers, rounded. */
function atShare(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? null : Math.round(value);
}
