import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isNullableType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { countCalls, type Harness, startHarness } from '../support/harness.ts';
import { queryInParts } from '../support/parts.ts';
import { documentFor, type Mutation, mutations, successOf } from '../support/writes.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'), { assumeValidSDL: true });
const fields = schema.getMutationType()?.getFields() ?? {};

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

test('the table has every mutation of the schema', () => {
  expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(fields).sort());
});

const membersOf = (type: GraphQLNamedType): readonly GraphQLObjectType[] => {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
};

/** A selection of a field of this type: `__typename` for an object, and for a result of a payload each member too. */
function selectionOf(type: GraphQLNamedType): string {
  const members = membersOf(type);
  if (members.length === 0) return '';
  if (!isAbstractType(type)) return '{ __typename }';
  return `{ __typename ${members.map(({ name }) => `... on ${name} { __typename }`).join(' ')} }`;
}

interface Selection {
  title: string;
  selection: string;
  /** How often each read is called. */
  reads: Record<string, number>;
}
interface Field {
  name: string;
  /** The selection of its fields. */
  text: string;
  isList: boolean;
}

/** The fields of a type that need no arguments. */
function fieldsOf(type: GraphQLObjectType): Field[] {
  return Object.values(type.getFields())
    .filter(({ args }) => args.every((argument) => isNullableType(argument.type)))
    .map(({ name, type: fieldType }) => ({
      name,
      text: selectionOf(getNamedType(fieldType)),
      isList: isListType(getNullableType(fieldType)),
    }));
}

/** The reads of the fields that show more than the write returns: one row is found by its section, several by a search. */
function readsOf(field: string, { isBulk }: Mutation): Record<string, number> {
  if (field === 'values') return { GetCustomEnrollmentFieldValues: isBulk ? 3 : 1 };
  if (field !== 'enrollment') return {};
  return isBulk ? { SearchEnrollments: 1, GetSections: 1 } : { GetSectionEnrollments: 1 };
}

/** The fields of a type to select one by one; those of an error are selected together. */
function rowsOf(type: GraphQLObjectType): Field[] {
  const all = fieldsOf(type);
  if (!type.name.endsWith('Error')) return all;
  return [{ name: all.map(({ name, text }) => `${name} ${text}`).join(' '), text: '', isList: false }];
}

const resultOf = ({ name }: Mutation) => getNamedType(fields[name]?.type) ?? raise(name);
const raise = (name: string): never => {
  throw new Error(`The schema has no mutation ${name}.`);
};

/** Each field of an outcome of a bulk mutation; of its result, each field of each member. */
function outcomeSelectionsOf(mutation: Mutation): Selection[] {
  const success = successOf(mutation);
  const outcome = fieldsOf(schema.getType(success) as GraphQLObjectType).find(({ name }) => name === 'outcomes');
  if (!outcome) return [];
  const [type = raise(success)] = membersOf(
    getNamedType((schema.getType(success) as GraphQLObjectType).getFields().outcomes?.type) ?? raise(success),
  );
  const on = (selection: string) => `{ ... on ${success} { outcomes { ${selection} } } }`;
  const result = getNamedType(type.getFields().result?.type) ?? raise(type.name);
  return [
    ...fieldsOf(type).map(({ name, text }) => ({
      title: `${type.name}.${name}`,
      selection: on(`${name} ${text}`),
      reads: {},
    })),
    ...membersOf(result).flatMap((member) =>
      rowsOf(member).map(({ name, text }) => ({
        title: `${type.name}.result, ${member.name}.${name}`,
        selection: on(`result { ... on ${member.name} { ${name} ${text} } }`),
        reads: readsOf(name, mutation),
      })),
    ),
  ];
}

/** For each member of the result, each field; of the success also twice, in fragments, not included, skipped. */
function selectionsOf(mutation: Mutation): Selection[] {
  const perField = membersOf(resultOf(mutation)).flatMap((member) =>
    rowsOf(member).flatMap(({ name, text }): Selection[] => {
      const on = (selection: string) => `... on ${member.name} { ${selection} }`;
      const title = `${member.name}.${name}`;
      const alone = { title, selection: `{ ${on(`${name} ${text}`)} }` };
      if (member.name.endsWith('Error')) return [{ ...alone, reads: {} }];
      const included = [
        alone,
        { title: `${title} under two names`, selection: `{ ${on(`a: ${name} ${text} b: ${name} ${text}`)} }` },
        { title: `${title} in two fragments`, selection: `{ ${on(`${name} ${text}`)} ${on(`${name} ${text}`)} }` },
      ];
      const excluded = [
        {
          title: `${title} that is not included`,
          selection: `{ ${on(`__typename ${name} @include(if: false) ${text}`)} }`,
        },
        { title: `${title} that is skipped`, selection: `{ ${on(`__typename ${name} @skip(if: true) ${text}`)} }` },
        {
          title: `${title} in a fragment that is skipped`,
          selection: `{ __typename ... on ${member.name} @skip(if: true) { ${name} ${text} } }`,
        },
      ];
      return [
        ...included.map((selection) => ({ ...selection, reads: readsOf(name, mutation) })),
        ...excluded.map((selection) => ({ ...selection, reads: {} })),
      ];
    }),
  );
  return [
    { title: 'nothing but __typename', selection: '{ __typename }', reads: {} },
    ...perField,
    ...outcomeSelectionsOf(mutation),
  ];
}

