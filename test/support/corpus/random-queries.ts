import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { type Fault, wellKnown } from '../../../src/sandbox/http/server.ts';
import { createRandom, type Random } from '../../../src/sandbox/world/random.ts';
import type { OperationRequest } from './operation-request.ts';

const idsByField: Record<string, string> = {
  section: wellKnown.sectionId,
  syllabus: wellKnown.trainingPlanId,
  trainingPlan: wellKnown.trainingPlanId,
  catalog: wellKnown.catalogId,
  category: wellKnown.categoryId,
  user: wellKnown.userId,
  organization: wellKnown.organizationId,
  assignment: wellKnown.assignmentId,
  enrollment: wellKnown.enrollmentId,
  customEnrollmentFields: wellKnown.customFieldId,
};
const valuesByArgument: Record<string, unknown> = {
  organizationId: wellKnown.organizationId,
  groupId: wellKnown.organizationId,
  userId: wellKnown.userId,
  sectionId: wellKnown.sectionId,
  syllabusId: wellKnown.sectionId,
  assignmentId: wellKnown.assignmentId,
  catalogId: wellKnown.catalogId,
  productId: wellKnown.sectionProductId,
  ids: [wellKnown.sectionId, '99999999-9999-4999-8999-999999999999'],
  from: '2025-01-01T00:00:00Z',
  to: '2026-01-01T02:00:00+02:00',
  withinDays: 90,
  period: { after: '2020-01-01T00:00:00Z' },
  limit: 1000,
  subscriptionId: '0b000000-0000-4000-8000-000000000001',
  elements: ['cmi.core.score.raw'],
  key: wellKnown.customFieldKey,
  representations: [
    { __typename: 'Section', id: wellKnown.sectionId },
    { __typename: 'Assignment' },
    { __typename: 'Enrollment', id: wellKnown.enrollmentId },
  ],
};
const filters: Record<string, object> = {
  EnrollmentFilter: { userIds: [wellKnown.userId], organizationIds: [wellKnown.organizationId] },
  SectionEnrollmentFilter: { userId: wellKnown.userId },
  TrainingPlanEnrollmentFilter: { userId: wellKnown.userId, organizationId: wellKnown.organizationId },
  UserEnrollmentFilter: { enrolledAt: { after: '2020-01-01T00:00:00Z', before: null } },
  OrganizationEnrollmentFilter: { userIds: [wellKnown.userId.toUpperCase()] },
};
/** Values that some argument refuses. */
const wrongValues = [null, 'nonsense', 0, -1, 1001, 1.5, 2 ** 31, true, [], {}, '', 'UNKNOWN'];

const pageSizes: readonly (number | null)[] = [1, 2, 3, 3, null];

/** Faults that do not depend on which objects a call loads: plans load more of them in one call than graphql-js. */
const faults: readonly Fault[] = [
  { kind: 'status', status: 403, operation: 'GetSections' },
  { kind: 'status', status: 403, operation: 'SearchEnrollments' },
  { kind: 'status', status: 403, operation: 'GetCatalogs' },
  { kind: 'status', status: 403, operation: 'GetOrganizations' },
  { kind: 'errorCode', code: 5, operation: 'GetTrainingPlan' },
  { kind: 'errorCode', code: 5, item: 1, operation: 'GetAssignments' },
  { kind: 'errorCode', code: 5, item: 0, operation: 'GetCatalogSyllabi' },
  { kind: 'errorCode', code: 5, item: 0, operation: 'GetSectionEnrollments' },
  { kind: 'warnings', messages: ['Check this.'], item: 0, operation: 'GetCatalogs' },
  { kind: 'warnings', messages: ['Check that.'], item: 1, operation: 'GetTrainingPlanEnrollments' },
  { kind: 'warnings', messages: ['Check all.'], operation: 'GetAssignment' },
];

/** A valid value of an argument, or undefined to leave it out. */
export type ArgumentValue = (
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  random: Random,
) => unknown;

interface RandomQueriesOptions {
  seed: number;
  /** True if they have `@defer` and `@stream`. */
  isDivided: boolean;
  /** The sizes of pages. */
  sizes?: readonly (number | null)[];
  argumentValue?: ArgumentValue;
}

/**
 * Queries made at random from a schema: aliases, fragments, variables, directives, and arguments of which some are
 * invalid. They are the same for the same seed.
 */
export function randomQueries(
  schema: GraphQLSchema,
  count: number,
  { seed, isDivided, sizes = pageSizes, argumentValue = wellKnownValues(sizes) }: RandomQueriesOptions,
): OperationRequest[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => randomQuery(schema, random, index, isDivided, argumentValue));
}

