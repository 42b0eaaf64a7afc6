import { printSubgraphSchema } from '@apollo/subgraph';
import fc from 'fast-check';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { subgraphSdl } from '../../src/graph/federation/subgraph-sdl.ts';
import { buildSchema } from '../../src/graph/schema.ts';

test("the graph's SDL is what @apollo/subgraph prints", () => {
  const schema = buildSchema();

  expect(subgraphSdl(schema)).toBe(printedByApollo(schema));
});

test('every kind of definition is printed as @apollo/subgraph prints it', () => {
  const schema = schemaOf(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@shareable", "@tag"])

    scalar Plain
    "A scalar." scalar Date @specifiedBy(url: "https://example.com/date") @tag(name: "scalar")
    enum Color @tag(name: "enum") { "The color of blood." RED @tag(name: "value") BLUE @deprecated(reason: "Use \\"RED\\".") }
    enum Size { SMALL "Not small." LARGE }
    union Thing @tag(name: "union") = Book | Shelf
    union Other = Book | Shelf
    interface Named @key(fields: "id") { id: ID! name: String }
    interface Node { id: ID! }
    input Filter @tag(name: "input") { colors: [Color!] = [RED, BLUE] @tag(name: "field") "Nested." and: Filter text: String = "a\\n\\"b\\"" }
    input Range { from: Int = -1, to: Float = 1.5, open: Boolean = false, at: Pair = { x: 1, y: null } }
    input Pair { x: Int, y: Int }
    type Book implements Named & Node @key(fields: "id") @key(fields: "name owner { id }", resolvable: false) {
      id: ID!
      "Its name." name: String @shareable
      owner: Shelf
      shelf(range: Range = { from: 2 }, "Documented." filter: Filter, sorted: Boolean @tag(name: "argument")): Shelf
    }
    type Shelf @shareable { id: ID! books(first: Int = 10, after: String): [Book!]! }
    "Reads."
    type Query { things: [Thing] others: [Other] plain: Plain date: Date size: Size }
    type Mutation { paint(color: Color!): Boolean }
  `);

  expect(subgraphSdl(schema)).toBe(printedByApollo(schema));
});

test('every description is printed as @apollo/subgraph prints it', () => {
  const text = fc.stringMatching(/^[a-z"\\.]([a-z"\\. \n]*[a-z"\\.])?$/, { size: '+1' });
  fc.assert(
    fc.property(text, (description) => {
      const quoted = JSON.stringify(description);
      const schema = schemaOf(
        `${quoted} type Query { ${quoted} first(${quoted} a: Int ${quoted} b: Int): Int ${quoted} second: Int }`,
      );
      expect(subgraphSdl(schema)).toBe(printedByApollo(schema));
    }),
  );
});

/** A schema with the AST nodes that the directives plugin gives the graph. */
function schemaOf(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl), { assumeValidSDL: true });
}

function printedByApollo(schema: GraphQLSchema): string {
  return `${printSubgraphSchema(schema).trim()}\n`;
}
