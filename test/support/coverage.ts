import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { parse } from 'yaml';
import { type Sandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import type { DocumentLimits } from '../../src/server/graphql/document-limits.ts';
import type { Harness } from './harness.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  items?: Schema;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
}
interface Operation {
  operationId: string;
  summary?: string;
  deprecated?: boolean;
  responses: Record<string, { content: { 'application/json': { schema: Schema } } }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** Where the graph shows each REST field. */
export interface Coverage {
  operations: { name: string; isObsolete: boolean; isCalled: boolean; leaves: { path: string; shownAs: string[] }[] }[];
}

/** The queries that select every field are larger than any that a client sends. */
export const noLimits: DocumentLimits = {
  tokens: 100_000,
  nesting: 1_000,
  depth: 1_000,
  fields: 100_000,
  aliases: 100_000,
  directives: 0,
  introspections: 0,
  repeats: 0,
};

/** Leaves that no field of the graph returns unchanged, and why. */
export const exceptions: readonly { leaf: RegExp; reason: string }[] = [
  { leaf: /(^|\.)api_error_entity\b/, reason: 'The envelope: the source of errors and `extensions.warnings`.' },
  {
    leaf: /^(SearchEnrollments|GetStudentSessions)\.(page|page_size|total_count)$/,
    reason: 'Paging: the source of `pageInfo`, `totalCount` and cursors.',
  },
  { leaf: /^SetCustomEnrollmentFieldValues\.error$/, reason: 'Decides between success and UnknownCustomFieldError.' },
  {
    leaf: /^SetCustomEnrollmentFieldValues\.message$/,
    reason: 'The first sentence of `UnknownCustomFieldError.message`.',
  },
  {
    leaf: /^(Drop|Delete)Enrollment\.is_dropped_or_deleted$/,
    reason: 'Decides between success, with `dropped` or `deleted`, and AlreadyDroppedError or NotDeletedError.',
  },
  {
    leaf: /^(GetSection|GetSectionEnrollments\.section)\.id$/,
    reason: 'Only GetSections sends it; it repeats `syllabus_id`.',
  },
  { leaf: /^(Drop|Delete)Enrollment\.enrollment_id$/, reason: 'Repeats the id of the request, which is shown.' },
];

const mutations: Record<string, string> = {
  CreateEnrollment: `createEnrollment(input: { organizationId: "${wellKnown.organizationId}", userId: "${wellKnown.userId}", syllabusId: "${wellKnown.sectionId}", membershipGroupIds: [] }) { ... on CreateEnrollmentSuccess { CreateEnrollmentSuccess_enrollmentId: enrollmentId } }`,
  DropEnrollment: `dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { ... on DropEnrollmentSuccess { DropEnrollmentSuccess_enrollmentId: enrollmentId DropEnrollmentSuccess_dropped: dropped } }`,
  DeleteEnrollment: `deleteEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { ... on DeleteEnrollmentSuccess { DeleteEnrollmentSuccess_enrollmentId: enrollmentId DeleteEnrollmentSuccess_deleted: deleted } }`,
  SetCustomEnrollmentFieldValues: `setCustomEnrollmentFieldValues(input: { enrollmentId: "${wellKnown.enrollmentId}", values: [{ key: "a", value: "b" }] }) { ... on UnknownCustomFieldError { UnknownCustomFieldError_message: message } }`,
};

/**
 * Makes the sandbox return a unique value for every leaf of every operation, selects every field of the schema, and finds
 * the values in the results. Booleans are identified by their pattern over several runs.
 */
export async function measureCoverage(harness: Harness, schema: GraphQLSchema): Promise<Coverage> {
  const contract = parse(
    readFileSync(new URL('../../src/learning-api/contract/openapi.yaml', import.meta.url), 'utf8'),
  ) as Document;
  const tracers = createTracers(contract);
  const called = new Set<string>();
  const shown = new Map<string, Set<string>>();
  const booleans = new Map<string, string>();
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'));
  const queries = [
    ...roots.map((field) => ({ query: `{ ${select(schema, 'Query', field, new Set())} }`, root: 'Query' })),
    ...Object.values(mutations).map((field) => ({ query: `mutation { ${field} }`, root: 'Mutation' })),
  ];

  for (let run = 0; run < tracers.runs; run += 1) {
    traceAll(harness.sandbox, contract, tracers, run);
    for (const { query, root } of queries) {
      const { data, calls } = await harness.query(query);
      for (const name of Object.keys(calls)) called.add(name);
      collect(data, root, (coordinate, value, place) => {
        if (typeof value === 'boolean') booleans.set(place, (booleans.get(place) ?? '') + Number(value));
        else shown.set(String(value), (shown.get(String(value)) ?? new Set()).add(coordinate));
      });
    }
  }
  for (const [place, pattern] of booleans) {
    const coordinate = place.slice(place.lastIndexOf('/') + 1);
    shown.set(`boolean ${pattern}`, (shown.get(`boolean ${pattern}`) ?? new Set()).add(coordinate));
  }

  return {
    operations: operationsOf(contract).map(({ operationId, deprecated }) => ({
      name: operationId,
      isObsolete: deprecated ?? false,
      isCalled: called.has(operationId),
      leaves: [...tracers.leaves]
        .filter(([leaf]) => leaf.startsWith(`${operationId}.`))
        .map(([leaf, values]) => ({
          path: leaf.slice(operationId.length + 1),
          shownAs: [...new Set(values.flatMap((value) => [...(shown.get(value) ?? [])]))].sort(),
        })),
    })),
  };
}

/** The report as docs/rest-to-graphql.md. */
export function renderCoverage({ operations }: Coverage): string {
  const sections = operations.map(({ name, isObsolete, leaves }) =>
    [
      `## ${name}${isObsolete ? ' (obsolete)' : ''}`,
      '',
      '| REST field | Graph |',
      '| --- | --- |',
      ...leaves.map(({ path, shownAs }) => `| \`${path}\` | ${places(name, path, shownAs)} |`),
    ].join('\n'),
  );
  return [
    '# REST operations and fields in the graph',
    '',
    'Every operation of the LearningApi and, for every field of its response, the fields of the graph that show it. Written by',
    '`npm run generate`: it gives every REST field a unique value and finds the fields of the graph that return it.',
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

function places(operation: string, path: string, shownAs: string[]): string {
  if (shownAs.length > 0) return shownAs.map((coordinate) => `\`${coordinate}\``).join(', ');
  return exceptions.find(({ leaf }) => leaf.test(`${operation}.${path}`))?.reason ?? '**nowhere**';
}

interface Tracers {
  /** Every leaf of every response, with the texts that would show it. */
  leaves: Map<string, string[]>;
  runs: number;
  value(leaf: string, schema: Schema, run: number): unknown;
  note(leaf: string, text: string): void;
}

function createTracers(contract: Document): Tracers {
  const leaves = new Map<string, string[]>();
  const numbers = new Map<string, number>();
  const booleans: string[] = [];
  for (const operation of operationsOf(contract))
    walk(contract, answerOf(operation), operation.operationId, (leaf, { type }) => {
      leaves.set(leaf, []);
      numbers.set(leaf, 1000 + numbers.size);
      if ([type ?? []].flat().includes('boolean')) booleans.push(leaf);
    });
  const runs = Math.ceil(Math.log2(booleans.length + 2));
  const bits = (leaf: string) => (booleans.indexOf(leaf) + 1).toString(2).padStart(runs, '0');
  for (const leaf of booleans) leaves.set(leaf, [`boolean ${bits(leaf)}`]);
  const note = (leaf: string, text: string) => {
    const texts = leaves.get(leaf);
    if (texts && !texts.includes(text)) texts.push(text);
  };
  return {
    leaves,
    runs,
    note,
    value: (leaf, { type, format }, run) => {
      const types = [type ?? []].flat();
      if (types.includes('boolean')) return bits(leaf)[run] === '1';
      const number = numbers.get(leaf) ?? 0;
      const value =
        types.includes('integer') || types.includes('number')
          ? number
          : format === 'uuid'
            ? `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`
            : format === 'date-time'
              ? new Date(Date.UTC(2001, 0, 1) + number * 1000).toISOString()
              : `${leaf} ${number}`;
      note(leaf, String(value));
      return value;
    },
  };
}

/** Replaces every response of the sandbox. Ids from the request are returned unchanged. */
function traceAll(sandbox: Sandbox, contract: Document, tracers: Tracers, run: number): void {
  for (const operation of operationsOf(contract)) {
    const name = operation.operationId;
    sandbox.override(name, (parameters) => {
      const echo = echoedIds(name, parameters);
      const withId = (row: unknown, id: string | undefined) => {
        if (id === undefined) return row;
        tracers.note('GetSections.sections.id', id);
        tracers.note('GetSections.sections.syllabus_id', id);
        return { ...(row as object), id, syllabus_id: id };
      };
      const make = (schema: Schema, path: string): unknown => {
        const resolved = resolve(contract, schema);
        if (resolved.items) {
          const { items } = resolved;
          if (pageOf(parameters) > 1) return [];
          const ids = name === 'GetSections' ? (parameters.sections as string[]) : [undefined];
          return ids.map((id) => withId(make(items, path), id));
        }
        if (!resolved.properties) {
          const value = isFree(resolved)
            ? { note: tracers.value(path, { type: 'string' }, run) }
            : tracers.value(path, resolved, run);
          const field = path.slice(path.lastIndexOf('.') + 1);
          const echoed = path.split('.').length <= 3 ? echo[field] : undefined;
          if (echoed !== undefined) tracers.note(path, String(echoed));
          return echoed ?? value;
        }
        return Object.fromEntries(
          Object.entries(resolved.properties)
            .filter(([field]) => field !== 'api_error_entity')
            .map(([field, inner]) => [field, make(inner, `${path}.${field}`)]),
        );
      };
      const body = make(answerOf(operation), name);
      return { body: name === 'SetCustomEnrollmentFieldValues' ? { ...(body as object), error: true } : body };
    });
  }
}

function pageOf({ page, paging }: Record<string, unknown>): number {
  return Number(page ?? (paging as { page?: number } | undefined)?.page ?? 1);
}

/** The ids that a response must repeat from the request, by the name of the response's field. */
function echoedIds(operation: string, parameters: Record<string, unknown>): Record<string, unknown> {
  const {
    enrollment_id,
    user_id,
    syllabus_id,
    section_id,
    training_plan_id,
    assignment_id,
    catalog_id,
    org_id,
    group_id: _group,
  } = parameters;
  const own =
    operation === 'GetTrainingPlan' || operation.startsWith('GetSection')
      ? (training_plan_id ?? section_id)
      : undefined;
  const firstOf = (name: string) => (parameters[name] as string[] | undefined)?.[0];
  return {
    enrollment_id: enrollment_id ?? firstOf('enrollment_ids'),
    user_id: user_id ?? firstOf('user_ids'),
    syllabus_id: syllabus_id ?? own ?? firstOf('syllabus_ids'),
    assignment_id,
    catalog_id,
    ...(operation === 'GetOrganizations' && { org_id }),
    ...(operation === 'GetCustomEnrollmentFields' && { org_id }),
    ...(/^Get(Default)?CustomEnrollmentField(s|Setting)$/.test(operation) && { field_id: parameters.field_id }),
  };
}

function select(
  schema: GraphQLSchema,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  seen: Set<string>,
  owner = '',
): string {
  const type = getNamedType(field.type) as GraphQLNamedOutputType;
  const coordinate = `${parent}.${field.name}`;
  const args = field.args.filter((arg) => isRequiredArgument(arg) || forcedArguments.has(`${coordinate}.${arg.name}`));
  const call =
    args.length > 0 ? `(${args.map((arg) => `${arg.name}: ${argumentValue(arg, coordinate)}`).join(', ')})` : '';
  const alias = `${parent}_${field.name}: ${field.name}${call}`;
  if (!isCompositeType(type)) return alias;
  // Connections are expanded for each field that returns one, other types once; after that only their plain fields.
  const isPart = /(Connection|Edge)$/.test(parent);
  const place = `${isPart ? owner : ''} ${coordinate}`;
  const isNew = !seen.has(place);
  seen.add(place);
  return `${alias} { ${selectionOf(schema, type.name, seen, isPart ? owner : coordinate, isNew)} }`;
}

function selectionOf(
  schema: GraphQLSchema,
  typeName: string,
  seen: Set<string>,
  owner: string,
  isDeep: boolean,
): string {
  const type = schema.getType(typeName);
  const parts = ['__typename'];
  const fieldsOf = (parent: string, fields: GraphQLField<unknown, unknown>[]) =>
    fields
      .filter((field) => isDeep || !isCompositeType(getNamedType(field.type)))
      // The object's own lists first, before a link leads to them.
      .sort((left, right) => Number(isConnection(right)) - Number(isConnection(left)))
      .map((field) => select(schema, parent, field, seen, owner));
  if (isObjectType(type) || isInterfaceType(type)) parts.push(...fieldsOf(type.name, Object.values(type.getFields())));
  if (isAbstractType(type)) {
    for (const possible of schema.getPossibleTypes(type)) {
      const own = Object.values(possible.getFields()).filter(
        ({ name }) => !(isInterfaceType(type) && name in type.getFields()),
      );
      const fields = fieldsOf(possible.name, own);
      if (fields.length > 0) parts.push(`... on ${possible.name} { ${fields.join(' ')} }`);
    }
  }
  return parts.join(' ');
}

function isConnection({ type }: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(type).name.endsWith('Connection');
}

const forcedArguments = new Set(['Query.organization.id']);

function argumentValue({ name, type }: GraphQLArgument, coordinate: string): string {
  const named = getNamedType(type).name;
  const id = `"22222222-0000-4000-8000-${crc32(`${coordinate}.${name}`).toString(16).padStart(12, '0')}"`;
  if (named === 'DateTime') return '"2001-01-01T00:00:00Z"';
  if (named === 'DateTimeRange') return '{}';
  if (named === 'Int') return '30';
  if (name === 'elements') return '["cmi.core.score.raw"]';
  if (name === 'ids') return `[${id}]`;
  if (named === 'EnrollmentFilter') return `{ userIds: [${id}] }`;
  if (named.endsWith('EnrollmentFilter')) return `{ userId: ${id} }`;
  return id;
}

function collect(
  value: unknown,
  coordinate: string,
  visit: (coordinate: string, value: unknown, place: string) => void,
  place = '',
): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, coordinate, visit, place);
  } else if (typeof value === 'object' && '__typename' in value === false && coordinate.endsWith('.data')) {
    visit(coordinate, (value as { note?: unknown }).note, place);
  } else if (typeof value === 'object') {
    for (const [alias, inner] of Object.entries(value)) {
      if (alias === '__typename') continue;
      const next = alias.replace('_', '.');
      collect(inner, next, visit, `${place}/${next}`);
    }
  } else {
    visit(coordinate, value, place);
  }
}

function operationsOf(contract: Document): Operation[] {
  return Object.entries(contract.paths)
    .filter(([path]) => path.includes('/LearningApi/'))
    .flatMap(([, methods]) => Object.values(methods))
    .filter(({ operationId }) => operationId);
}

function answerOf(operation: Operation): Schema {
  return operation.responses['200']?.content['application/json'].schema ?? {};
}

function resolve(contract: Document, schema: Schema): Schema {
  const name = (schema.$ref ?? schema.oneOf?.find(({ $ref }) => $ref)?.$ref)?.split('/').at(-1);
  return name ? (contract.components.schemas[name] ?? {}) : schema;
}

function isFree({ type, properties }: Schema): boolean {
  return type === 'object' && !properties;
}

function walk(contract: Document, schema: Schema, path: string, visit: (leaf: string, schema: Schema) => void): void {
  const resolved = resolve(contract, schema);
  if (path.endsWith('.api_error_entity')) return;
  if (resolved.items) walk(contract, resolved.items, path, visit);
  else if (!resolved.properties) visit(path, resolved);
  else
    for (const [field, inner] of Object.entries(resolved.properties)) walk(contract, inner, `${path}.${field}`, visit);
}
