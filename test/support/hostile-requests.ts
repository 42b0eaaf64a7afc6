import { gzipSync } from 'node:zlib';
import { wellKnown } from '../../src/sandbox/http/server.ts';

/** The largest body that a gateway accepts by default. */
export const maxBytes = 262_144;

export interface HostileRequest {
  body: string | Buffer;
  headers?: Record<string, string>;
  /** The document limit that refuses it. */
  limit?: string;
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);
const filled = (before: string, part: string, behind: string, separator = '') => {
  const count = Math.floor((maxBytes - before.length - behind.length - 1) / (part.length + separator.length));
  return before + Array(count).fill(part).join(separator) + behind;
};
const document = (query: string, others: object = {}) => JSON.stringify({ query, ...others });
const withVariable = (type: string, value: string, use: string) =>
  `{"query":"query ($v: ${type}) { ${use} }","variables":{"v":${value}}}`;
const fillQuery = (part: string) => document(filled('{ ', part, ' }').slice(0, maxBytes - 20));
const section = `section(id: "${wellKnown.sectionId}")`;
const doubled = (levels: number) => {
  let inner = 'name';
  for (let level = 0; level < levels; level += 1) inner = `ofType { ${inner} } ofType { ${inner} }`;
  return inner;
};

const enrollmentsOfUser = (levels: number, inner: string) =>
  nested(levels, 'enrollments(first: 1) { nodes { user { ', inner, ' } } }');
const mergedByType = (levels: number): string => {
  const leaves = times(60, (i) => `a${levels}x${i}: id`);
  if (levels === 0) return leaves;
  const ofOneType = `... on SectionEnrollment { user { ${enrollmentsOfUser(levels - 1, leaves)} } }`;
  return `enrollments(first: 1) { nodes { user { ${mergedByType(levels - 1)} } ${ofOneType} } }`;
};

