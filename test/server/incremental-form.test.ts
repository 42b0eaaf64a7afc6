import { GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Part } from '../../src/server/graphql/engine.ts';
import { inFormV02 } from '../../src/server/graphql/incremental-form.ts';

const error = new GraphQLError('Failed.', { path: ['a', 'b'] });

test.each<[string, string, Part[], object[]]>([
  [
    'a deferred fragment that its errors left nothing of is completed with them',
    '{ a { ... @defer(label: "x") { b } } }',
    [
      { data: { a: {} }, hasNext: true },
      { incremental: [{ path: ['a'], label: 'x', data: null, errors: [error] }], hasNext: false },
    ],
    [
      { data: { a: {} }, pending: [{ id: '0', path: ['a'], label: 'x' }], hasNext: true },
      { completed: [{ id: '0', errors: [error] }], hasNext: false },
    ],
  ],
  [
    'a streamed list whose next item failed is completed with the error',
    '{ a @stream { b } }',
    [
      { data: { a: [{ b: 1 }] }, hasNext: true },
      { incremental: [{ path: ['a', 1], items: null, errors: [error] }], hasNext: false },
    ],
    [
      { data: { a: [{ b: 1 }] }, pending: [{ id: '0', path: ['a'] }], hasNext: true },
      { completed: [{ id: '0', errors: [error] }], hasNext: false },
    ],
  ],
  [
    'a deferred fragment in an item of a streamed list is announced with the item',
    'query ($on: Boolean = true) { a @stream(label: "s") { b ...F @defer(if: $on) } } fragment F on A { c }',
    [
      { data: { a: [] }, hasNext: true },
      { incremental: [{ path: ['a', 0], label: 's', items: [{ b: 1 }] }], hasNext: true },
      { incremental: [{ path: ['a', 0], data: { c: 2 } }], hasNext: false },
    ],
    [
      { data: { a: [] }, pending: [{ id: '0', path: ['a'], label: 's' }], hasNext: true },
      { pending: [{ id: '1', path: ['a', 0] }], incremental: [{ id: '0', items: [{ b: 1 }] }], hasNext: true },
      { incremental: [{ id: '1', data: { c: 2 } }], completed: [{ id: '1' }, { id: '0' }], hasNext: false },
    ],
  ],
  [
    'a fragment on another type is completed with the last part',
    '{ a { ... on B @defer { b } ... on C @defer(if: false) { c } } }',
    [{ data: { a: {} }, hasNext: true }, { hasNext: false }],
    [
      { data: { a: {} }, pending: [{ id: '0', path: ['a'] }], hasNext: true },
      { completed: [{ id: '0' }], hasNext: false },
    ],
  ],
])('%s', async (_, text, parts, expected) => {
  const document = parse(text);
  const node = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const converted: Part[] = [];
  for await (const part of inFormV02(inTurn(parts), { node, operation: { document } })) converted.push(part);
  expect(JSON.parse(JSON.stringify(converted))).toEqual(JSON.parse(JSON.stringify(expected)));
});

async function* inTurn(parts: readonly Part[]) {
  yield* parts;
}
