import { readFileSync } from 'node:fs';
import { printSchema, Supergraph } from '@apollo/federation-internals';
import { composeSchemaContract, transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  federateSubgraphs,
  federateSubgraphsContract,
  ROUTER_COMPATIBILITY_VERSION_ONE,
} from '@wundergraph/composition';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Composer, compose, composers, composeSupergraph, type Subgraph, subgraphs } from '../src/compose.ts';
import { composeReport } from '../src/compose-report.ts';

const { learning, users } = subgraphs();

/** The names in the table of docs/federation.md, by their rule. */
const names = {
  entity: namesWith('Refer to'),
  scalar: namesWith('Define it as you like'),
  shareable: namesWith('Define it with exactly the same fields'),
  error: namesWith('Define it with the same fields'),
  enumOfResponses: namesWith('Define it with other values'),
  argument: namesWith('Do not define it. Composition fails, or'),
  output: namesWith('Do not define it. Composition fails. |'),
  union: namesWith('Do not define it. Composition adds'),
};

function namesWith(rule: string): string[] {
  const page = readFileSync(new URL('../../../docs/federation.md', import.meta.url), 'utf8');
  const row = page.split('\n').find((line) => line.includes(`| ${rule}`)) ?? '';
  return [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

test('supergraph.graphql is up to date; `npm run generate` in the root of the repository writes it', () => {
  const committed = readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
  expect(composeSupergraph([learning, users])).toBe(committed);
});

describe.each(composers)('with the composer of %s, the learning graph composes', (composer) => {
  test('alone', () => {
    expect(compose(composer, [learning]).errors).toEqual([]);
  });

  test('beside the users graph, in either order', () => {
    expect(compose(composer, [learning, users]).errors).toEqual([]);
    expect(compose(composer, [users, learning]).errors).toEqual([]);
  });

  test('and the supergraph says which fields are null only with an error', () => {
    const marks = (sdl: string) => sdl.match(/@semanticNonNull(?! *\(levels: \[Int)/g)?.length;
    const { supergraph } = compose(composer, [learning, users]);
    expect(supergraph).toMatch(/nodes: \[Section\w*\].*@semanticNonNull\(levels: \[0, 1\]\)/);
    expect(marks(supergraph ?? '')).toBeGreaterThan(60);
  });

  test('and what routers read has the prices of the learning graph and the sizes of its lists', () => {
    expect(pricesOf(composer)).toEqual(pricesIn(learning.sdl));
    expect(pricesIn(learning.sdl).size).toBeGreaterThan(200);
  });

  test.each(Object.entries(neighbors()))('beside a neighbor that %s', (_, sdl) => {
    expect(compose(composer, [learning, neighbor(sdl)]).errors).toEqual([]);
  });

  test('beside all of these neighbors at once', () => {
    const all = Object.values(neighbors()).map((sdl, index) => neighbor(sdl, `neighbor${index}`));
    expect(compose(composer, [learning, ...all]).errors).toEqual([]);
  });
});

test('the API schema of Apollo leaves out which fields are null only with an error, as docs/federation.md says', () => {
  const api = Supergraph.build(composeSupergraph([learning, users])).apiSchema();
  expect(printSchema(api)).toContain('type SectionEnrollment ');
  expect(printSchema(api)).not.toContain('@semanticNonNull');
});

/** What routers read of `@cost` and `@listSize`, by coordinate: in the supergraph, or beside it in the configuration of Cosmo. */
function pricesOf(composer: Composer): Map<string, unknown> {
  if (composer !== 'cosmo') return pricesIn(compose(composer, [learning, users]).supergraph ?? '');
  const definitions = ({ name, url, sdl }: Subgraph) => ({ name, url, definitions: parse(sdl) });
  const result = federateSubgraphs({
    subgraphs: [definitions(learning), definitions(users)],
    version: ROUTER_COMPATIBILITY_VERSION_ONE,
  });
  const costs = result.success ? result.subgraphConfigBySubgraphName.get('learning')?.costs : undefined;
  const prices = new Map<string, unknown>();
  for (const [name, weight] of costs?.typeWeights ?? []) prices.set(`${name} cost`, { weight });
  for (const [coordinate, { weight, argumentWeights }] of costs?.fieldWeights ?? []) {
    if (weight !== undefined) prices.set(`${coordinate} cost`, { weight });
    for (const [name, added] of argumentWeights) prices.set(`${coordinate}(${name}:) cost`, { weight: added });
  }
  for (const [coordinate, { fieldName, typeName, ...size }] of costs?.listSizes ?? [])
    prices.set(`${coordinate} listSize`, listSize(size));
  return prices;
}

/** The arguments of `@cost` and `@listSize` in an SDL, by coordinate. */
function pricesIn(sdl: string): Map<string, unknown> {
  const prices = new Map<string, unknown>();
  const add = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    for (const { name, arguments: args = [] } of directives) {
      const values = Object.fromEntries(args.map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)]));
      if (name.value === 'cost') prices.set(`${coordinate} cost`, values);
      if (name.value === 'listSize') prices.set(`${coordinate} listSize`, listSize(values));
    }
  };
  for (const type of parse(sdl).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    add(type.name.value, type.directives);
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      add(coordinate, field.directives);
      for (const arg of field.arguments ?? []) add(`${coordinate}(${arg.name.value}:)`, arg.directives);
    }
  }
  return prices;
}

