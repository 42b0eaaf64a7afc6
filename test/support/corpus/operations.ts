import type { Sandbox } from '../../../src/sandbox/http/server.ts';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { exampleQueries } from '../../../src/server/pages/example-queries.ts';
import { operationQueries } from '../operation-queries.ts';
import type { OperationRequest } from './operation-request.ts';

const { sectionId, userId, catalogId, organizationId, enrollmentId } = wellKnown;
const section = (selection: string) => `section(id: "${sectionId}") { ${selection} }`;

/** The queries of GraphiQL, and one for each operation of the REST API. */
export function ordinaryOperations(sandbox: Pick<Sandbox, 'world'>): OperationRequest[] {
  return examplesAndOperations(sandbox).filter(({ isPostOnly }) => !isPostOnly);
}

/** The mutations of GraphiQL, and one for each writing operation of the REST API. */
export function ordinaryMutations(sandbox: Pick<Sandbox, 'world'>): OperationRequest[] {
  return examplesAndOperations(sandbox).filter(({ isPostOnly }) => isPostOnly);
}

function examplesAndOperations(sandbox: Pick<Sandbox, 'world'>): OperationRequest[] {
  const examples = exampleQueries({ ...wellKnown }).map(({ query, variables }, index) => ({
    title: `example ${index}: ${/^# (.*)/.exec(query)?.[1] ?? query.slice(0, 40)}`,
    parameters: { query, variables: JSON.parse(variables) },
  }));
  const queries = Object.entries(operationQueries(sandbox)).map(([name, query]) => ({
    title: name,
    parameters: { query },
  }));
  return [...examples, ...queries].map((operation) => ({
    ...operation,
    isPostOnly: /^(#.*\n)*\s*mutation/.test(operation.parameters.query),
    isDivided: /@(defer|stream)/.test(operation.parameters.query),
  }));
}

const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Section { id title } } }';
const wrongVariable = (type: string, value: unknown, use: string): OperationRequest => ({
  title: `${JSON.stringify(value)} for $n: ${type}`,
  parameters: { query: `query ($n: ${type}) { ${use} }`, variables: { n: value } },
  expected: { codes: ['BAD_USER_INPUT'], message: '"$n', calls: 0 },
});
const page = section('assignments(first: $n) { nodes { id } }');

