import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Composer, compose, composeSupergraph, type Subgraph, subgraphs } from '../src/compose.ts';

const { learning, users } = subgraphs();

test('supergraph.graphql is up to date; `npm run generate` in the root of the repository writes it', () => {
  const committed = readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
  expect(composeSupergraph([learning, users])).toBe(committed);
});

describe.each<Composer>(['apollo', 'guild'])('with the composer of %s, the learning graph composes', (composer) => {
  test('alone', () => {
    expect(compose(composer, [learning]).errors).toEqual([]);
  });

  test('beside the users graph, in either order', () => {
    expect(compose(composer, [learning, users]).errors).toEqual([]);
    expect(compose(composer, [users, learning]).errors).toEqual([]);
  });

  test.each(Object.entries(neighbors()))('beside a neighbor that %s', (_, sdl) => {
    expect(compose(composer, [learning, neighbor(sdl)]).errors).toEqual([]);
  });

  test('beside all of these neighbors at once', () => {
    const all = Object.values(neighbors()).map((sdl, index) => neighbor(sdl, `neighbor${index}`));
    expect(compose(composer, [learning, ...all]).errors).toEqual([]);
  });
});

describe.each<Composer>(['apollo', 'guild'])(
  'with the composer of %s, composition reports the error of a neighbor that',
  (composer) => {
    test.each([
      [
        'forgets that PageInfo is shared',
        'type Query { page: PageInfo } type PageInfo { hasNextPage: Boolean! }',
        'INVALID_FIELD_SHARING',
      ],
      [
        "defines an organization's name without sharing it",
        'type Query { employer: Organization } type Organization @key(fields: "id") { id: ID! name: String }',
        'INVALID_FIELD_SHARING',
      ],
      [
        'has a root field of the same name',
        'type Query { user(id: ID!): User } type User @key(fields: "id") { id: ID! name: String }',
        'INVALID_FIELD_SHARING',
      ],
      [
        'defines Section as another kind of type',
        'type Query { section2: Section } scalar Section',
        'TYPE_KIND_MISMATCH',
      ],
    ])('%s', (_, sdl, code) => {
      expect(compose(composer, [learning, neighbor(sdl)]).errors.map((error) => error.split(':')[0])).toContain(code);
    });
  },
);

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
