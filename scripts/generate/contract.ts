import { readFile } from 'node:fs/promises';
import openapiTypes, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const contractFile = new URL('../../src/learning-api/contract/openapi.yaml', import.meta.url);

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
  additionalProperties?: boolean | Schema;
}
interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  deprecated?: boolean;
}
interface Operation {
  operationId: string;
  deprecated?: boolean;
  parameters?: Parameter[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: { 200: { content: { 'application/json': { schema: Schema } } } };
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

/** The REST types and the run-time table of the contract, as the text of one TypeScript file. */
export async function contractText(): Promise<string> {
  const source = await readFile(contractFile, 'utf8');
  const contract = parse(source) as Contract;
  const types = astToString(await openapiTypes(source, { alphabetize: false }));
  return `${[
    '// Generated from openapi.yaml by `npm run generate`. Do not edit.',
    types.trim(),
    `/** How each operation of the LearningApi goes over the wire: parameters by their name in code, then by their name in the REST API. */\nexport const wireOperations = ${literal(wireOperations(contract))} as const;`,
    `/** The fields of each object: name in the REST API, then name in code, kind, and whether a row is worth nothing without it. */\nexport const wireShapes = ${literal(wireShapes(contract))} as const;`,
  ].join('\n\n')}\n`;
}

function wireOperations(contract: Contract) {
  const operations: Record<string, unknown> = {};
  for (const [path, methods] of Object.entries(contract.paths)) {
    if (!path.includes('/LearningApi/')) continue;
    for (const [method, operation] of Object.entries(methods)) {
      const answer = operation.responses[200].content['application/json'].schema;
      const itemSchema = answer.type === 'array' ? answer.items : undefined;
      operations[operation.operationId] = {
        method: method.toUpperCase(),
        path,
        query: wireNames(queryParameters(contract, operation)),
        body: operation.requestBody ? refName(operation.requestBody.content['application/json'].schema) : null,
        answer: refName(itemSchema ?? answer.oneOf?.find((option) => option.$ref) ?? answer),
        isArray: itemSchema !== undefined,
        isNullable: answer.oneOf?.some((option) => option.type === 'null') ?? false,
        isDeprecated: operation.deprecated ?? false,
      };
    }
  }
  return operations;
}

function queryParameters(contract: Contract, operation: Operation): string[] {
  return (operation.parameters ?? [])
    .map((parameter) =>
      parameter.$ref
        ? (contract.components.parameters?.[parameter.$ref.split('/').at(-1) ?? ''] ?? parameter)
        : parameter,
    )
    .filter((parameter) => parameter.in === 'query' && parameter.name !== 'access_token' && !parameter.deprecated)
    .map((parameter) => parameter.name);
}

function wireShapes(contract: Contract) {
  const shapes: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(contract.components.schemas)) {
    if (!schema.properties) continue;
    shapes[name] = Object.fromEntries(
      Object.entries(schema.properties).map(([field, fieldSchema]) => [
        field,
        [camelCase(field), fieldKind(contract, fieldSchema), schema.required?.includes(field) ?? false],
      ]),
    );
  }
  return shapes;
}

/**
 * `date`, `id`, `text`, `integer`, `number`, `boolean`, `value` for anything else, or the name of a shape. A list of shapes is
 * `Section[]`, a list of ids `ids`. A shape without published fields is `object`.
 */
function fieldKind(contract: Contract, schema: Schema): string {
  const shape = schema.$ref ? refName(schema) : undefined;
  if (shape) return contract.components.schemas[shape]?.properties ? shape : 'object';
  if (schema.type === 'array' && schema.items) {
    const kind = fieldKind(contract, schema.items);
    if (kind === 'id') return 'ids';
    return kind === 'object' || kind in contract.components.schemas ? `${kind}[]` : 'value';
  }
  const types = [schema.type ?? []].flat();
  if (types.includes('string') && schema.format === 'date-time') return 'date';
  if (types.includes('string') && schema.format === 'uuid') return 'id';
  if (types.includes('string')) return 'text';
  if (types.includes('integer')) return 'integer';
  if (types.includes('number')) return 'number';
  return types.includes('boolean') ? 'boolean' : 'value';
}

function wireNames(names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [camelCase(name), name]));
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function refName(schema: Schema): string {
  const name = schema.$ref?.split('/').at(-1);
  if (!name) throw new Error(`expected a $ref to a named schema, found ${JSON.stringify(schema)}`);
  return name;
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
