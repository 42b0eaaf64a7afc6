import { readFileSync } from 'node:fs';
import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildSchema } from '../src/graph/schema.ts';
import { type OperationName, operations } from '../src/learning-api/contract/operations.ts';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
}
interface Operation {
  operationId: string;
  parameters?: { $ref?: string; name?: string }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, { name: string }> };
}

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const contract = parse(read('src/learning-api/contract/openapi.yaml')) as Contract;
const [introduction = '', ...parts] = read('docs/rest-sentences.md').split('\n## ');
const sections = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]));

const last = (reference: string) => reference.split('/').at(-1) ?? '';
const schema = buildSchema();

/** The parameters of an operation, in the query and in the body. */
function parametersOf({ parameters = [], requestBody }: Operation): string[] {
  const body = requestBody?.content['application/json'].schema ?? {};
  const { properties = {} } = body.$ref ? (contract.components.schemas[last(body.$ref)] ?? {}) : body;
  const inQuery = parameters.map(
    ({ $ref, name }) => name ?? contract.components.parameters[last($ref ?? '')]?.name ?? '',
  );
  return [...inQuery, ...Object.keys(properties)];
}

const declared = Object.values(contract.paths)
  .flatMap((methods) => Object.values(methods))
  .filter(({ operationId }) => Object.hasOwn(operations, operationId));

test('every operation has a section', () => {
  expect([...sections.keys()].sort()).toEqual((Object.keys(operations) as OperationName[]).sort());
});

test.each(declared.map((operation) => [operation.operationId, operation] as const))(
  'every parameter of %s is named',
  (name, operation) => {
    const parameters = parametersOf(operation);
    expect(parameters.length).toBeGreaterThan(1);
    const text = `${introduction}\n${sections.get(name)}`;
    expect(parameters.filter((parameter) => !text.includes(`\`${parameter}\``))).toEqual([]);
  },
);

test.each([...sections])('everything that %s names in the graph exists', (_, text) => {
  const names = Array.from(text.matchAll(/`([A-Z]\w*(?:\.\w+(?:\(\w+:\))?)?)`/g), ([, name = '']) => name);
  expect(names).not.toEqual([]);
  expect(names.filter((name) => !exists(name))).toEqual([]);
});

/** True if the schema has a type, a field such as `Query.section`, or an argument such as `Query.section(id:)`. */
function exists(coordinate: string): boolean {
  const [, typeName = '', fieldName, argumentName] = /^(\w+)(?:\.(\w+)(?:\((\w+):\))?)?$/.exec(coordinate) ?? [];
  const type = schema.getType(typeName);
  if (!type || fieldName === undefined) return type !== undefined;
  if (isInputObjectType(type)) return fieldName in type.getFields();
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const field = type.getFields()[fieldName];
  return field !== undefined && (argumentName === undefined || field.args.some(({ name }) => name === argumentName));
}
