import type { GraphQLResolveInfo } from 'graphql';
import { connection, type ListArguments } from './connection.ts';
import { type Failure, failed, orNull } from './failure.ts';
import { type Node, once } from './node.ts';
import { isObject, isRow, type Parameters, type Rest, type Row } from './rest.ts';
import { type Counted, isWithin, summary } from './summary.ts';
import { type CodeNames, documentedCodes, idArgument, idIn, optionalId, readDate } from './values.ts';

/** What a query is answered with. */
export interface Context {
  rest: Rest;
  /** The organization of the header, or else the gateway's default. */
  organizationId: string | undefined;
  codes: CodeNames;
}

// biome-ignore lint/suspicious/noExplicitAny: the schema checks the arguments
type Arguments = any;
type EnrollmentKind = 'SectionEnrollment' | 'TrainingPlanEnrollment';
type SyllabusKind = 'Section' | 'TrainingPlan';

const maximumOfAll = { first: 100_000, offset: 0 };

/** The one row of an operation. Throws NOT_FOUND if there is none. */
async function rowOf({ rest }: Context, operation: string, parameters: Parameters): Promise<Row> {
  const row = await rest.one(operation, parameters);
  if (!row) throw failed('NOT_FOUND', `${operation}: null`);
  return row;
}

export function requireOrganization(context: Context, organizationId: unknown): string {
  const id = optionalId(organizationId) ?? context.organizationId;
  if (!id) throw failed('BAD_USER_INPUT', 'An organization is required');
  return id;
}

/* Syllabi */

const syllabusOperations = {
  Section: { operation: 'GetSection', parameter: 'syllabus_id' },
  TrainingPlan: { operation: 'GetTrainingPlan', parameter: 'training_plan_id' },
} as const;

export function syllabusRow(context: Context, kind: SyllabusKind, id: string): Promise<Row> {
  const { operation, parameter } = syllabusOperations[kind];
  return rowOf(context, operation, { [parameter]: id });
}

/** What a syllabus is. That one operation does not know it proves nothing. */
export async function kindOfSyllabus(context: Context, id: string): Promise<SyllabusKind> {
  const code = await syllabusRow(context, 'Section', id).then(
    () => null,
    (error: Failure) => error.code,
  );
  if (code === null) return 'Section';
  if (code !== 'NOT_FOUND' && code !== 'FORBIDDEN') throw failed(code, `The section ${id}`);
  try {
    await syllabusRow(context, 'TrainingPlan', id);
    return 'TrainingPlan';
  } catch (error) {
    // A syllabus that the caller may not see is one of the two.
    if (code === 'FORBIDDEN' && (error as Failure).code === 'NOT_FOUND') return 'Section';
    throw code === 'FORBIDDEN' ? failed(code, `The section ${id}`) : error;
  }
}

/** A section or training plan that something refers to. `known` is what is known of it without a look-up. */
export function syllabus(context: Context, id: string, kind: () => Promise<SyllabusKind>, known: Row = {}): Node {
  const typename = once(kind);
  const loaded = once(async () => syllabusRow(context, await typename(), id));
  return {
    id,
    typename,
    row: (field) => (field in known ? known : loaded()),
    ...sectionFields(context, id),
    description: async () => {
      const isSection = (await typename()) === 'Section';
      const row = isSection
        ? await rowOf(context, 'GetSectionDescription', { section_id: id })
        : await rowOf(context, 'GetTrainingPlanDescription', { training_plan_id: id });
      return row.description ?? null;
    },
    organization: async () => organizationIn(context, await loaded(), 'org_id'),
    enrollmentSummary: (args: Arguments) => rosterSummary(context, args, id, typename),
    enrollments: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(
        args,
        info,
        async (window) => {
          const operation = detailOperations[enrollmentOf(await typename())];
          const organizationId = requireOrganization(context, args.organizationId);
          const parameters = { org_id: organizationId, syllabus_id: id, user_id: optionalId(args.userId) };
          return context.rest.page(operation, parameters, window);
        },
        (row) =>
          enrollmentOfDetails(
            context,
            info.parentType.name === 'Section' ? 'SectionEnrollment' : 'TrainingPlanEnrollment',
            row,
            optionalId(args.organizationId) ?? context.organizationId,
          ),
      ),
  };
}

