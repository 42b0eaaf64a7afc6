import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { wellKnown } from '../../src/sandbox/http/server.ts';

const values: Record<string, string> = {
  organizationId: `"${wellKnown.organizationId}"`,
  userId: `"${wellKnown.userId}"`,
  sectionId: `"${wellKnown.sectionId}"`,
  productId: `"${wellKnown.sectionProductId}"`,
  enrollmentId: `"${wellKnown.enrollmentId}"`,
  assignmentId: `"${wellKnown.assignmentId}"`,
  categoryId: `"${wellKnown.categoryId}"`,
  fieldId: `"${wellKnown.customFieldId}"`,
  ids: `["${wellKnown.sectionId}"]`,
  from: '"2025-01-01T00:00:00Z"',
  to: '"2026-01-01T00:00:00Z"',
  withinDays: '30',
  period: '{ after: "2020-01-01T00:00:00Z" }',
  elements: '["cmi.core.score.raw"]',
};
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
};
const filters: Record<string, string> = {
  EnrollmentFilter: `{ userIds: ["${wellKnown.userId}"] }`,
  SectionEnrollmentFilter: `{ userId: "${wellKnown.userId}" }`,
  TrainingPlanEnrollmentFilter: `{ userId: "${wellKnown.userId}" }`,
};

/** A field with its required arguments. */
export function fieldCall(field: GraphQLField<unknown, unknown>): string {
  const args = field.args.flatMap((arg) => {
    if (arg.name === 'first') return ['first: 3'];
    if (arg.name === 'id' && idsByField[field.name]) return [`id: "${idsByField[field.name]}"`];
    // Where the id of an enrollment is optional, it replaces other arguments.
    if (!isRequiredArgument(arg) && arg.name !== 'enrollmentId') return [];
    return [`${arg.name}: ${filters[getNamedType(arg.type).name] ?? values[arg.name] ?? `"${wellKnown.sectionId}"`}`];
  });
  return args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
}

/** The way from the root to the objects of a field. */
export interface FieldPath {
  /** The query up to the selection of the objects, and its end. */
  open: string;
  close: string;
  /** The type of the objects. */
  target: string;
  /** The fields on the way, from the root. */
  coordinates: readonly string[];
}

/** For each link and list of the graph, the shortest path to it from the root. */
export function pathsTo(schema: GraphQLSchema): Map<string, FieldPath> {
  const found = new Map<string, FieldPath>();
  const reached = new Map<string, Omit<FieldPath, 'target'>>([['Query', { open: '{', close: '}', coordinates: [] }]]);
  const pending = ['Query'];
  for (let typeName = pending.shift(); typeName; typeName = pending.shift()) {
    const type = schema.getType(typeName);
    const way = reached.get(typeName);
    if (!way || (!isObjectType(type) && !isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      if (!isCompositeType(named) || isUnionType(named) || field.name.startsWith('_')) continue;
      const isPage = named.name.endsWith('Connection');
      const open = `${way.open} ${fieldCall(field)} { ${isPage ? 'nodes {' : ''}`;
      const close = `${isPage ? '}' : ''} } ${way.close}`;
      const node = !isUnionType(named) && isPage ? getNamedType(named.getFields().nodes?.type) : undefined;
      const target = node?.name ?? named.name;
      const coordinates = [...way.coordinates, `${typeName}.${field.name}`];
      found.set(`${typeName}.${field.name}`, { open, close, target, coordinates });
      if (!reached.has(target)) {
        reached.set(target, { open, close, coordinates });
        pending.push(target);
      }
    }
  }
  return found;
}