function listSize({ assumedSize, slicingArguments = [], sizedFields = [] }: Record<string, unknown>) {
  return { assumedSize, slicingArguments, sizedFields };
}

describe('a contract without the tag `administration`', () => {
  const administration = ['customEnrollmentFieldValues', 'customFieldValues', 'customEnrollmentFields'];

  const contracts: Record<Exclude<Composer, 'apollo'>, () => GraphQLSchema> = {
    guild: () => {
      const services = [learning, users].map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
      const filter = { include: new Set<string>(), exclude: new Set(['administration']) };
      const { supergraphSdl, errors } = composeSchemaContract(services, filter);
      expect(errors).toBeUndefined();
      return buildASTSchema(transformSupergraphToPublicSchema(parse(supergraphSdl ?? '')), { assumeValidSDL: true });
    },
    cosmo: () => {
      const definitions = ({ name, url, sdl }: Subgraph) => ({ name, url, definitions: parse(sdl) });
      const result = federateSubgraphsContract({
        subgraphs: [definitions(learning), definitions(users)],
        contractTagOptions: { tagNamesToExclude: new Set(['administration']), tagNamesToInclude: new Set() },
        version: ROUTER_COMPATIBILITY_VERSION_ONE,
      });
      if (!result.success) throw result.errors[0];
      return result.federatedGraphClientSchema;
    },
  };

  // Cosmo's contracts use methods of sets that Node 20 does not have.
  const canRun = (name: string) => name !== 'cosmo' || 'isDisjointFrom' in Set.prototype;

  test.each(Object.entries(contracts).filter(([name]) => canRun(name)))(
    'has an API that only reads and shows no custom fields: %s',
    (_, contract) => {
      const schema = contract();
      expect(schema.getMutationType()).toBeFalsy();
      const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
        isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
      );
      expect(fields.filter((name) => administration.includes(name))).toEqual([]);
      expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(
        expect.arrayContaining(['section', 'enrollments', 'announcements']),
      );
    },
  );
});

test('the learning graph has the highest version of federation that all composers take', () => {
  const next = { ...learning, sdl: learning.sdl.replace('federation/v2.9"', 'federation/v2.10"') };
  expect(next.sdl).not.toBe(learning.sdl);
  const refusing = composers.filter((composer) => compose(composer, [next, users]).errors.length > 0);
  expect(refusing).toEqual(['guild']);
});

test("Apollo's hints are about the codes of errors that only one subgraph has, and about nothing else", () => {
  const { hints } = compose('apollo', [learning, users]);
  const others = hints.filter((hint) => !hint.startsWith('INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM: Value "'));
  expect(others).toEqual([]);
  expect(hints.filter((hint) => !hint.includes('enum type "ErrorCode"'))).toEqual([]);
  for (const composer of composers.slice(1)) expect(compose(composer, [learning, users]).hints).toEqual([]);
});

test('docs/federation.md tells what the composers say; `npm run compose` prints all of it', () => {
  const report = composeReport();
  const titles = report.split('\n').filter((line) => /^@\S+ \S+: (composes|fails), /.test(line));
  expect(titles).toHaveLength(composers.length);
  expect(readFileSync(new URL('../../../docs/federation.md', import.meta.url), 'utf8')).toContain(titles.join('\n'));
  expect(report.split('\n').filter((line) => line.startsWith('INCONSISTENT_'))).toHaveLength(
    compose('apollo', [learning, users]).hints.length,
  );
});

