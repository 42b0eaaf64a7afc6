import { AsyncLocalStorage } from 'node:async_hooks';
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { promisesOf } from '../../src/execution/field-promises.ts';
import { batchNames, feedsOf } from '../../src/loaders/batch-scheduler.ts';
import { BatchLoader } from '../../src/loaders/keyed-loader.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createState } from '../../src/sandbox/world/state.ts';
import { ordinaryMutations, ordinaryOperations } from '../support/corpus/operations.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { type Harness, startHarness } from '../support/harness.ts';

/** The field, or the interface whose type is found out, that runs now. */
const running = vi.hoisted(() => ({ storage: null as AsyncLocalStorage<string> | null }));
running.storage = new AsyncLocalStorage();

vi.mock('../../src/graph/schema.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/graph/schema.ts')>();
  const run = <Result>(name: string, action: () => Result): Result => running.storage?.run(name, action) ?? action();
  const buildSchema: typeof original.buildSchema = (options) => {
    const schema = original.buildSchema({
      ...options,
      wrapResolver: (resolve, coordinate) => (source, args, context, info) =>
        run(coordinate, () => resolve(source, args, context, info)),
    });
    for (const type of Object.values(schema.getTypeMap())) {
      if (isObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          const { row } = promisesOf(field);
          if (!row) continue;
          const { load } = row;
          row.load = (...args) => run(`${type.name}.${field.name}`, () => load(...args));
        }
      }
      if (!isAbstractType(type) || !type.resolveType) continue;
      const { resolveType } = type;
      type.resolveType = (...args) => run(type.name, () => resolveType(...args));
    }
    return schema;
  };
  return { ...original, buildSchema };
});

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());

test('a field adds keys only to the batches that it declares, so that they wait for it', {
  timeout: 600_000,
}, async () => {
  const { buildSchema } = await import('../../src/graph/schema.ts');
  const schema = buildSchema();
  const undeclared = new Set<string>();
  const seen = new Set<string>();
  const load = BatchLoader.prototype.load;
  const spy = vi.spyOn(BatchLoader.prototype, 'load').mockImplementation(function (this: never, ...args) {
    const { batch } = this as BatchLoader<unknown, unknown>;
    const name = running.storage?.getStore() ?? 'no field';
    // Each key of a single call is a batch of its own. Only lists are declared.
    const isOfSingleKeys = batch === 'catalogs' || batch === 'organizations';
    if (!isOfSingleKeys) seen.add(`${name} ${batch}`);
    if (!isOfSingleKeys && !(declared(schema, name) & feedsOf([batch]))) undeclared.add(`${name} ${batch}`);
    return load.apply(this, args as never);
  });
  const start = { world: createState(1).world };
  const operations = [
    { parameters: { query: oneValue } },
    ...ordinaryOperations(start),
    ...randomQueries(schema, 150, { seed: 30, isDivided: false }),
    ...ordinaryMutations(start),
  ];
  for (const { parameters } of operations) await harness.query(undefined, { parameters });
  spy.mockRestore();
  expect([...undeclared]).toEqual([]);
  for (const batch of batchNames.filter((name) => name !== 'catalogs' && name !== 'organizations'))
    expect([...seen].filter((pair) => pair.endsWith(` ${batch}`))).not.toEqual([]);
});

const oneValue = `{ enrollment(id: "${wellKnown.enrollmentId}") { phase customFieldValues(key: "${wellKnown.customFieldKey}") { value } } }`;

/** The batches that a field or an interface declares. */
function declared(schema: GraphQLSchema, name: string): number {
  const [typeName = '', fieldName] = name.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName ?? ''] : undefined;
  const { feeds = 0, feedsLater = 0 } = ((field ?? type)?.extensions ?? {}) as { feeds?: number; feedsLater?: number };
  return feeds | feedsLater;
}
