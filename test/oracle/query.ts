import type { GraphQLResolveInfo } from 'graphql';
import { connection } from './connection.ts';
import { failed, orNull } from './failure.ts';
import {
  assignment,
  assignmentStatus,
  type Context,
  catalog,
  catalogs,
  category,
  categorySyllabi,
  cmiData,
  customFieldValues,
  enrollmentOfDetails,
  findCategory,
  findEnrollment,
  findEnrollmentByValues,
  kindOfSyllabus,
  organization,
  requireOrganization,
  searchedEnrollments,
  searchedSummary,
  section,
  syllabusRow,
  testAttempts,
  trainingPlan,
  user,
} from './graph.ts';
import type { Node } from './node.ts';
import { isObject, isRow, type Row } from './rest.ts';
import { selectsOnly } from './selection.ts';
import { idArgument, idIn, optionalId } from './values.ts';

// biome-ignore lint/suspicious/noExplicitAny: the schema checks the arguments
type Arguments = any;
type Resolve = (args: Arguments, context: Context, info: GraphQLResolveInfo) => unknown;

/** The fields of Query. */
export const query: Readonly<Record<string, Resolve>> = {
  syllabus: (args, context) => findSyllabus(context, idArgument(args.id)),
  section: (args, context) => findSection(context, idArgument(args.id)),
  sections: ({ ids }, context) => {
    if (ids.length > 1000) throw failed('BAD_USER_INPUT', 'Too many ids');
    return ids.map(async (id: string) => findSection(context, idArgument(id)));
  },
  sectionByProduct: async (args, context) => {
    const row = await orNull(one(context, 'GetSection', { product_id: idArgument(args.productId) }));
    return row && section(context, String(idIn(row, 'syllabus_id')), row);
  },
  trainingPlan: (args, context) => findTrainingPlan(context, idArgument(args.id)),
  trainingPlanByProduct: async (args, context) => {
    const row = await orNull(one(context, 'GetTrainingPlan', { product_id: idArgument(args.productId) }));
    return row && trainingPlan(context, String(idIn(row, 'syllabus_id')), row);
  },
  category: async (args, context) => {
    const [id, catalogId] = [idArgument(args.id), idArgument(args.catalogId)];
    const row = await orNull(findCategory(context, id, catalogId));
    return row && category(context, id, catalogId, row);
  },
  user: (args, context) => user(context, idArgument(args.id)),
  catalogs: (args, context, info) => catalogs(context, args, info, () => idArgument(args.groupId)),
  catalog: (args, context) => findCatalog(context, idArgument(args.id)),
  organization: async ({ id, shortName }, context) => {
    const hasId = id !== undefined && id !== null;
    if (hasId === (shortName !== undefined && shortName !== null))
      throw failed('BAD_USER_INPUT', 'Either an id or a short name is required');
    if (hasId) return organization(context, idArgument(id));
    const { items } = await context.rest.page(
      'GetOrganizations',
      { org_short_name: shortName },
      { first: 100_000, offset: 0 },
    );
    const rows = items.filter(isRow);
    const row = rows.find((item) => String(item.short_name).toLowerCase() === shortName.toLowerCase());
    return row ? organization(context, String(idIn(row, 'org_id')), row) : null;
  },
  assignment: (args, context) => findAssignment(context, idArgument(args.id)),
  assignmentStatuses: (args, context, info) =>
    connection(
      args,
      info,
      async (window) => {
        const { enrollmentId, subscriptionId, sectionId } = args;
        const parameters = {
          ...enrollmentOrBoth({ enrollmentId }, { subscriptionId, sectionId }),
          assignment_id: optionalId(args.assignmentId),
        };
        return context.rest.page('GetAssignmentStatuses', parameters, window);
      },
      (row) => assignmentStatus(context, row, optionalId(args.sectionId) ?? null, context.organizationId),
    ),
  testAttempts: (args, context, info) => testAttempts(context, args, info, () => idsOfAttempts(args)),
  cmiData: (args, context, info) => cmiData(context, args, info, () => idsOfAttempts(args)),
  categorySyllabi: (args, context, info) => categorySyllabi(context, args, info, () => idArgument(args.categoryId)),
  certificate: async (args, context) => {
    const row = await orNull(one(context, 'GetCertificateUrl', { enrollment_id: idArgument(args.enrollmentId) }));
    return row && { row: () => row };
  },
  customEnrollmentFieldValues: ({ enrollmentId, subscriptionId, syllabusId, key }, context) => {
    const { subscription_id, ...ids } = enrollmentOrBoth({ enrollmentId }, { subscriptionId, syllabusId });
    return customFieldValues(context, { ...ids, subscriber_id: subscription_id, key });
  },
  enrollments: (args, context, info) => searchedEnrollments(context, args, info),
  enrollmentSummary: (args, context) => searchedSummary(context, args),
  sectionEnrollments: (args, context, info) => detailedEnrollments('SectionEnrollment', args, context, info),
  trainingPlanEnrollments: (args, context, info) => detailedEnrollments('TrainingPlanEnrollment', args, context, info),
  enrollment: async (args, context, info) => {
    const id = idArgument(args.id);
    optionalId(args.organizationId);
    if (selectsOnly(info, ['id', 'customFieldValues'])) return orNull(findEnrollmentByValues(context, id));
    return orNull(findEnrollment(context, id, requireOrganization(context, args.organizationId)));
  },
  _entities: ({ representations }, context) =>
    representations.map(async (representation: unknown) => {
      if (!isObject(representation)) throw failed('BAD_USER_INPUT', 'A representation is not an object');
      const found = await entity(context, representation);
      return found && { ...found, typename: found.typename ?? (() => String(representation.__typename)) };
    }),
};