function randomQuery(
  schema: GraphQLSchema,
  random: Random,
  index: number,
  isDivided: boolean,
  argumentValue: ArgumentValue,
): OperationRequest {
  const definitions = new Map([
    ['yes', 'Boolean = true'],
    ['no', 'Boolean!'],
  ]);
  const variables: Record<string, unknown> = { no: false };
  const fragments: string[] = [];
  let names = 0;

  const selection = (type: GraphQLNamedType, depth: number): string => {
    const fields = fieldsOf(type).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
    const parts = Array.from({ length: random.number(1, 4) }, () => part(type, fields, depth));
    return `{ ${[...parts, ...(random.chance(30) ? [random.pick(parts)] : [])].join(' ')} }`;
  };

  const part = (type: GraphQLNamedType, fields: readonly GraphQLField<unknown, unknown>[], depth: number): string => {
    if (isUnionType(type) && depth > 0 && random.chance(80)) return fragment(type, depth);
    if (fields.length === 0 || random.chance(10)) return `${random.chance(30) ? 'kind: ' : ''}__typename${directive()}`;
    if (depth > 0 && random.chance(20)) return fragment(type, depth);
    const field = random.pick(fields);
    const named = getNamedType(field.type);
    const args = field.args.flatMap((argument) => argumentText(field, argument) ?? []);
    names += 1;
    const alias = args.length > 0 || random.chance(20) ? `a${names}: ` : '';
    const below = isCompositeType(named) ? ` ${selection(named, depth - 1)}` : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive()}${field.name === 'nodes' ? stream() : ''}${below}`;
  };

  const fragment = (type: GraphQLNamedType, depth: number): string => {
    const condition = isAbstractType(type)
      ? random.pick([type, ...schema.getPossibleTypes(type)])
      : isObjectType(type)
        ? random.pick([type, ...type.getInterfaces()])
        : type;
    if (random.chance(50))
      return `... ${random.chance(80) || condition !== type ? `on ${condition.name}` : ''}${directive()}${defer()} ${selection(condition, depth - 1)}`;
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${condition.name} ${selection(condition, depth - 1)}`;
    return `...${name}${directive()}${defer()}`;
  };

  const directive = (): string => {
    if (!random.chance(15)) return '';
    return ` @${random.pick(['include', 'skip'])}(if: ${random.pick(['true', 'false', '$yes', '$no'])})`;
  };

  const defer = (): string =>
    isDivided && random.chance(60) ? random.pick([' @defer', ' @defer(if: $yes)', ' @defer(if: $no)']) : '';

  const stream = (): string => (isDivided && random.chance(50) ? ` @stream(initialCount: ${random.number(0, 2)})` : '');

  const argumentText = (field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): string | null => {
    const isRequired = isRequiredArgument(argument) || (field.name === 'organization' && argument.name === 'id');
    const isOmitted = !isRequired && argument.name !== 'first' && random.chance(75);
    if (isOmitted || (field.name === 'organization' && argument.name === 'shortName')) return null;
    const isWrong = random.chance(3);
    const value = isWrong ? random.pick(wrongValues) : argumentValue(field, argument, random);
    if (value === undefined) return null;
    if (!random.chance(40)) return `${argument.name}: ${literal(value, getNamedType(argument.type))}`;
    names += 1;
    const name = `v${names}`;
    const hasDefault = argument.defaultValue !== undefined && random.chance(50);
    definitions.set(name, `${argument.type}${hasDefault ? ` = ${random.number(1, 3)}` : ''}`);
    if (!hasDefault || random.chance(50)) variables[name] = value;
    return `${argument.name}: $${name}`;
  };

  const root = schema.getQueryType() as GraphQLNamedType;
  const body = Array.from({ length: random.number(1, 2) }, () => part(root, fieldsOf(root), 4)).join(' ');
  const operation = `query Q${index} (${[...definitions].map(([name, type]) => `$${name}: ${type}`).join(', ')}) { used: __typename @include(if: $yes) @skip(if: $no) ${body} }`;
  if (!isDivided && random.chance(5)) variables.yes = null;
  if (random.chance(3)) delete variables.no;
  const isOneOfMany = random.chance(10);
  const name = random.pick(
    isOneOfMany
      ? [`Q${index}`, `Q${index}`, 'Other', 'Missing', '']
      : [`Q${index}`, '', null, 'omitted', 'omitted', 'omitted'],
  );
  return {
    title: `random query ${index}${isDivided ? ' in parts' : ''}`,
    isDivided,
    parameters: {
      query: [operation, ...(isOneOfMany ? ['query Other { __typename }'] : []), ...fragments].join(' '),
      variables,
      ...(name !== 'omitted' && { operationName: name }),
    },
    faults: !isDivided && random.chance(30) ? [random.pick(faults), random.pick(faults)] : [],
  };
}

function fieldsOf(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).filter(({ name }) => name !== '_service');
}

function wellKnownValues(sizes: readonly (number | null)[]): ArgumentValue {
  return (field, argument, random) => {
    const type = getNamedType(argument.type);
    if (argument.name === 'first') return random.pick(sizes);
    if (argument.name === 'id') return idsByField[field.name] ?? random.id();
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    return filters[type.name] ?? valuesByArgument[argument.name];
  };
}

/** A value as it is written in a query. */
function literal(value: unknown, type: GraphQLNamedType): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, type)).join(', ')}]`;
  if (typeof value === 'string' && isEnumType(type)) return value || '""';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = isInputObjectType(type) ? type.getFields() : {};
  const entries = Object.entries(value).map(
    ([name, inner]) => `${name}: ${literal(inner, fields[name] ? getNamedType(fields[name].type) : type)}`,
  );
  return `{ ${entries.join(', ')} }`;
}