function sectionFields(context: Context, id: string): Node {
  return {
    objectives: async () => (await rowOf(context, 'GetSectionObjectives', { section_id: id })).objectives ?? null,
    assignments: (args: ListArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(
        args,
        info,
        (window) => context.rest.page('GetAssignments', { section_id: id }, window),
        (row) => assignment(context, String(idIn(row, 'assignment_id')), row, id),
      ),
    studentSessions: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      studentSessions(
        context,
        args,
        info,
        () => idArgument(args.userId),
        () => id,
      ),
  };
}

export function section(context: Context, id: string, known?: Row): Node {
  return syllabus(context, id, async () => 'Section', known);
}

export function trainingPlan(context: Context, id: string, known?: Row): Node {
  return syllabus(context, id, async () => 'TrainingPlan', known);
}

function enrollmentOf(kind: SyllabusKind): EnrollmentKind {
  return kind === 'Section' ? 'SectionEnrollment' : 'TrainingPlanEnrollment';
}

/* Enrollments */

const detailOperations = {
  SectionEnrollment: 'GetSectionEnrollments',
  TrainingPlanEnrollment: 'GetTrainingPlanEnrollments',
} as const;

/** An enrollment of which only the custom field values are asked for: they need no organization. */
export async function findEnrollmentByValues(context: Context, id: string): Promise<Node> {
  const values = await customFieldValues(context, { enrollment_id: id }).catch((error: Failure) => error);
  if (values instanceof Error && values.code === 'NOT_FOUND') throw values;
  return { id, customFieldValues: values };
}

/** An enrollment by its id. Three operations show enrollments, each with its own permission: any of them will do. */
export async function findEnrollment(
  context: Context,
  id: string,
  organizationId: string,
  expected?: EnrollmentKind,
): Promise<Node> {
  try {
    const { kind, row } = await anyDetails(context, id, organizationId, expected);
    return enrollmentOfDetails(context, kind, row, organizationId);
  } catch (error) {
    if (!isWithoutData(error)) throw error;
    const parameters = { org_ids: [organizationId], enrollment_ids: [id] };
    const search = context.rest.page('SearchEnrollments', parameters, { first: 1, offset: 0 });
    const [item] = await search.then(
      ({ items }) => items,
      () => [],
    );
    if (!item) throw error;
    if (!isRow(item)) throw item;
    return enrollmentOfSearch(context, item, [organizationId]);
  }
}

/** True if a response has no data: the call was refused or failed. Another operation may know more. */
function isWithoutData(error: unknown): boolean {
  return ['FORBIDDEN', 'BAD_USER_INPUT', 'UPSTREAM_ERROR'].includes((error as Failure).code);
}

/**
 * The details by the operation that shows the enrollment, the operation of the expected kind first. If none shows it,
 * the first that gave no answer is the error.
 */
async function anyDetails(
  context: Context,
  id: string,
  organizationId: string,
  expected: EnrollmentKind = 'SectionEnrollment',
) {
  const other: EnrollmentKind = expected === 'SectionEnrollment' ? 'TrainingPlanEnrollment' : 'SectionEnrollment';
  let failure: unknown = null;
  for (const kind of [expected, other]) {
    try {
      return { kind, row: await details(context, kind, id, organizationId) };
    } catch (error) {
      const isMissing = (error as Failure).code === 'NOT_FOUND';
      if (!isMissing && !isWithoutData(error)) throw failure ?? error;
      if (!isMissing || kind === other) failure ??= error;
    }
  }
  throw failure;
}

async function details(context: Context, kind: EnrollmentKind, id: string, organizationId: string): Promise<Row> {
  const parameters = { org_id: organizationId, enrollment_id: id };
  const { items } = await context.rest.page(detailOperations[kind], parameters, { first: 1, offset: 0 });
  const [item] = items;
  if (!item) throw failed('NOT_FOUND', `There is no ${kind} ${id}`);
  if (!isRow(item)) throw item;
  return item;
}

/** An enrollment that a detail operation answered with. */
export function enrollmentOfDetails(
  context: Context,
  kind: EnrollmentKind,
  row: Row,
  organizationId: string | undefined,
): Node {
  const syllabusId = String(idIn(row, 'syllabus_id'));
  const embedded = isObject(row.section) ? row.section : undefined;
  const target = () =>
    kind === 'SectionEnrollment' ? section(context, syllabusId, embedded) : trainingPlan(context, syllabusId);
  return {
    ...enrollmentFields(context, row, () => organizationId),
    typename: () => kind,
    row: () => row,
    syllabus: target,
    section: target,
    trainingPlan: target,
  };
}

/** The fields that a search answers with. */
const searchFields = new Set([
  'enrollment_id',
  'enrollment_date',
  'start_date',
  'syllabus_id',
  'result',
  'phase',
  'user_id',
]);

/** An enrollment that a search found: it has the fields of the search, and the details need an organization. */
export function enrollmentOfSearch(context: Context, found: Row, organizationIds: readonly string[]): Node {
  const id = String(idIn(found, 'enrollment_id'));
  const syllabusId = String(idIn(found, 'syllabus_id'));
  const organizationId = () => organizationIds[0] ?? context.organizationId;
  const anyKind = once(() => anyDetails(context, id, requireOrganization(context, organizationId())));
  const typename = once(async (): Promise<EnrollmentKind> => {
    try {
      return enrollmentOf(await kindOfSyllabus(context, syllabusId));
    } catch (error) {
      const isMissing = (error as Failure).code === 'NOT_FOUND';
      if ((!isMissing && !isWithoutData(error)) || organizationId() === undefined) throw error;
      return anyKind().then(
        ({ kind }) => kind,
        (other) => {
          throw isMissing && other.code !== 'NOT_FOUND' ? other : error;
        },
      );
    }
  });
  const loaded = once(async () => {
    const organization = requireOrganization(context, organizationId());
    return details(context, await typename(), id, organization);
  });
  const target = () =>
    syllabus(context, syllabusId, async () =>
      (await typename()) === 'SectionEnrollment' ? 'Section' : 'TrainingPlan',
    );
  return {
    ...enrollmentFields(context, found, organizationId),
    typename,
    row: (field) => (searchFields.has(field) ? found : loaded()),
    syllabus: target,
    section: target,
    trainingPlan: target,
  };
}

/** The fields that all enrollments have. */
function enrollmentFields(context: Context, row: Row, organizationId: () => string | undefined): Node {
  const id = String(idIn(row, 'enrollment_id'));
  return {
    user: () => userIn(row, 'user_id', context),
    certificate: () => ({ row: once(() => rowOf(context, 'GetCertificateUrl', { enrollment_id: id })) }),
    customFieldValues: async ({ key }: Arguments) => {
      return customFieldValues(context, { enrollment_id: id, key });
    },
    assignmentStatuses: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(
        args,
        info,
        (window) => {
          const parameters = { enrollment_id: id, assignment_id: optionalId(args.assignmentId) };
          return context.rest.page('GetAssignmentStatuses', parameters, window);
        },
        (status) => assignmentStatus(context, status, idIn(row, 'syllabus_id'), organizationId()),
      ),
    testAttempts: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      testAttempts(context, args, info, () => ({ enrollment_id: id, assignment_id: idArgument(args.assignmentId) })),
    cmiData: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      cmiData(context, args, info, () => ({ enrollment_id: id, assignment_id: idArgument(args.assignmentId) })),
  };
}

/** A learner's enrollment that a status refers to. */
function enrollmentReference(context: Context, id: string, organizationId: string | undefined): Node {
  const loaded = once(() => details(context, 'SectionEnrollment', id, requireOrganization(context, organizationId)));
  const target = async () => {
    const row = await loaded();
    return section(context, String(idIn(row, 'syllabus_id')), isObject(row.section) ? row.section : undefined);
  };
  return {
    ...enrollmentFields(context, { enrollment_id: id }, () => organizationId),
    id,
    typename: () => 'SectionEnrollment',
    row: loaded,
    user: async () => userIn(await loaded(), 'user_id', context),
    syllabus: target,
    section: target,
  };
}

const filterNames: Readonly<Record<string, string>> = {
  userIds: 'user_ids',
  organizationIds: 'org_ids',
  syllabusIds: 'syllabus_ids',
  syllabusUniqueNames: 'syllabus_unique_names',
  enrollmentIds: 'enrollment_ids',
  enrolledAt: 'utc_enrolled',
  completedAt: 'utc_completed',
  lastActivityAt: 'utc_activity',
};

function requirePeriod(start: string | null | undefined, end: string | null | undefined): void {
  if (start && end && Date.parse(end) < Date.parse(start))
    throw failed('BAD_USER_INPUT', 'The end is before the start');
}

/** The parameters of a search. */
function searchParameters(
  filter: Arguments,
  own: Readonly<Record<string, readonly string[]>>,
): Record<string, unknown> {
  const sent: Record<string, unknown> = { ...own };
  for (const [name, value] of Object.entries(filter ?? {})) {
    const wire = filterNames[name] ?? name;
    if (value === null) continue;
    if (Array.isArray(value)) {
      if (value.length === 0) throw failed('BAD_USER_INPUT', `${name} is empty`);
      sent[wire] = name.endsWith('Ids') ? value.map(idArgument) : value;
      continue;
    }
    const { after, before } = value as { after?: string | null; before?: string | null };
    requirePeriod(after, before);
    sent[`${wire}_after`] = after;
    sent[`${wire}_before`] = before;
  }
  if (!sent.user_ids && !sent.org_ids) throw failed('BAD_USER_INPUT', 'A user or an organization is required');
  return sent;
}

function organizationsIn({ org_ids }: Record<string, unknown>): readonly string[] {
  return (org_ids as string[] | undefined) ?? [];
}

/** A list of enrollments that a search finds. */
export function searchedEnrollments(
  context: Context,
  args: Arguments,
  info: GraphQLResolveInfo,
  own: Readonly<Record<string, readonly string[]>> = {},
) {
  const parameters = once(() => searchParameters(args.filter, own));
  return connection(
    args,
    info,
    async (window) => context.rest.page('SearchEnrollments', parameters(), window),
    (row) => enrollmentOfSearch(context, row, organizationsIn(parameters())),
  );
}

/** Maximum number of users, or of sections and training plans, whose dates are read. */
const mostDateReads = 50;

/** The numbers of the enrollments that a search finds. It shows no dates, so each enrollment is looked up. */
export function searchedSummary(
  context: Context,
  args: Arguments,
  own: Readonly<Record<string, readonly string[]>> = {},
): Node {
  const parameters = searchParameters(args.filter, own);
  const list: Counted = {
    read: (window) => context.rest.page('SearchEnrollments', parameters, window),
    expirations: async (rows) => {
      const distinct = (field: string) => new Set(rows.map((row) => idIn(row, field))).size;
      if (Math.min(distinct('user_id'), distinct('syllabus_id')) > mostDateReads)
        throw failed('BAD_USER_INPUT', 'Too many enrollments have to be looked up');
      const nodes = rows.map((row) => enrollmentOfSearch(context, row, organizationsIn(parameters)));
      const dates: (string | null)[] = [];
      for (const node of nodes) dates.push(dateIn(await node.row?.('expiration_date'), 'expiration_date'));
      return dates;
    },
    completed: async ({ after, before }, count) => {
      const both = [
        ['utc_completed_after', after, 1],
        ['utc_completed_before', before, -1],
      ] as const;
      const narrowed = { ...parameters };
      for (const [name, date, sign] of both) {
        const other = parameters[name];
        const isNarrower = typeof other !== 'string' || sign * (Date.parse(String(date)) - Date.parse(other)) > 0;
        if (date && isNarrower) narrowed[name] = date;
      }
      const { rows, gap } = await count((window) => context.rest.page('SearchEnrollments', narrowed, window));
      if (gap !== null) throw failed('UPSTREAM_ERROR', `Not all were counted: ${gap}`);
      return rows.length;
    },
  };
  return summary(context, args.limit, list);
}

/** The numbers of the enrollments in a section or a training plan. The roster shows all dates. */
function rosterSummary(context: Context, args: Arguments, syllabusId: string, kind: () => Promise<SyllabusKind>): Node {
  const parameters = {
    org_id: requireOrganization(context, args.organizationId),
    syllabus_id: syllabusId,
    user_id: optionalId(args.userId),
  };
  const read: Counted['read'] = async (window) =>
    context.rest.page(detailOperations[enrollmentOf(await kind())], parameters, window);
  return summary(context, args.limit, {
    read,
    expirations: async (rows) => rows.map((row) => dateIn(row, 'expiration_date')),
    completed: async (period, count) =>
      (await count(read)).rows.filter((row) => isWithin(dateIn(row, 'completion_date'), period)).length,
  });
}

/** The date in a field of a row, or null. */
function dateIn(row: Row | undefined, field: string): string | null {
  const value = row?.[field];
  return value === undefined || value === null ? null : readDate(value);
}

/* Users and sessions */

export function user(context: Context, id: string): Node {
  return {
    id,
    enrollments: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      searchedEnrollments(context, args, info, { user_ids: [id] }),
    enrollmentSummary: (args: Arguments) => searchedSummary(context, args, { user_ids: [id] }),
    studentSessions: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      studentSessions(
        context,
        args,
        info,
        () => id,
        () => optionalId(args.sectionId),
      ),
  };
}

function userIn(row: Row, field: string, context: Context): Node | null {
  const id = idIn(row, field);
  return id === null ? null : user(context, id);
}

function studentSessions(
  context: Context,
  args: Arguments,
  info: GraphQLResolveInfo,
  userId: () => string,
  sectionId: () => string | undefined,
) {
  return connection(
    args,
    info,
    async (window) => {
      const parameters = {
        user_id: userId(),
        org_id: requireOrganization(context, args.organizationId),
        section_id: sectionId(),
        from_date: args.from,
        to_date: args.to,
      };
      requirePeriod(args.from, args.to);
      return context.rest.page('GetStudentSessions', parameters, window);
    },
    (data) => {
      const organizationId = requireOrganization(context, args.organizationId);
      const inSection = sectionId();
      return {
        userId: userId(),
        user: () => user(context, userId()),
        organizationId,
        organization: () => organization(context, organizationId),
        section: () => (inSection === undefined ? null : section(context, inSection)),
        data,
      };
    },
  );
}

/* Assignments */

export function assignment(context: Context, id: string, known: Row = {}, sectionId: string | null = null): Node {
  const loaded = once(() => rowOf(context, 'GetAssignment', { assignment_id: id }));
  const isKnown = Object.keys(known).length > 0;
  return {
    id,
    row: () => (isKnown ? known : loaded()),
    section: () => {
      if (sectionId === null) throw failed('NOT_REPORTED', `The section of ${id}`);
      return section(context, sectionId);
    },
    instructions: async () =>
      (await rowOf(context, 'GetAssignmentInstructions', { assignment_id: id })).assignment_instructions ?? null,
  };
}

export function assignmentStatus(
  context: Context,
  row: Row,
  sectionId: string | null,
  organizationId: string | undefined,
): Node {
  const assignmentId = String(idIn(row, 'assignment_id'));
  const enrollmentId = String(idIn(row, 'enrollment_id'));
  const ids = { enrollment_id: enrollmentId, assignment_id: assignmentId };
  return {
    row: () => row,
    assignment: () => assignment(context, assignmentId, {}, sectionId),
    enrollment: () => enrollmentReference(context, enrollmentId, organizationId),
    user: () => userIn(row, 'user_id', context),
    academicOverrideBy: () => userIn(row, 'academic_override_admin_id', context),
    gradedBy: () => userIn(row, 'grade_given_by_id', context),
    testAttempts: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      testAttempts(context, args, info, () => ids),
    cmiData: (args: Arguments, _: unknown, info: GraphQLResolveInfo) => cmiData(context, args, info, () => ids),
  };
}

export function testAttempts(context: Context, args: Arguments, info: GraphQLResolveInfo, ids: () => Parameters) {
  return connection(
    args,
    info,
    async (window) => context.rest.page('GetTestAttempts', ids(), window),
    (attempt) => testAttempt(context, attempt),
  );
}

export function cmiData(context: Context, args: Arguments, info: GraphQLResolveInfo, ids: () => Parameters) {
  return connection(
    args,
    info,
    async (window) => {
      const { elements } = args;
      const isAllowed = elements.length > 0 && elements.length <= 1000 && !elements.includes('');
      if (!isAllowed) throw failed('BAD_USER_INPUT', 'elements');
      return context.rest.page('GetCmiData', { ...ids(), cmi_element_names: elements }, window);
    },
    (sco) => ({
      row: () => sco,
      fields: () => (Array.isArray(sco.cmi_fields) ? sco.cmi_fields.map((row: Row) => ({ row: () => row })) : null),
    }),
  );
}

function testAttempt(context: Context, row: Row): Node {
  const response = row.proctor_response_item;
  return {
    row: () => row,
    proctorResponse: () =>
      isObject(response) ? { row: () => response, user: () => userIn(response, 'proctor_user_id', context) } : null,
  };
}

/* Organizations */

/** An organization; `known` has what is known of it without a look-up. */
export function organization(context: Context, id: string, known: Row = {}): Node {
  const loaded = once(() => organizationRow(context, id));
  return {
    id,
    row: (field) => (field in known ? known : loaded()),
    enrollments: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      searchedEnrollments(context, args, info, { org_ids: [id] }),
    enrollmentSummary: (args: Arguments) => searchedSummary(context, args, { org_ids: [id] }),
    catalogs: (args: Arguments, _: unknown, info: GraphQLResolveInfo) => catalogs(context, args, info, () => id),
    customEnrollmentFields: async (args: Arguments) => {
      const parameters = { org_id: id, field_id: optionalId(args.id) };
      const list = context.rest.all('GetCustomEnrollmentFields', parameters);
      // That a field does not exist is null. Without one, it is the organization that does not exist.
      const fields = await (parameters.field_id ? orNull(list) : list);
      return fields?.map((field) => (isRow(field) ? customField(context, field, id) : field)) ?? null;
    },
    customEnrollmentFieldDefault: (args: Arguments) => {
      const syllabusId = optionalId(args.syllabusId);
      return findDefault(context, { org_id: id, field_id: idArgument(args.fieldId), syllabus_id: syllabusId });
    },
    subOrganizations: (args: Arguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(
        args,
        info,
        (window) => context.rest.page('GetOrganizations', { org_id: id }, window),
        (row) => organization(context, String(idIn(row, 'org_id')), row),
      ),
  };
}

export async function organizationRow(context: Context, id: string): Promise<Row> {
  const { items } = await context.rest.page('GetOrganizations', { org_id: id }, maximumOfAll);
  return findRow(items, 'org_id', id);
}

/** The row with an id. If it is not there, an item that could not be read may be it. */
function findRow(items: readonly (Row | Failure)[], field: string, id: string): Row {
  const found = items.filter(isRow).find((row) => idIn(row, field) === id);
  if (found) return found;
  throw items.find((item) => !isRow(item)) ?? failed('NOT_FOUND', `There is no ${field} ${id}`);
}

/** True if an item that could not be read may be about an id: it shows the id, or none at all. */
function mayShow({ item = {} }: Failure, id: string): boolean {
  const ids = Object.keys(item).flatMap((name) => (name.endsWith('_id') ? (idIn(item, name) ?? []) : []));
  return ids.length === 0 || ids.includes(id);
}

/** The organization that a row refers to, with the names that stand beside its id. */
function organizationIn(context: Context, row: Row, field: string): Node | null {
  const id = idIn(row, field);
  if (id === null) return null;
  const prefix = field.replace(/_id$/, '');
  const known: Record<string, unknown> = {};
  if (row[`${prefix}_name`]) known.name = row[`${prefix}_name`];
  if (row[`${prefix}_short_name`]) known.short_name = row[`${prefix}_short_name`];
  return organization(context, id, known);
}

/* Custom fields */

/** A custom field; `organizationId` is one that it is available to. */
function customField(context: Context, row: Row, organizationId: string | null): Node {
  const id = String(idIn(row, 'field_id'));
  const loaded = once(async () => {
    if (organizationId === null) throw failed('UPSTREAM_ERROR', 'The organization of the field is missing');
    const items = await context.rest.all('GetCustomEnrollmentFields', { org_id: organizationId });
    return findRow(items, 'field_id', id);
  });
  const isComplete = 'org_id' in row && !('default_value' in row) && !('value' in row);
  return {
    id,
    row: (field) => (isComplete || (field in row && field !== 'description') ? row : loaded()),
    organization: async () => organizationIn(context, isComplete ? row : await loaded(), 'org_id'),
    default: async (args: Arguments) => {
      const owner = optionalId(args.organizationId) ?? idIn(isComplete ? row : await loaded(), 'org_id');
      if (!owner) throw failed('UPSTREAM_ERROR', 'The organization of the field is missing');
      const parameters = { org_id: owner, field_id: id, syllabus_id: optionalId(args.syllabusId) };
      return findDefault(context, parameters);
    },
  };
}

export async function customFieldValues(context: Context, parameters: Parameters) {
  const values = await context.rest.all('GetCustomEnrollmentFieldValues', parameters);
  return values.map((value) => (isRow(value) ? customFieldValue(context, value) : value));
}

async function findDefault(context: Context, parameters: Parameters): Promise<Node | null> {
  const setting = await context.rest.one('GetDefaultCustomEnrollmentFieldSetting', parameters);
  return setting && customFieldDefault(context, setting);
}

function customFieldDefault(context: Context, row: Row): Node {
  return {
    row: () => row,
    organization: () => organizationIn(context, row, 'setting_org_id'),
    field: () => customField(context, row, idIn(row, 'field_org_id')),
  };
}

function customFieldValue(context: Context, row: Row): Node {
  return {
    row: () => row,
    organization: () => organizationIn(context, row, 'org_id'),
    inheritedFrom: () => organizationIn(context, row, 'inherited_from_org_id'),
    field: () => customField(context, row, idIn(row, 'org_id')),
  };
}

/* Catalogs */

export function catalogs(context: Context, args: Arguments, info: GraphQLResolveInfo, groupId: () => string) {
  return connection(
    args,
    info,
    async (window) => {
      const parameters = {
        group_id: groupId(),
        publishing_model: codeOf('PublishingModel', args.publishingModel),
        catalog_access_option: codeOf('CatalogAccess', args.access),
      };
      return context.rest.page('GetCatalogs', parameters, window);
    },
    (row) => catalog(context, String(idIn(row, 'catalog_id')), row),
  );
}

/** The code of an enum value that an argument gives. */
function codeOf(type: string, value: string | null | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  const [code] = Object.entries(documentedCodes[type] ?? {}).find(([, name]) => name === value) ?? [];
  if (code === undefined) throw failed('BAD_USER_INPUT', `${value} has no code`);
  return Number(code);
}

export function catalog(context: Context, id: string, known?: Row): Node {
  const loaded = once(async () => known ?? (await rowOf(context, 'GetCatalog', { catalog_id: id })));
  return {
    id,
    row: loaded,
    organization: async () => organizationIn(context, await loaded(), 'org_id'),
    owner: async () => userIn(await loaded(), 'owner_id', context),
    modifiedBy: async () => userIn(await loaded(), 'modified_by_id', context),
    description: async () => (await rowOf(context, 'GetCatalogDescription', { catalog_id: id })).description ?? null,
    creditHours: async () => (await rowOf(context, 'GetCatalogCreditHours', { catalog_id: id })).credit_hours ?? null,
    categories: (args: ListArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(
        args,
        info,
        (window) => context.rest.page('GetCategories', { catalog_id: id }, window),
        (row) => category(context, String(idIn(row, 'category_id')), id, row),
      ),
    syllabi: (args: ListArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(
        args,
        info,
        (window) => context.rest.page('GetCatalogSyllabi', { catalog_id: id }, window),
        (row) => syllabusOfCatalog(context, row),
      ),
  };
}

/** A row of a catalog's syllabi; it has the title as the name. */
function syllabusOfCatalog(context: Context, row: Row): Node {
  const id = String(idIn(row, 'syllabus_id'));
  const types: Readonly<Record<number, SyllabusKind>> = { 0: 'Section', 1: 'TrainingPlan' };
  const known = row.syllabus_name ? { title: row.syllabus_name } : {};
  return syllabus(context, id, async () => types[Number(row.syllabus_type)] ?? kindOfSyllabus(context, id), known);
}

export async function findCategory(context: Context, id: string, catalogId: string): Promise<Row> {
  const { items } = await context.rest.page('GetCategories', { catalog_id: catalogId }, maximumOfAll);
  return findRow(items, 'category_id', id);
}

export function category(context: Context, id: string, catalogId: string, known?: Row): Node {
  const loaded = once(async () => known ?? (await findCategory(context, id, catalogId)));
  return {
    id,
    row: loaded,
    catalog: () => catalog(context, catalogId),
    organization: async () => organizationIn(context, await loaded(), 'org_id'),
    parent: async () => {
      const parentId = idIn(await loaded(), 'parent_category_id');
      return parentId && category(context, parentId, catalogId);
    },
    children: async () => {
      const { items } = await context.rest.page('GetCategories', { catalog_id: catalogId }, maximumOfAll);
      return items
        .filter((item) => (isRow(item) ? idIn(item, 'parent_category_id') === id : mayShow(item, id)))
        .map((item) => (isRow(item) ? category(context, String(idIn(item, 'category_id')), catalogId, item) : item));
    },
    syllabi: (args: ListArguments, _: unknown, info: GraphQLResolveInfo) =>
      categorySyllabi(context, args, info, () => id),
  };
}

export function categorySyllabi(context: Context, args: Arguments, info: GraphQLResolveInfo, categoryId: () => string) {
  return connection(
    args,
    info,
    async (window) => context.rest.page('GetCategorySyllabi', { category_id: categoryId() }, window),
    (row) => syllabusOfCatalog(context, row),
  );
}