function idsOfAttempts({ enrollmentId, assignmentId }: Arguments) {
  return { enrollment_id: idArgument(enrollmentId), assignment_id: idArgument(assignmentId) };
}

/** Either an enrollment, or the two ids that name one together. */
function enrollmentOrBoth(
  { enrollmentId }: { enrollmentId: unknown },
  others: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const isGiven = (value: unknown) => value !== undefined && value !== null;
  const given = Object.values(others).filter(isGiven).length;
  if (isGiven(enrollmentId) ? given > 0 : given < 2) throw failed('BAD_USER_INPUT', 'Either one id or both others');
  const ids = { enrollmentId, ...others };
  return Object.fromEntries(
    Object.entries(ids).map(([name, value]) => [name.replace(/Id$/, '_id'), optionalId(value)]),
  );
}

async function entity(context: Context, representation: Row): Promise<Node | null> {
  const id = () => {
    if (representation.id === undefined) throw failed('BAD_USER_INPUT', 'The id is missing');
    return idArgument(representation.id);
  };
  switch (representation.__typename) {
    case 'Section':
      return findSection(context, id());
    case 'TrainingPlan':
      return findTrainingPlan(context, id());
    case 'Syllabus':
      return findSyllabus(context, id());
    case 'Catalog':
      return findCatalog(context, id());
    case 'Assignment':
      return findAssignment(context, id());
    case 'User':
      return user(context, id());
    case 'Organization':
      return organization(context, id());
    case 'Category': {
      const { catalog: of } = representation;
      if (!isObject(of)) throw failed('BAD_USER_INPUT', 'The catalog is missing');
      const catalogId = idArgument(of.id);
      const categoryId = id();
      const row = await orNull(findCategory(context, categoryId, catalogId));
      return row && category(context, categoryId, catalogId, row);
    }
    case 'Enrollment':
    case 'SectionEnrollment':
    case 'TrainingPlanEnrollment': {
      const { __typename: typename } = representation;
      const expected = typename === 'Enrollment' ? undefined : typename;
      const found = await orNull(findEnrollment(context, id(), requireOrganization(context, null), expected));
      const isWanted = expected === undefined || (await found?.typename?.()) === expected;
      return isWanted ? found : null;
    }
    default:
      throw failed('BAD_USER_INPUT', 'This is not an entity');
  }
}

async function findSyllabus(context: Context, id: string): Promise<Node | null> {
  const kind = await orNull(kindOfSyllabus(context, id));
  return kind && (kind === 'Section' ? findSection(context, id) : findTrainingPlan(context, id));
}

async function findSection(context: Context, id: string): Promise<Node | null> {
  const row = await orNull(syllabusRow(context, 'Section', id));
  return row && section(context, id, row);
}

async function findTrainingPlan(context: Context, id: string): Promise<Node | null> {
  const row = await orNull(syllabusRow(context, 'TrainingPlan', id));
  return row && trainingPlan(context, id, row);
}

async function findCatalog(context: Context, id: string): Promise<Node | null> {
  const row = await orNull(one(context, 'GetCatalog', { catalog_id: id }));
  return row && catalog(context, id, row);
}

async function findAssignment(context: Context, id: string): Promise<Node | null> {
  const row = await orNull(one(context, 'GetAssignment', { assignment_id: id }));
  return row && assignment(context, id, row);
}

async function one({ rest }: Context, operation: string, parameters: Record<string, unknown>): Promise<Row> {
  const row = await rest.one(operation, parameters);
  if (!row) throw failed('UPSTREAM_ERROR', `${operation}: null`);
  return row;
}

function detailedEnrollments(
  kind: 'SectionEnrollment' | 'TrainingPlanEnrollment',
  args: Arguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const { organizationId, subscriptionId, userId, syllabusId, enrollmentId, syllabusUniqueName } = args.filter;
  return connection(
    args,
    info,
    async (window) => {
      const parameters = {
        subscriber_id: optionalId(subscriptionId),
        user_id: optionalId(userId),
        syllabus_id: optionalId(syllabusId),
        enrollment_id: optionalId(enrollmentId),
        syllabus_unique_name: syllabusUniqueName ?? undefined,
      };
      if (Object.values(parameters).every((value) => value === undefined))
        throw failed('BAD_USER_INPUT', 'A condition is required');
      if (parameters.user_id && parameters.subscriber_id)
        throw failed('BAD_USER_INPUT', 'userId and subscriptionId exclude each other');
      const isUserAlone = kind === 'SectionEnrollment' && parameters.user_id && !parameters.syllabus_unique_name;
      const needsOrganization = parameters.syllabus_id || parameters.enrollment_id || isUserAlone;
      const org_id = needsOrganization ? requireOrganization(context, organizationId) : optionalId(organizationId);
      const operation = kind === 'SectionEnrollment' ? 'GetSectionEnrollments' : 'GetTrainingPlanEnrollments';
      return context.rest.page(operation, { org_id, ...parameters }, window);
    },
    (row) => enrollmentOfDetails(context, kind, row, optionalId(organizationId) ?? context.organizationId),
  );
}