/** Requests whose meaning once depended on the way in which they were sent. */
export const difficultOperations: OperationRequest[] = [
  // Names
  {
    title: 'an empty operation name',
    parameters: { query: `query A { ${section('id')} }`, operationName: '' },
    expected: { status: 200, codes: [], data: { section: { id: sectionId } } },
  },
  {
    title: 'an empty operation name and a costly query',
    parameters: {
      query: `query A($n: Int!) { ${section('enrollments(first: $n) { nodes { user { enrollments(first: $n) { nodes { customFieldValues { key } } } } } }')} }`,
      variables: { n: 1000 },
      operationName: '',
    },
    expected: { status: 400, codes: ['QUERY_TOO_EXPENSIVE'], calls: 0 },
  },
  {
    title: 'an empty operation name for two operations',
    parameters: { query: 'query A { a: __typename } query B { b: __typename }', operationName: '' },
    expected: { codes: ['OPERATION_RESOLUTION_FAILURE'] },
  },
  {
    title: 'two operations without a name',
    parameters: { query: 'query A { a: __typename } query B { b: __typename }' },
    expected: { codes: ['OPERATION_RESOLUTION_FAILURE'] },
  },
  {
    title: 'the second of two operations',
    parameters: { query: 'query A { a: __typename } query B { b: __typename }', operationName: 'B' },
    expected: { status: 200, codes: [], data: { b: 'Query' } },
  },
  {
    title: 'an unknown operation name',
    parameters: { query: 'query A { a: __typename }', operationName: 'C' },
    expected: { codes: ['OPERATION_RESOLUTION_FAILURE'] },
  },
  {
    title: 'an operation name for an anonymous operation',
    parameters: { query: '{ a: __typename }', operationName: 'C' },
    expected: { codes: ['OPERATION_RESOLUTION_FAILURE'] },
  },
  {
    title: 'an operation name that is null',
    parameters: { query: '{ a: __typename }', operationName: null },
    expected: { status: 200, data: { a: 'Query' } },
  },
  {
    title: 'a query beside a mutation',
    parameters: {
      query: `query A { a: __typename } mutation B { dropEnrollment(input: { id: "${enrollmentId}" }) { __typename } }`,
      operationName: 'A',
    },
    expected: { status: 200, codes: [], data: { a: 'Query' } },
  },
  // Documents
  { title: 'a syntax error', parameters: { query: '{' }, expected: { codes: ['GRAPHQL_PARSE_FAILED'] } },
  {
    title: 'a text that is not GraphQL',
    parameters: { query: 'SELECT 1' },
    expected: { codes: ['GRAPHQL_PARSE_FAILED'] },
  },
  { title: 'a comment alone', parameters: { query: '# nothing' }, expected: { codes: ['GRAPHQL_PARSE_FAILED'] } },
  {
    title: 'an unknown field',
    parameters: { query: '{ nothing }' },
    expected: { codes: ['GRAPHQL_VALIDATION_FAILED'] },
  },
  { title: 'a fragment alone', parameters: { query: 'fragment A on Query { a: __typename }' } },
  { title: 'a type definition', parameters: { query: 'type A { a: ID }' } },
  { title: 'a subscription', parameters: { query: 'subscription { __typename }' }, expected: { calls: 0 } },
  {
    title: 'too many aliases',
    parameters: { query: `{ ${Array.from({ length: 1001 }, (_, index) => `a${index}: __typename`).join(' ')} }` },
    isPostOnly: true,
    expected: { status: 400, codes: ['QUERY_TOO_LARGE'], calls: 0 },
  },
  {
    title: 'a circle of fragments',
    parameters: { query: '{ ...A } fragment A on Query { ...A }' },
    expected: { codes: ['GRAPHQL_VALIDATION_FAILED'] },
  },
  {
    title: 'introspection',
    parameters: { query: '{ __schema { queryType { name } } __type(name: "Section") { kind } }' },
    expected: { status: 200, codes: [], calls: 0 },
  },
  { title: 'the SDL', parameters: { query: '{ _service { sdl } }' }, expected: { status: 200, codes: [], calls: 0 } },
  // Variables
  wrongVariable('Int!', 'x', page),
  wrongVariable('Int!', 1.5, page),
  wrongVariable('Int!', 2 ** 31, page),
  wrongVariable('Int!', null, page),
  wrongVariable('Int!', true, page),
  wrongVariable('Int', [1, 2], page),
  wrongVariable('ID!', true, 'section(id: $n) { id }'),
  wrongVariable('ID!', 1.5, 'section(id: $n) { id }'),
  wrongVariable('ID!', {}, 'section(id: $n) { id }'),
  wrongVariable('[ID!]!', [sectionId, null], 'sections(ids: $n) { id }'),
  wrongVariable('String', 5, `user(id: "${userId}") { enrollments(after: $n) { totalCount } }`),
  wrongVariable(
    'PublishingModel',
    'NOTHING',
    `catalogs(groupId: "${organizationId}", publishingModel: $n) { totalCount }`,
  ),
  wrongVariable('PublishingModel', 1, `catalogs(groupId: "${organizationId}", publishingModel: $n) { totalCount }`),
  wrongVariable('DateTime!', 'yesterday', `user(id: "${userId}") { studentSessions(from: $n) { totalCount } }`),
  wrongVariable('DateTime!', 5, `user(id: "${userId}") { studentSessions(from: $n) { totalCount } }`),
  wrongVariable('EnrollmentFilter!', 'x', 'enrollments(filter: $n) { totalCount }'),
  wrongVariable('EnrollmentFilter!', { nothing: 1 }, 'enrollments(filter: $n) { totalCount }'),
  wrongVariable(
    'EnrollmentFilter!',
    { userIds: [userId], enrolledAt: { after: 'x' } },
    'enrollments(filter: $n) { totalCount }',
  ),
  wrongVariable('Boolean!', 'true', '__typename @include(if: $n)'),
  {
    title: 'a required variable that is missing',
    parameters: { query: 'query ($i: ID!) { section(id: $i) { id } }' },
    expected: { codes: ['BAD_USER_INPUT'], message: '"$i"', calls: 0 },
  },
  {
    title: 'variables that are null',
    parameters: { query: '{ a: __typename }', variables: null },
    expected: { status: 200, data: { a: 'Query' } },
  },
  {
    title: 'a variable that is not declared',
    parameters: { query: '{ a: __typename }', variables: { more: 1 } },
    expected: { status: 200, data: { a: 'Query' } },
  },
  {
    title: 'an id as a number',
    parameters: { query: 'query ($n: ID!) { section(id: $n) { id } }', variables: { n: 5 } },
    expected: { status: 200, codes: ['BAD_USER_INPUT'], data: { section: null }, calls: 0 },
  },
  {
    title: 'one id for a list',
    parameters: { query: 'query ($n: [ID!]!) { sections(ids: $n) { id } }', variables: { n: sectionId } },
    expected: { status: 200, data: { sections: [{ id: sectionId }] } },
  },
  {
    title: 'variables that are nested too deeply',
    parameters: {
      query: '{ a: __typename }',
      variables: { n: Array.from({ length: 60 }).reduce<unknown>((inner) => [inner], 1) },
    },
    expected: { status: 400, codes: ['QUERY_TOO_LARGE'] },
  },
  // Other members
  {
    title: 'members that the specification does not know',
    parameters: { query: '{ a: __typename }', onError: 'NULL', id: 5, doc_id: {} },
    expected: { status: 200, codes: [], data: { a: 'Query' } },
  },
  {
    title: 'extensions that are null',
    parameters: { query: '{ a: __typename }', extensions: null },
    expected: { status: 200, data: { a: 'Query' } },
  },
  {
    title: 'unknown extensions',
    parameters: { query: '{ a: __typename }', extensions: { clientLibrary: { name: 'x' } } },
    expected: { status: 200, data: { a: 'Query' } },
  },
  {
    title: 'a text with its hash',
    parameters: { query: '{ a: __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
  },
  {
    title: 'a hash without a text',
    parameters: { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    expected: { codes: ['PERSISTED_QUERY_NOT_SUPPORTED'] },
  },
  {
    title: 'a document id without a text',
    parameters: { documentId: 'sha256:x' },
    expected: { codes: ['PERSISTED_QUERY_NOT_SUPPORTED'] },
  },
  // Conditions
  ...[true, false].flatMap((x): OperationRequest[] => [
    {
      title: `@include(if: ${x}) around __schema`,
      parameters: {
        query: 'query ($x: Boolean!) { a: __typename ... @include(if: $x) { __schema { queryType { name } } } }',
        variables: { x },
      },
      expected: {
        status: 200,
        codes: [],
        data: { a: 'Query', ...(x && { __schema: { queryType: { name: 'Query' } } }) },
      },
    },
    {
      title: `@include(if: ${x}) around @defer`,
      parameters: {
        query: `query ($x: Boolean!) { ${section('id ... @include(if: $x) { ... @defer { number: id } }')} }`,
        variables: { x },
      },
      isDivided: true,
      expected: { status: 200, codes: [], data: { section: { id: sectionId, ...(x && { number: sectionId }) } } },
    },
    {
      title: `@defer(if: ${x})`,
      parameters: {
        query: `query ($x: Boolean!) { ${section('id ... @defer(if: $x) { title assignments(first: 2) { nodes { id } } }')} }`,
        variables: { x },
      },
      isDivided: true,
      expected: { status: 200, codes: [] },
    },
  ]),
  ...['include', 'skip'].flatMap((name): OperationRequest[] => [
    {
      title: `@${name} with null at the root`,
      parameters: { query: `query ($x: Boolean = true) { a: __typename @${name}(if: $x) }`, variables: { x: null } },
      expected: { codes: ['BAD_USER_INPUT'], message: 'must not be null', calls: 0 },
    },
    {
      title: `@${name} with null below a field`,
      parameters: {
        query: `query ($x: Boolean = true) { ${section(`id title @${name}(if: $x)`)} user(id: "${userId}") { id } }`,
        variables: { x: null },
      },
      expected: { status: 200, codes: ['BAD_USER_INPUT'], data: { section: null, user: { id: userId } } },
    },
    {
      title: `@${name} with null in a fragment that is not reached`,
      parameters: {
        query: `query ($x: Boolean = true) { syllabus(id: "${sectionId}") { id ... on TrainingPlan { description @${name}(if: $x) } } }`,
        variables: { x: null },
      },
      expected: { status: 200, codes: [], data: { syllabus: { id: sectionId } } },
    },
    {
      title: `@${name} with the default of a variable`,
      parameters: { query: `query ($x: Boolean = true) { a: __typename b: __typename @${name}(if: $x) }` },
      expected: { status: 200, codes: [] },
    },
  ]),
  {
    title: '@stream on a list',
    parameters: { query: `{ ${section('assignments(first: 4) { nodes @stream(initialCount: 1) { id } }')} }` },
    isDivided: true,
    expected: { status: 200, codes: [] },
  },
  {
    title: '@stream with an initial count below 0',
    parameters: { query: `{ ${section('assignments(first: 4) { nodes @stream(initialCount: -1) { id } }')} }` },
    isDivided: true,
    expected: { status: 200, codes: ['BAD_USER_INPUT'] },
  },
  {
    title: '@stream with an initial count that is null',
    parameters: {
      query: `query ($n: Int) { ${section('assignments(first: 4) { nodes @stream(initialCount: $n) { id } }')} }`,
      variables: { n: null },
    },
    isDivided: true,
    expected: { codes: ['BAD_USER_INPUT'], message: 'initialCount of @stream must be 0 or greater.', calls: 0 },
  },
  {
    title: '@stream with an initial count below 0, beside a variable that is missing',
    parameters: {
      query: `query ($n: Int!) { ${section('assignments(first: $n) { nodes @stream(initialCount: -1) { id } }')} }`,
    },
    isDivided: true,
    expected: {
      codes: ['BAD_USER_INPUT'],
      message: 'Variable "$n" of required type "Int!" was not provided.',
      calls: 0,
    },
  },
  {
    title: '@stream with the default of a variable that is not valid',
    parameters: {
      query: `query ($n: Int = -1) { ${section('assignments(first: 4) { nodes @stream(initialCount: $n) { id } }')} }`,
    },
    isDivided: true,
    expected: { codes: ['BAD_USER_INPUT'], message: 'initialCount of @stream must be 0 or greater.', calls: 0 },
  },
  ...['id ... @defer(if: $x) { title }', 'assignments(first: 4) { nodes @stream(if: $x) { id } }'].map(
    (selection): OperationRequest => ({
      title: `null for $x in ${selection}`,
      parameters: { query: `query ($x: Boolean = true) { ${section(selection)} }`, variables: { x: null } },
      isDivided: true,
      expected: { codes: ['BAD_USER_INPUT'], message: 'must not be null.', calls: 0 },
    }),
  ),
  {
    title: '@defer with a field that fails',
    parameters: { query: `{ ${section('id ... @defer { enrollments(first: 0) { nodes { id } } }')} }` },
    isDivided: true,
    expected: { status: 200, codes: ['BAD_USER_INPUT'] },
  },
  // Arguments
  {
    title: 'null for first, as a literal',
    parameters: { query: `{ ${section('assignments(first: null) { totalCount }')} }` },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'null for first, as a variable',
    parameters: {
      query: `query ($n: Int) { ${section('assignments(first: $n) { totalCount }')} }`,
      variables: { n: null },
    },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'first without a value for its variable',
    parameters: { query: `query ($n: Int) { ${section('assignments(first: $n) { totalCount }')} }` },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'an invalid page',
    parameters: { query: `{ ${section('id assignments(first: 0) { nodes { id } pageInfo { hasNextPage } }')} }` },
    expected: {
      status: 200,
      codes: ['BAD_USER_INPUT'],
      data: { section: { id: sectionId, assignments: { nodes: null, pageInfo: { hasNextPage: false } } } },
    },
  },
  {
    title: 'an invalid page whose nodes are excluded',
    parameters: {
      query: `{ ${section('assignments(first: 0) { nodes @skip(if: true) { id } pageInfo { hasNextPage } }')} }`,
    },
    expected: { status: 200, codes: ['BAD_USER_INPUT'], data: { section: null } },
  },
  {
    title: 'no ids',
    parameters: { query: '{ sections(ids: []) { id } }' },
    expected: { status: 200, codes: [], data: { sections: [] }, calls: 0 },
  },
  {
    title: 'an invalid id in a list',
    parameters: { query: `{ sections(ids: ["${sectionId}", "nope"]) { id } }` },
    expected: { status: 200, codes: ['BAD_USER_INPUT'], data: { sections: [{ id: sectionId }, null] }, calls: 1 },
  },
  {
    title: 'too many ids',
    parameters: { query: 'query ($n: [ID!]!) { sections(ids: $n) { id } }', variables: { n: Array(1_001).fill('x') } },
    isPostOnly: true,
    expected: { status: 200, codes: ['BAD_USER_INPUT'], data: null, calls: 0 },
  },
  {
    title: 'no representations',
    parameters: { query: entities, variables: { r: [] } },
    expected: { status: 200, codes: [], data: { _entities: [] }, calls: 0 },
  },
  {
    title: 'representations without a valid key',
    parameters: {
      query: entities,
      variables: {
        r: [{ __typename: 'Section' }, { __typename: 'Section', id: sectionId }, { __typename: 'Catalog', id: {} }, 5],
      },
    },
    expected: { status: 200, codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT'], calls: 1 },
  },
  {
    title: 'a representation that is null',
    parameters: { query: entities, variables: { r: [null] } },
    expected: { codes: ['BAD_USER_INPUT'], calls: 0 },
  },
  {
    title: 'an organization by id and by name',
    parameters: { query: `{ organization(id: "${organizationId}", shortName: "x") { id } }` },
    expected: { status: 200, codes: ['BAD_USER_INPUT'], calls: 0 },
  },
  {
    title: 'an invalid filter',
    parameters: { query: '{ enrollments(filter: {}) { nodes { id } } }' },
    expected: { status: 200, codes: ['BAD_USER_INPUT'], calls: 0 },
  },
  // Prices
  ...[
    '... @include(if: false) { assignments { nodes { instructions } } }',
    'assignments { nodes { id } } ... { assignments { nodes { id } } } ... on Section { assignments { nodes { id } } }',
  ].map(
    (selection): OperationRequest => ({
      title: `the price of ${selection}`,
      parameters: { query: `{ ${section(`id ${selection}`)} }` },
      headers: { 'x-debug': 'cost' },
      expected: {
        status: 200,
        codes: [],
        extensions: {
          cost: selection.includes('include')
            ? { estimated: 1, limit: 5_000, callLimit: 301 }
            : { estimated: 2, limit: 5_000, callLimit: 302 },
        },
      },
    }),
  ),
  // Results
  {
    title: 'aliases that are names of Object.prototype',
    parameters: { query: `{ __proto__: __typename constructor: ${section('toString: id __proto__: title')} }` },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'an object that does not exist',
    parameters: { query: '{ section(id: "99999999-9999-4999-8999-999999999999") { id } }' },
    expected: { status: 200, codes: [], data: { section: null } },
  },
  {
    title: 'the same links many times',
    parameters: {
      query: `{ user(id: "${userId}") { enrollments(first: 20) { nodes { syllabus { __typename title } user { id } ... on SectionEnrollment { section { title assignments(first: 1) { nodes { title } } } } } } } }`,
    },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'edges and nodes of one page',
    parameters: {
      query: `{ catalog(id: "${catalogId}") { categories(first: 3) { edges { cursor node { id name } } nodes { id children { name } } pageInfo { endCursor hasNextPage } totalCount } } }`,
    },
    expected: { status: 200, codes: [] },
  },
  // Callers
  {
    title: 'an invalid organization in a header',
    parameters: { query: '{ a: __typename }' },
    headers: { 'x-organization-id': 'nonsense' },
    expected: { codes: ['BAD_USER_INPUT'], message: 'x-organization-id' },
  },
  {
    title: 'an organization in a header',
    parameters: { query: `{ ${section('enrollments(first: 1) { nodes { id } }')} }` },
    headers: { 'x-organization-id': organizationId },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'no token',
    parameters: { query: `{ ${section('id')} }` },
    headers: { authorization: '' },
    expected: { codes: ['UNAUTHENTICATED'], calls: 0 },
  },
  {
    title: 'no token for what needs none',
    parameters: { query: '{ a: __typename }' },
    headers: { authorization: '' },
    expected: { status: 200, codes: [], data: { a: 'Query' } },
  },
  {
    title: 'an expired token',
    parameters: { query: `{ ${section('id')} }` },
    headers: { authorization: 'Bearer f0000000-0000-4000-8000-000000000003' },
    expected: { codes: ['UNAUTHENTICATED'] },
  },
  {
    title: 'a token that sees less',
    parameters: { query: `{ organization(id: "${organizationId}") { name } }` },
    headers: { authorization: 'Bearer f0000000-0000-4000-8000-000000000002' },
  },
];

const write = (name: string, input: string, selection = '__typename ... on Error { message code }') =>
  `mutation { ${name}(input: ${input}) { ${selection} } }`;
const missingId = '99999999-9999-4999-8999-999999999999';

/** Mutations. The sandbox starts anew before each. */
export const difficultMutations: OperationRequest[] = [
  {
    title: 'a mutation of nothing',
    parameters: { query: 'mutation { __typename }' },
    expected: { status: 200, codes: [], data: { __typename: 'Mutation' }, calls: 0 },
  },
  {
    title: 'drop an enrollment',
    parameters: {
      query: write(
        'dropEnrollment',
        `{ id: "${enrollmentId}" }`,
        '... on DropEnrollmentSuccess { enrollmentId enrollment { id phase } }',
      ),
    },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'drop an enrollment that does not exist',
    parameters: { query: write('dropEnrollment', `{ id: "${missingId}" }`) },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'drop an enrollment with an invalid id',
    parameters: { query: write('dropEnrollment', '{ id: "nope" }') },
    expected: { status: 200, codes: [], calls: 0 },
  },
  {
    title: 'drop an enrollment twice',
    parameters: {
      query: `mutation { a: dropEnrollment(input: { id: "${enrollmentId}" }) { __typename } b: dropEnrollment(input: { id: "${enrollmentId}" }) { __typename } }`,
    },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'drop an enrollment unless it is excluded',
    parameters: {
      query: `mutation ($x: Boolean!) { a: __typename dropEnrollment(input: { id: "${enrollmentId}" }) @include(if: $x) { __typename } }`,
      variables: { x: false },
    },
    expected: { status: 200, codes: [], calls: 0 },
  },
  {
    title: 'drop an enrollment if null',
    parameters: {
      query: `mutation ($x: Boolean = true) { dropEnrollment(input: { id: "${enrollmentId}" }) @include(if: $x) { __typename } }`,
      variables: { x: null },
    },
    expected: { codes: ['BAD_USER_INPUT'], calls: 0 },
  },
  {
    title: 'drop enrollments, one by one',
    parameters: {
      query: write(
        'dropEnrollments',
        `{ ids: ["${enrollmentId}", "${missingId}"] }`,
        '... on DropEnrollmentsSuccess { outcomes @stream(initialCount: 0) { __typename } }',
      ),
    },
    isDivided: true,
    expected: { status: 200, codes: [] },
  },
  {
    title: 'drop no enrollments',
    parameters: { query: write('dropEnrollments', '{ ids: [] }') },
    expected: { status: 200, codes: [], calls: 0 },
  },
  {
    title: 'a dry run',
    parameters: { query: write('dropEnrollments', `{ ids: ["${enrollmentId}"], dryRun: true }`) },
    expected: { status: 200, codes: [] },
  },
  {
    title: 'a mutation with variables of the wrong type',
    parameters: {
      query: 'mutation ($n: DropEnrollmentInput!) { dropEnrollment(input: $n) { __typename } }',
      variables: { n: { id: true } },
    },
    expected: { codes: ['BAD_USER_INPUT'], message: '"$n', calls: 0 },
  },
  {
    title: 'no groups for a new enrollment',
    parameters: {
      query:
        'mutation ($n: CreateEnrollmentInput!) { createEnrollment(input: $n) { __typename ... on Error { code } } }',
      variables: { n: { organizationId, userId, syllabusId: missingId, membershipGroupIds: null } },
    },
    expected: { status: 200, codes: [] },
  },
];