// cspell:ignore sectoin
/** Requests that cost their sender little and could cost a gateway much. */
export const hostileRequests: Record<string, HostileRequest> = {
  // Text
  'brackets without end': { body: document('{'.repeat(260_000)), limit: 'nesting' },
  'parentheses without end': { body: document(`{ a${'('.repeat(260_000)}`), limit: 'nesting' },
  'list values without end': { body: document(`{ a(x: ${'['.repeat(260_000)}`), limit: 'nesting' },
  'list types without end': { body: document(`query ($v: ${'['.repeat(200_000)}`), limit: 'nesting' },
  'a document of commas': { body: document(','.repeat(260_000)) },
  'a document of spaces': { body: document(' '.repeat(260_000)) },
  'a document of line breaks': { body: document('\n'.repeat(130_000)) },
  'a comment': { body: document(`{ __typename } #${'x'.repeat(260_000)}`) },
  'many comments': { body: document(`{ __typename } ${'#\n'.repeat(80_000)}`) },
  'a string without end': { body: document(`{ __type(name: "${'x'.repeat(260_000)}`) },
  'a block string': { body: document(`{ __type(name: """${'\n '.repeat(80_000)}""") { name } }`) },
  'escaped quotes': { body: document(`{ __type(name: "${'\\"'.repeat(65_000)}") { name } }`) },
  'block strings without end': { body: document(`{ a(x: ${'"""\\'.repeat(30_000)}`) },
  'a long string': { body: document(`{ __type(name: "${'x'.repeat(260_000)}") { name } }`) },
  'a long name': { body: document(`{ ${'x'.repeat(260_000)} }`) },
  'a long alias': { body: document(`{ ${'x'.repeat(260_000)}: __typename }`) },
  'a long number': { body: document(`{ ${section} { enrollments(first: ${'9'.repeat(250_000)}) { nodes { id } } } }`) },
  'a long fraction': {
    body: document(`{ ${section} { enrollments(first: 0.${'9'.repeat(250_000)}) { nodes { id } } } }`),
  },
  'null bytes': { body: document('\0'.repeat(40_000)) },
  'characters beyond Unicode': { body: document(`{ ${'\ud800'.repeat(40_000)} }`) },

  // Ids
  'as many wrong ids as a document may hold': {
    body: document(`{ sections(ids: [${times(9_900, () => '"x"')}]) { id } }`),
  },
  'as many wrong ids as variables may hold': {
    body: withVariable('[ID!]!', JSON.stringify(Array(1_500).fill('x')), 'sections(ids: $v) { id }'),
  },
  'as many representations as variables may hold': {
    body: withVariable(
      '[_Any!]!',
      JSON.stringify(Array(1_500).fill({ __typename: 'Section', id: 'x' })),
      '_entities(representations: $v) { __typename }',
    ),
  },

  // Selections
  'one field repeated': { body: fillQuery('__typename '), limit: 'tokens' },
  'as many fields as allowed': { body: document(`{ ${'__typename '.repeat(1_999)} }`) },
  'one section repeated': { body: document(`{ ${`${section} { id } `.repeat(900)} }`) },
  'one section repeated with subselections': {
    body: document(`{ ${`${section} { ${'id '.repeat(20)} } `.repeat(90)} }`),
  },
  'one alias repeated': { body: document(`{ ${'a: __typename '.repeat(990)} }`) },
  aliases: { body: document(`{ ${times(1_500, (i) => `a${i}: __typename`)} }`), limit: 'aliases' },
  'aliased sections': { body: document(`{ ${times(900, (i) => `a${i}: ${section} { id }`)} }`) },
  'fields that do not exist': { body: document(`{ ${times(1_990, (i) => `sectoin${i}`)} }`) },
  'long fields that do not exist': { body: document(`{ ${times(1_000, (i) => `${'sectoin'.repeat(30)}${i}`)} }`) },
  'arguments that do not exist': { body: document(`{ section(${times(3_000, (i) => `ids${i}: 1`)}) { id } }`) },
  'one argument repeated': { body: document(`{ section(${'id: 1 '.repeat(3_000)}) { id } }`) },
  'object fields that do not exist': {
    body: document(`{ section(id: { ${times(3_000, (i) => `a${i}: 1`)} }) { id } }`),
  },
  'list values': { body: document(`{ section(id: [${'1 '.repeat(9_900)}]) { id } }`) },
  depth: { body: document(`{ __schema { types { ${nested(60, 'ofType { ', 'name', ' }')} } } }`), limit: 'depth' },
  branches: { body: document(`{ __type(name: "Section") { ${doubled(9)} } }`), limit: 'repeats' },
  'conflicting fields': { body: document(`{ ${times(900, (i) => `a: section(id: "${i}") { id }`)} }`) },
  'conflicting leaves': { body: document(`{ ${section} { ${times(990, (i) => `a: ${i % 2 ? 'id' : 'title'}`)} } }`) },
  'inline fragments': { body: document(`{ ${'... { __typename } '.repeat(1_990)} }`) },
  'inline fragments inside one another': { body: document(`{ ${nested(190, '... { ', '__typename', ' }')} }`) },

  // Fragments
  'a circle of one fragment': { body: document('{ ...A } fragment A on Query { ...A }') },
  'a long circle': {
    body: document(`{ ...F0 } ${times(1_000, (i) => `fragment F${i} on Query { ...F${(i + 1) % 1_000} }`)}`),
  },
  'every fragment in every fragment': {
    body: document(`{ ...F0 } ${times(60, (i) => `fragment F${i} on Query { ${times(50, (j) => `...F${j}`)} }`)}`),
  },
  'every later fragment in every fragment': {
    body: document(
      `{ ...F0 } ${times(70, (i) => `fragment F${i} on Query { __typename ${times(70 - i, (j) => `...F${i + j + 1}`)} }`)} fragment F70 on Query { __typename }`,
    ),
    limit: 'fields',
  },
  'every later empty fragment in every fragment': {
    body: document(
      `{ ...F0 } ${times(70, (i) => `fragment F${i} on Query { ${times(70 - i, (j) => `...F${i + j + 1}`)} }`)} fragment F70 on Query { ...None }`,
    ),
  },
  'a chain of fragments': {
    body: document(
      `{ ...F0 } ${times(1_300, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F1300 on Query { __typename }`,
    ),
  },
  'a chain of fragments backwards': {
    body: document(
      `fragment F0 on Query { __typename } ${times(1_300, (i) => `fragment F${i + 1} on Query { ...F${i} }`)} { ...F1300 }`,
    ),
  },
  'many fragments in one selection': {
    body: document(
      `{ ${times(1_200, (i) => `...F${i}`)} } ${times(1_200, (i) => `fragment F${i} on Query { __typename }`)}`,
    ),
  },
  'many fields beside a chain of fragments': {
    body: document(
      `{ ${times(900, (i) => `a${i}: __typename`)} ...F0 } ${times(700, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F700 on Query { __typename }`,
    ),
  },
  'interfaces inside one another': {
    body: document(
      `{ user(id: "x") { ${enrollmentsOfUser(
        7,
        times(900, (i) => `a${i}: id`),
      )} } }`,
    ),
  },
  'interfaces inside one another that merge in a different way for each type': {
    body: document(`{ user(id: "x") { ${mergedByType(7)} } }`),
  },
  'one spread repeated': { body: document(`{ ${'...A '.repeat(1_990)} } fragment A on Query { __typename }`) },
  'one empty spread repeated': { body: document(`{ ${'...A '.repeat(4_900)} }`) },
  'fragments that double': {
    body: document(
      `{ ...F0 } ${times(30, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on Query { __typename }`,
    ),
    limit: 'fields',
  },
  'empty fragments that double': {
    body: document(
      `{ ...F0 } ${times(30, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on Query { ...None }`,
    ),
  },
  'fragments that nobody uses': {
    body: document(`{ __typename } ${times(1_300, (i) => `fragment F${i} on Query { __typename }`)}`),
  },
  'one fragment defined repeatedly': {
    body: document(`{ ...A } ${'fragment A on Query { __typename } '.repeat(1_300)}`),
  },
  'fragments on types that do not exist': { body: document(`{ ${times(1_990, (i) => `... on Sectoin${i} { id }`)} }`) },

  // Directives
  'one directive repeated': {
    body: document(`{ __typename ${'@include(if: true) '.repeat(1_000)} }`),
    limit: 'directives',
  },
  'directives that do not exist': { body: document(`{ __typename ${'@a '.repeat(4_000)} }`), limit: 'directives' },
  'directives on operations': { body: document(`query ${'@a '.repeat(4_900)} { __typename }`), limit: 'directives' },
  'directives on fragments': {
    body: document(`{ ...A } fragment A on Query ${'@a '.repeat(4_900)} { __typename }`),
    limit: 'directives',
  },
  'directives on variables': {
    body: document(`query ($v: ID ${'@a '.repeat(4_900)}) { __typename }`),
    limit: 'directives',
  },
  'directives in many places': { body: document(`{ ${'__typename @a @a '.repeat(900)} }`), limit: 'directives' },

  // Operations and definitions
  'many operations': { body: document(times(1_900, (i) => `query Q${i} { __typename }`)) },
  'many operations, one named': {
    body: document(
      times(1_900, (i) => `query Q${i} { __typename }`),
      { operationName: 'Q7' },
    ),
  },
  'one operation repeated': { body: document('query Q { __typename } '.repeat(1_900)) },
  'nameless operations': { body: document('{ __typename } '.repeat(3_000)) },
  'operations that share fragments': {
    body: document(
      `${times(300, (i) => `query Q${i} { ...F0 }`)} ${times(900, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F900 on Query { __typename }`,
    ),
  },
  'definitions of types': { body: document('type A { a: Int } '.repeat(1_200)) },
  'many variables': { body: document(`query (${times(1_900, (i) => `$v${i}: ID`)}) { __typename }`) },
  'one variable repeated': { body: document(`query (${'$v: ID '.repeat(1_900)}) { __typename }`) },
  'variables that nobody declared': { body: document(`{ ${times(900, (i) => `a${i}: section(id: $v${i}) { id }`)} }`) },
  'many variables in many operations': {
    body: document(
      `${times(100, (i) => `query Q${i}(${times(10, (j) => `$v${j}: ID`)}) { ...F }`)} fragment F on Query { ${times(300, (i) => `a${i}: section(id: $v${i}) { id }`)} }`,
    ),
  },

  // @defer and @stream
  'defer everywhere': {
    body: document(`{ ${'... @defer { __typename } '.repeat(99)} }`),
    headers: { accept: 'multipart/mixed' },
  },
  'defer inside defer': {
    body: document(`{ ${nested(90, '... @defer { ', '__typename', ' }')} }`),
    headers: { accept: 'multipart/mixed' },
  },
  'defer with one label': { body: document(`{ ${'... @defer(label: "a") { __typename } '.repeat(99)} }`) },
  'too much defer': { body: document(`{ ${'... @defer { __typename } '.repeat(1_000)} }`), limit: 'directives' },
  'stream of everything': {
    body: document(`{ __schema { types @stream { name fields @stream { name args @stream { name } } } } }`),
    headers: { accept: 'multipart/mixed' },
  },
  'stream of fields with one name': {
    body: document(`{ __schema { ${times(90, (i) => `types @stream(initialCount: ${i}) { name }`)} } }`),
    headers: { accept: 'multipart/mixed' },
  },
  'stream of less than nothing': {
    body: document('{ __schema { types @stream(initialCount: -1) { name } } }'),
    headers: { accept: 'multipart/mixed' },
  },
  'many deferred fields': {
    body: document(`{ ${times(90, (i) => `... @defer { ${times(10, (j) => `a${i}_${j}: ${section} { id }`)} }`)} }`),
    headers: { accept: 'multipart/mixed' },
  },

  // Introspection
  'introspection in itself': {
    body: document(
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    ),
  },
  'introspection of possible types in themselves': {
    body: document(
      '{ __schema { types { possibleTypes { interfaces { possibleTypes { interfaces { possibleTypes { name } } } } } } } }',
    ),
  },
  'introspection under many names': {
    body: document(`{ ${times(200, (i) => `a${i}: __schema { types { name fields { name } } }`)} }`),
  },
  'introspection of types under many names': {
    body: document(`{ ${times(300, (i) => `a${i}: __type(name: "Query") { fields { name } }`)} }`),
  },
  'the schema under many names': { body: document(`{ ${times(990, (i) => `a${i}: _service { sdl }`)} }`) },

  // Variables
  'lists inside lists in variables': {
    body: withVariable('[ID!]!', nested(120_000, '[', '', ']'), 'sections(ids: $v) { id }'),
  },
  'objects inside objects in variables': {
    body: withVariable('[ID!]!', nested(40_000, '{"a":', '1', '}'), 'sections(ids: $v) { id }'),
  },
  'lists inside lists in an input': {
    body: `{"query":"mutation ($v: DropEnrollmentInput!) { dropEnrollment(input: $v) { __typename } }","variables":{"v":${nested(120_000, '[', '', ']')}}}`,
  },
  'lists inside lists beside the query': {
    body: `{"query":"{ __typename }","extensions":{"a":${nested(120_000, '[', '', ']')}}}`,
  },
  'lists inside lists as the query': { body: `{"query":${nested(120_000, '[', '', ']')}}` },
  'lists inside lists as the body': { body: nested(130_000, '[', '', ']') },
  'lists inside lists without end': { body: '['.repeat(262_000) },
  'objects without end': { body: '{"a":'.repeat(52_000) },
  'many ids': {
    body: withVariable(
      '[ID!]!',
      filled('[', '"a"', ']', ',')
        .slice(0, -800)
        .replace(/,[^,]*$/, ']'),
      'sections(ids: $v) { id }',
    ),
  },
  'many wrong values': {
    body: withVariable('[ID!]!', `[${Array(80_000).fill('{}').join()}]`, 'sections(ids: $v) { id }'),
  },
  'many nulls': { body: withVariable('[ID!]!', `[${Array(50_000).fill('null').join()}]`, 'sections(ids: $v) { id }') },
  'many true ids': {
    body: withVariable(
      '[ID!]!',
      `[${Array(6_000).fill(`"${wellKnown.sectionId}"`).join()}]`,
      'sections(ids: $v) { id }',
    ),
  },
  'many different ids': {
    body: withVariable(
      '[ID!]!',
      `[${Array.from({ length: 6_500 }, (_, i) => `"00000000-0000-4000-8000-${String(i).padStart(12, '0')}"`).join()}]`,
      'sections(ids: $v) { id }',
    ),
  },
  'a long id': { body: withVariable('ID!', `"${'x'.repeat(260_000)}"`, 'section(id: $v) { id }') },
  'a long number in variables': {
    body: withVariable('Int', '9'.repeat(260_000), `${section} { enrollments(first: $v) { nodes { id } } }`),
  },
  'a large number in variables': {
    body: withVariable('Int', '1e400', `${section} { enrollments(first: $v) { nodes { id } } }`),
  },
  'many variables that nobody declared': {
    body: `{"query":"{ __typename }","variables":{${Array.from({ length: 20_000 }, (_, i) => `"v${i}":1`).join()}}}`,
  },
  entities: {
    body: withVariable(
      '[_Any!]!',
      `[${Array(2_800).fill(`{"__typename":"Section","id":"${wellKnown.sectionId}"}`).join()}]`,
      '_entities(representations: $v) { __typename ... on Section { id title } }',
    ),
  },
  'different entities': {
    body: withVariable(
      '[_Any!]!',
      `[${Array.from({ length: 2_800 }, (_, i) => `{"__typename":"Section","id":"00000000-0000-4000-8000-${String(i).padStart(12, '0')}"}`).join()}]`,
      '_entities(representations: $v) { __typename ... on Section { title } }',
    ),
  },
  'entities of no type': {
    body: withVariable(
      '[_Any!]!',
      `[${Array(80_000).fill('{}').join()}]`,
      '_entities(representations: $v) { __typename }',
    ),
  },
  'entities of types that do not exist': {
    body: withVariable(
      '[_Any!]!',
      `[${Array(9_000).fill('{"__typename":"X","id":"1"}').join()}]`,
      '_entities(representations: $v) { __typename }',
    ),
  },
  'entities inside one another': {
    body: withVariable(
      '[_Any!]!',
      `[{"__typename":"Section","id":${nested(100_000, '[', '', ']')}}]`,
      '_entities(representations: $v) { __typename }',
    ),
  },

  // Bodies
  nothing: { body: '' },
  null: { body: 'null' },
  'a number': { body: '1' },
  'a string': { body: JSON.stringify('x'.repeat(260_000)) },
  'a list of queries': { body: `[${Array(9_000).fill('{"query":"{ __typename }"}').join()}]` },
  'JSON cut off': { body: '{"query":"{ __typename }' },
  'bytes that are no text': { body: Buffer.alloc(262_000, 0xff) },
  'a query with bytes that are no text': {
    body: Buffer.concat([
      Buffer.from('{"query":"{ __type(name: \\"'),
      Buffer.alloc(1_000, 0xc3),
      Buffer.from('\\") { name } }"}'),
    ]),
  },
  'a byte order mark': { body: `\ufeff${document('{ __typename }')}` },
  'UTF-16': { body: Buffer.from(document('{ __typename }'), 'utf16le') },
  'keys twice': { body: '{"query":"{ x }","query":"{ __typename }","variables":{"a":1,"a":2}}' },
  '__proto__ in the body': { body: '{"__proto__":{"query":"{ __typename }"},"query":"{ __typename }"}' },
  '__proto__ in variables': {
    body: '{"query":"{ __typename }","variables":{"__proto__":{"a":1},"constructor":{"prototype":{}}}}',
  },
  '__proto__ as variable': {
    body: '{"query":"query ($__proto__: ID!) { section(id: $__proto__) { id } }","variables":{"__proto__":"1"}}',
  },
  '__proto__ as alias': { body: document('{ __proto__: __typename constructor: __typename toString: __typename }') },
  '__proto__ as field': { body: document('{ __proto__ constructor hasOwnProperty toString }') },
  '__proto__ as argument': { body: document('{ section(__proto__: 1, constructor: 2) { id } }') },
  '__proto__ as fragment': {
    body: document('{ ...__proto__ ...constructor } fragment __proto__ on Query { __typename }'),
  },
  '__proto__ as type': { body: document('query ($v: __proto__) { ... on constructor { id } }') },
  '__proto__ as directive': { body: document('{ __typename @__proto__ @constructor }') },
  '__proto__ as operation': { body: document('query __proto__ { __typename }', { operationName: '__proto__' }) },
  '__proto__ as hash': {
    body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}',
  },
  '__proto__ as entity': {
    body: withVariable(
      '[_Any!]!',
      '[{"__typename":"__proto__"},{"__typename":"constructor"}]',
      '_entities(representations: $v) { __typename }',
    ),
  },
  'an object as query': { body: '{"query":{"a":1}}' },
  'a list as variables': { body: '{"query":"{ __typename }","variables":[1]}' },
  'a string as variables': { body: '{"query":"{ __typename }","variables":"x"}' },
  'an object as operation name': { body: '{"query":"{ __typename }","operationName":{}}' },
  'a string as extensions': { body: '{"query":"{ __typename }","extensions":"x"}' },
  gzip: { body: gzipSync(document('{ __typename }')), headers: { 'content-encoding': 'gzip' } },
  'a gzip bomb': { body: gzipSync(Buffer.alloc(200_000_000, ' ')), headers: { 'content-encoding': 'gzip' } },
  'gzip that is none': { body: document('{ __typename }'), headers: { 'content-encoding': 'gzip' } },
  'deflate that is none': { body: document('{ __typename }'), headers: { 'content-encoding': 'deflate' } },
  'brotli that is none': { body: document('{ __typename }'), headers: { 'content-encoding': 'br' } },
  'an unknown encoding': { body: document('{ __typename }'), headers: { 'content-encoding': 'x' } },
  'encodings of encodings': {
    body: document('{ __typename }'),
    headers: { 'content-encoding': Array(500).fill('gzip').join() },
  },
  'an unknown charset': {
    body: document('{ __typename }'),
    headers: { 'content-type': 'application/json; charset=x' },
  },
  'a long accept': { body: document('{ __typename }'), headers: { accept: `${'a/b;q=0.1,'.repeat(900)}*/*` } },
  'a long content type': {
    body: document('{ __typename }'),
    headers: { 'content-type': `application/json;${' '.repeat(9_000)}` },
  },
};