/** Each field of the success: deferred, and streamed if it is a list. */
function incrementalSelectionsOf(mutation: Mutation): Selection[] {
  const success = schema.getType(successOf(mutation)) as GraphQLObjectType;
  return fieldsOf(success).flatMap(({ name, text, isList }): Selection[] => {
    const reads = readsOf(name, mutation);
    const title = `${success.name}.${name}`;
    const now = `... on ${success.name} { ${name} ${text} }`;
    const deferred = `... on ${success.name} @defer { ${name} ${text} }`;
    return [
      { title: `${title}, deferred`, selection: `{ __typename ${deferred} }`, reads },
      { title: `${title}, at once and deferred`, selection: `{ ${now} ${deferred} }`, reads },
      ...(isList && text
        ? ['', '(initialCount: 1)', '(if: false)'].map((stream) => ({
            title: `${title} @stream${stream}`,
            selection: `{ ... on ${success.name} { ${name} @stream${stream} ${text} } }`,
            reads,
          }))
        : []),
    ];
  });
}

const rows = (selectionsFor: (mutation: Mutation) => Selection[]) =>
  mutations.flatMap((mutation) =>
    selectionsFor(mutation).map((selection) => ({ ...selection, mutation, name: mutation.name })),
  );

/** The calls of writes, and the items that they name. */
function writesOf({ sandbox }: Harness, { operation, parameter }: Mutation) {
  return sandbox
    .calls()
    .filter((call) => call.operation === operation)
    .map(({ parameters }) => parameters[parameter])
    .sort();
}

/** Asserts that each item was written once, and that nothing was read beyond the selection. */
function demandOneWritePerItem(mutation: Mutation, items: readonly string[], reads: Record<string, number>): void {
  expect(writesOf(harness, mutation)).toEqual([...items].sort());
  expect(countCalls(harness.sandbox)).toEqual({ ...reads, [mutation.operation]: items.length });
}

describe('a mutation writes once for each item', () => {
  test.each(rows(selectionsOf))('$name: $title', async ({ mutation, selection, reads }) => {
    const items = mutation.itemsOf(harness, mutation.isBulk ? 3 : 1);
    const { errors } = await harness.query(documentFor(mutation, selection), {
      variables: { input: mutation.inputFor(items) },
    });
    expect(errors).toEqual([]);
    demandOneWritePerItem(mutation, items, reads);
  });

  test.each(rows((mutation) => [...incrementalSelectionsOf(mutation), ...selectionsOf(mutation).slice(0, 2)]))(
    '$name in parts: $title',
    async ({ mutation, selection, reads }) => {
      const items = mutation.itemsOf(harness, mutation.isBulk ? 3 : 1);
      harness.sandbox.clearCalls();
      const parts = queryInParts(harness, documentFor(mutation, selection), {
        variables: { input: mutation.inputFor(items) },
      });
      for await (const part of parts) expect(JSON.stringify(part)).not.toContain('"errors"');
      demandOneWritePerItem(mutation, items, reads);
    },
  );
});

const isRead = (operation: string) => /^(Get|Search)/.test(operation);

describe('a dry run writes nothing', () => {
  const bulks = mutations.filter(({ isBulk }) => isBulk);
  const dry = (selectionsFor: (mutation: Mutation) => Selection[]) =>
    rows(selectionsFor).filter(({ mutation }) => bulks.includes(mutation));
  const inputOf = (mutation: Mutation) => ({ ...mutation.inputFor(mutation.itemsOf(harness, 3)), dryRun: true });

  test('every mutation that accepts dryRun is in the table', () => {
    const accepting = Object.values(fields).filter(({ args }) => {
      const input = getNamedType(args.find(({ name }) => name === 'input')?.type);
      return input && 'getFields' in input && 'dryRun' in input.getFields();
    });
    expect(accepting.map(({ name }) => name).sort()).toEqual(bulks.map(({ name }) => name).sort());
  });

  test.each(dry(selectionsOf))('$name: $title', async ({ mutation, selection }) => {
    const { errors } = await harness.query(documentFor(mutation, selection), {
      variables: { input: inputOf(mutation) },
    });
    expect(errors).toEqual([]);
    expect(writesOf(harness, mutation)).toEqual([]);
    expect(Object.keys(countCalls(harness.sandbox)).filter((operation) => !isRead(operation))).toEqual([]);
  });

  test.each(dry(incrementalSelectionsOf))('$name in parts: $title', async ({ mutation, selection }) => {
    harness.sandbox.clearCalls();
    const parts = queryInParts(harness, documentFor(mutation, selection), { variables: { input: inputOf(mutation) } });
    for await (const part of parts) expect(JSON.stringify(part)).not.toContain('"errors"');
    expect(writesOf(harness, mutation)).toEqual([]);
    expect(Object.keys(countCalls(harness.sandbox)).filter((operation) => !isRead(operation))).toEqual([]);
  });
});