describe.each(composers)('with the composer of %s, composition reports the error of a neighbor that', (composer) => {
  test.each([
    [
      'forgets that PageInfo is shared',
      'type Query { page: PageInfo } type PageInfo { hasNextPage: Boolean! }',
      ['INVALID_FIELD_SHARING', 'PageInfo" defines the same fields in multiple subgraphs without'],
    ],
    [
      "defines an organization's name without sharing it",
      'type Query { employer: Organization } type Organization @key(fields: "id") { id: ID! name: String }',
      ['INVALID_FIELD_SHARING', 'Organization" defines the same fields in multiple subgraphs without'],
    ],
    [
      'has a root field of the same name',
      'type Query { user(id: ID!): User } type User @key(fields: "id") { id: ID! name: String }',
      ['INVALID_FIELD_SHARING', 'Query" defines the same fields in multiple subgraphs without'],
    ],
    [
      'defines Section as another kind of type',
      'type Query { section2: Section } scalar Section',
      ['TYPE_KIND_MISMATCH', 'Section'],
    ],
  ])('%s', (_, sdl, [code = '', text = '']) => {
    const errors = compose(composer, [learning, neighbor(sdl)]).errors.join('\n');
    expect(errors).toContain(composer === 'cosmo' ? text : code);
  });
});

describe.each(composers)('with the composer of %s, a name of the learning graph', (composer) => {
  test('can be defined by others as docs/federation.md allows', () => {
    const shared = [...names.shareable, ...names.error];
    const all = [...names.scalar, ...shared, ...names.enumOfResponses];
    const sdl = [
      `type Query { ${all.map((name) => `get${name}: ${name}`).join(' ')} }`,
      ...names.scalar.map((name) => `scalar ${name}`),
      ...shared.map(sharedDefinition),
      ...names.enumOfResponses.map((name) => `enum ${name} { OWN }`),
      'type OwnError implements Error { message: String! code: ErrorCode! own: Int }',
    ].join('\n');
    expect(compose(composer, [learning, neighbor(`${sdl}\n${typesBeside(sdl)}`)]).errors).toEqual([]);
  });

  test.each<[keyof typeof names, (name: string) => string]>([
    [
      'shareable',
      (name) => `${sharedDefinition(name).replace('@shareable', '')} extend type Query { get${name}: ${name} }`,
    ],
    ['enumOfResponses', (name) => `enum ${name} { OWN } extend type Query { ask${name}(by: ${name}): Int }`],
    ['argument', (name) => `${ownArgument(name)} extend type Query { ask${name}(by: ${name}): Int }`],
    ['output', (name) => `${ownOutput(name)} extend type Query { get${name}: ${name} }`],
  ])('is refused if it is defined in another way: %s', (rule, define) => {
    // An error can hide others, so the names that no error mentions are composed again.
    let left = names[rule];
    while (left.length > 0) {
      const sdl = ['type Query { own: Int }', ...left.map(define)].join('\n');
      const { errors } = compose(composer, [learning, neighbor(`${sdl}\n${typesBeside(sdl)}`)]);
      const others = left.filter((name) => !errors.some((error) => new RegExp(`\\b${name}\\b`).test(error)));
      expect(others.length, `${errors.join('\n').slice(0, 500)} ${others.join(' ')}`).toBeLessThan(left.length);
      left = others;
    }
  });

  test('is a union of the types of both subgraphs if both define it as a union', () => {
    const ofBoth = names.union.map((name) => `get${name}: ${name}`).join(' ');
    const sdl = names.union.map((name) => `union ${name} = Own`).join('\n');
    const { supergraph, errors } = compose(composer, [
      learning,
      neighbor(`type Query { ${ofBoth} } ${sdl} type Own { own: Int }`),
    ]);
    expect(errors).toEqual([]);
    const { definitions } = parse(supergraph ?? '');
    for (const name of names.union) {
      const union = definitions.find((item) => item.kind === Kind.UNION_TYPE_DEFINITION && item.name.value === name);
      const members = union?.kind === Kind.UNION_TYPE_DEFINITION ? (union.types ?? []) : [];
      expect(members.map((member) => member.name.value)).toContain('Own');
      expect(members.length).toBeGreaterThan(1);
    }
  });
});

const learningSchema = buildASTSchema(parse(learning.sdl), { assumeValidSDL: true });

