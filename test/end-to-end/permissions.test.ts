import { getNamedType, isInterfaceType, isLeafType, isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { restrictedCalls } from '../../src/graph/plugins/permissions.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import {
  factsOf,
  type OperationName,
  operations,
  type RestrictedOperation,
} from '../../src/learning-api/contract/operations.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { fieldCall, pathsTo } from '../support/field-paths.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { operationQueries } from '../support/operation-queries.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const schema = buildSchema();
const restricted = (Object.keys(operations) as OperationName[]).filter(
  (name): name is RestrictedOperation => factsOf(name).requires !== undefined,
);
const permissionOf = (name: string) => factsOf(name as OperationName).requires ?? '';

const fieldsOf = (typeName: string) => {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
};

/** The descriptions of a field and of the type that it leads to. */
function descriptionsOf(coordinate: string): string {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const field = fieldsOf(typeName)[fieldName];
  const connected = fieldsOf(String(getNamedType(field?.type))).nodes ?? field;
  return `${field?.description} ${getNamedType(connected?.type)?.description}`;
}

test.each([...pathsTo(schema)])(
  '%s: the permissions of the operations that it calls are described on the way to it',
  async (_, { open, close, target, coordinates }) => {
    const leaves = Object.values(fieldsOf(target)).filter(({ type }) => isLeafType(getNamedType(type)));
    const { calls } = await harness.query(`${open} __typename ${leaves.map(fieldCall).join(' ')} ${close}`);
    const described = coordinates.map(descriptionsOf).join(' ');
    expect(Object.keys(calls).filter((name) => !described.includes(permissionOf(name)))).toEqual([]);
  },
);

test.each(restricted)('%s: its fields say what it requires, and so does the error if it is refused', async (name) => {
  const types = Object.values(schema.getTypeMap());
  const callers = types
    .flatMap((type) => Object.values(fieldsOf(type.name)))
    .filter((field) => restrictedCalls(field).includes(name));
  expect(callers).not.toEqual([]);
  for (const { description } of callers) expect(description).toMatch(requirementOf(name));

  harness.sandbox.addFault({ kind: 'status', status: 403, operation: name });
  const { data, errors } = await harness.query(operationQueries(harness.sandbox)[name]);
  const messages = [
    ...errors.map(({ message }) => message),
    ...Object.values(data ?? {}).map((field) => String((field as { message?: string } | null)?.message)),
  ];
  expect(messages.join(' ')).toContain(`Requires ${permissionOf(name)}. Ask an administrator`);
});

test('a description names no permission twice', () => {
  const types = Object.values(schema.getTypeMap());
  const descriptions = types
    .flatMap((type) => [type, ...Object.values(fieldsOf(type.name))])
    .map(({ description }) => description ?? '');
  const repeating = descriptions.filter((text) =>
    restricted.some((name) => text.split(requirementOf(name)).length > 2),
  );
  expect(repeating).toEqual([]);
});

/** The sentence of a description, or the end of one, that names the permission of an operation. */
function requirementOf(name: OperationName): RegExp {
  return new RegExp(`requires ${permissionOf(name).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\.`, 'i');
}
