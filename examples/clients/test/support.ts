import { readFileSync } from 'node:fs';
import { buildSchema, isInterfaceType, isObjectType, parse, print, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { exampleQueries } from '../../../src/server/pages/example-queries.ts';
import { type Harness, startHarness } from '../../../test/support/harness.ts';

export { wellKnown };

export const schema = buildSchema(readFileSync(new URL('../../../schema.client.graphql', import.meta.url), 'utf8'));

/** Selects the key of every object, as normalized caches demand. */
function withIds(query: string): string {
  const types = new TypeInfo(schema);
  const keyOf = (name: string) => (name === 'Category' ? '{ id catalog { id } }' : '{ id }');
  const document = visit(
    parse(query),
    visitWithTypeInfo(types, {
      SelectionSet: (node) => {
        const type = types.getParentType();
        const id = isObjectType(type) || isInterfaceType(type) ? type.getFields().id : undefined;
        if (!type || !id || id.deprecationReason) return undefined;
        const key = parse(keyOf(type.name)).definitions[0];
        const selections = key && 'selectionSet' in key ? (key.selectionSet?.selections ?? []) : [];
        return { ...node, selections: [...node.selections, ...(selections as typeof node.selections)] };
      },
    }),
  );
  return print(document);
}

/** The queries of GraphiQL's tabs that are not mutations and no router's. */
export const queries = exampleQueries(wellKnown as unknown as Record<string, string>)
  .filter(({ query }) => !/\bmutation\b|_entities/.test(query))
  .map(({ query, variables }) => ({
    name: /query (\w+)/.exec(query)?.[1] ?? query,
    // Clients get parts in their own test.
    query: withIds(query.replaceAll(/ @(defer|stream)(\([^)]*\))?/g, '')),
    variables: JSON.parse(variables) as Record<string, unknown>,
  }));

/** A gateway for the tests of a file. A test fails if a client warns. */
export function gateway(): { current: Harness } {
  const started = {} as { current: Harness };
  beforeAll(async () => {
    started.current = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  });
  afterAll(() => started.current.close());
  const warnings: unknown[][] = [];
  beforeEach(() => {
    started.current.sandbox.reset();
    warnings.length = 0;
    for (const method of ['warn', 'error'] as const) {
      vi.spyOn(console, method).mockImplementation((...texts) => {
        warnings.push(texts);
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expect(warnings).toEqual([]);
  });
  return started;
}

/** Removes the `__typename` that clients add. */
export function withoutTypeNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypeNames);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '__typename');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutTypeNames(inner)]));
}