function fieldsOf(name: string) {
  const type = learningSchema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${name} has no fields.`);
  return { type, fields: Object.values(type.getFields()) };
}

/** A definition with the fields of the learning graph. */
function sharedDefinition(name: string): string {
  const { type, fields } = fieldsOf(name);
  const body = `{ ${fields.map((field) => `${field.name}: ${field.type}`).join(' ')} }`;
  if (isInterfaceType(type)) return `interface ${name} ${body}`;
  const interfaces = type.getInterfaces().map((parent) => ` implements ${parent.name}`);
  return `type ${name}${interfaces.join('')} @shareable ${body}`;
}

function ownArgument(name: string): string {
  return isEnumType(learningSchema.getType(name)) ? `enum ${name} { OWN }` : `input ${name} { own: Int }`;
}

/** A definition with one field, whose name the learning graph has too. */
function ownOutput(name: string): string {
  const { type, fields } = fieldsOf(name);
  if (isInterfaceType(type)) return `interface ${name} { own: Int } type Own${name} implements ${name} { own: Int }`;
  return `type ${name} { ${fields[0]?.name}: Float! }`;
}

/** The types that definitions of shared types need beside them. */
function typesBeside(sdl: string): string {
  const needed = [
    sharedDefinition('Error'),
    'enum ErrorCode { OWN }',
    'type Enrollment @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }',
    'enum NotAttemptedReason { OWN }',
    sharedDefinition('InputProblem'),
    sharedDefinition('OutcomeCheck'),
    'scalar JSON',
  ];
  return needed.filter((definition) => !new RegExp(`${/^\w+ \w+/.exec(definition)?.[0]}\\b`).test(sdl)).join('\n');
}

function neighbor(sdl: string, name = 'neighbor'): Subgraph {
  const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@shareable", "@interfaceObject"])`;
  return { name, url: 'http://127.0.0.1:1/graphql', sdl: `${header}\n${sdl}` };
}

/** Definitions that other teams are likely to have. */
function neighbors(): Record<string, string> {
  return {
    'defines PageInfo': `
      type Query { pages: Pages }
      type Pages { pageInfo: PageInfo! }
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }`,
    'defines DateTime': `
      type Query { now(zone: DateTime): DateTime! }
      scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time.html")`,
    'defines JSON': 'type Query { settings: JSON } scalar JSON',
    'defines Node, with the fields node and nodes': `
      type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! }
      interface Node { id: ID! }
      type Room implements Node { id: ID! }`,
    'owns User': `
      type Query { viewer: User }
      type User @key(fields: "id") { id: ID! firstName: String lastName: String! }`,
    'owns Organization': `
      type Query { employer: Organization }
      type Organization @key(fields: "id") { id: ID! name: String! @shareable shortName: String @shareable logo: String }`,
    'has errors as types, with its own codes': `
      type Query { booking: BookingResult }
      union BookingResult = Booking | BookingError
      type Booking { id: ID! }
      interface Error { message: String! code: ErrorCode! }
      type BookingError implements Error { message: String! code: ErrorCode! }
      enum ErrorCode { ROOM_TAKEN }`,
    'references a Section by its id': `
      type Query { lesson: Lesson }
      type Lesson { section: Section }
      type Section @key(fields: "id", resolvable: false) { id: ID! }`,
    'adds a field to Section': `
      type Query { ratingCount: Int }
      type Section @key(fields: "id") { id: ID! rating: Float }`,
    'references an Enrollment of either kind': `
      type Query { medal: Medal }
      type Medal { enrollment: Enrollment }
      type Enrollment @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
    'adds a field to both kinds of Enrollment': `
      type Query { noteCount: Int }
      type Enrollment @key(fields: "id") @interfaceObject { id: ID! note: String }`,
    'references a Syllabus of either kind': `
      type Query { prerequisite: Prerequisite }
      type Prerequisite { syllabus: Syllabus }
      type Syllabus @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
    'adds a field to both kinds of Syllabus': `
      type Query { priceCount: Int }
      type Syllabus @key(fields: "id") @interfaceObject { id: ID! listPrice: Float }`,
    'references a Category by its compound key': `
      type Query { shelf: Shelf }
      type Shelf { category: Category }
      type Category @key(fields: "id catalog { id }", resolvable: false) { id: ID! catalog: Catalog! }
      type Catalog @key(fields: "id", resolvable: false) { id: ID! }`,
    'references a TrainingPlan, a Catalog and an Assignment': `
      type Query { plan: TrainingPlan catalogOfTheDay: Catalog homework: Assignment }
      type TrainingPlan @key(fields: "id", resolvable: false) { id: ID! }
      type Catalog @key(fields: "id", resolvable: false) { id: ID! }
      type Assignment @key(fields: "id", resolvable: false) { id: ID! }`,
  };
}
