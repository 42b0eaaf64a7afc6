import {
  buildSchema,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLResolveInfo,
  isObjectType,
  parse,
} from 'graphql';
import { expect, test } from 'vitest';
import { createPlanner } from '../../src/execution/planner.ts';

const sdl = `
  interface Animal { name: String friends: [[Animal]] }
  type Cat implements Animal { name: String friends: [[Animal]] }
  type Query { animals(first: Int): [Animal] cat: Cat called(times: Int): String }
`;
const query = `query Zoo($times: Int) {
  animals(first: 2) { ...Named friends { ... on Cat { nick: name } } }
  cat { __typename name }
  call: called(times: $times)
}
fragment Named on Animal { name }`;

/** The ways in which resolvers and wrappers copy an info. */
const copies: Record<string, (info: GraphQLResolveInfo) => object> = {
  'the info itself': (info) => info,
  'a spread': (info) => ({ ...info }),
  'Object.assign': (info) => Object.assign({}, info),
  'the rest of a destructuring': ({ fieldName, ...rest }) => ({ fieldName, ...rest }),
  'entries by Object.keys': (info) =>
    Object.fromEntries(Object.keys(info).map((key) => [key, info[key as keyof GraphQLResolveInfo]])),
  'entries by for … in': (info) => {
    const copy: Record<string, unknown> = {};
    for (const key in info) copy[key] = info[key as keyof GraphQLResolveInfo];
    return copy;
  },
};

type Run = (args: ExecutionArgs) => unknown;
const planned: Run = ({ schema, document, operationName, variableValues = {}, rootValue, contextValue }) =>
  createPlanner()(schema, document, operationName, variableValues)?.({
    variableValues: variableValues ?? {},
    rootValue,
    contextValue,
  });

interface Context {
  keep(about: string, info: GraphQLResolveInfo): void;
}

const schema = buildSchema(sdl);
const { Animal: animal, Cat: cat, Query: root } = schema.getTypeMap();
if (!isObjectType(cat) || !isObjectType(root)) throw new Error('The schema lacks a type.');
Object.assign(animal ?? {}, {
  resolveType: (_: unknown, { keep }: Context, info: GraphQLResolveInfo) => {
    keep('a type', info);
    return 'Cat';
  },
});
cat.isTypeOf = (_, { keep }: Context, info) => {
  keep('isTypeOf', info);
  return true;
};
const values: Record<string, unknown> = { animals: [{}, {}], cat: {}, name: 'Tom', friends: [[{}, null], []] };
for (const field of [...Object.values(cat.getFields()), root.getFields().animals, root.getFields().cat])
  Object.assign(field ?? {}, {
    resolve: (_: unknown, __: unknown, { keep }: Context, info: GraphQLResolveInfo) => {
      keep('a field', info);
      return values[info.fieldName];
    },
  });
const rootValue = {
  called: (_: unknown, { keep }: Context, info: GraphQLResolveInfo) => {
    keep('a method', info);
    return 'Tom';
  },
};

/** The copies of the infos that resolvers get in an execution, by their path and what they resolve. */
async function infosOf(run: Run, copy: (info: GraphQLResolveInfo) => object) {
  const infos = new Map<string, GraphQLResolveInfo>();
  const keep: Context['keep'] = (about, info) =>
    infos.set(`${about} at ${JSON.stringify(info.path)}`, copy(info) as GraphQLResolveInfo);
  const result = await run({ schema, document, rootValue, contextValue: { keep }, variableValues: { times: 3 } });
  expect((result as ExecutionResult).errors).toBeUndefined();
  return infos;
}

const document = parse(query);

test.each(Object.entries(copies))('a plan gives resolvers every property of graphql-js in %s', async (_, copy) => {
  const [actual, expected] = [await infosOf(planned, copy), await infosOf(execute, copy)];
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  expect(expected.size).toBeGreaterThan(10);
  for (const [about, theirs] of expected) {
    const { position, ...ours } = actual.get(about) as GraphQLResolveInfo & { position: unknown };
    expect(position).toEqual({ feeds: 0 });
    expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
    for (const name of Object.keys(theirs) as (keyof GraphQLResolveInfo)[]) {
      expect(ours[name], name).toEqual(theirs[name]);
      if (['schema', 'parentType', 'returnType', 'operation', 'rootValue'].includes(name))
        expect(ours[name], name).toBe(theirs[name]);
    }
  }
});
