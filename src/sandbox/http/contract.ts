import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

export interface Schema {
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
  required?: boolean;
  schema: Schema;
}
interface Content {
  content: { 'application/json': { schema: Schema } };
}
interface OperationObject {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
}
interface Document {
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

/** Compiles a check when it is first needed. */
type LazyCheck = () => ValidateFunction;

/** One operation of the contract, with checks for its requests and answers. */
export interface ContractOperation {
  name: string;
  method: string;
  path: string;
  /** True if it requires a valid access token. */
  needsToken: boolean;
  /** The names of the query parameters that are numbers. */
  numbers: ReadonlySet<string>;
  answer: Schema;
  /** The problems of a request, as messages. */
  requestProblems(query: Record<string, unknown>, body: unknown): string[];
  /** The problems of an answer, as messages. A field that the contract does not declare is one. */
  answerProblems(body: unknown): string[];
  /** The same as errors of the validator. */
  answerErrors(body: unknown): readonly ErrorObject[];
}

export interface Contract {
  operations: ReadonlyMap<string, ContractOperation>;
  byPath: ReadonlyMap<string, ContractOperation>;
  schema(name: string): Schema;
}

let loaded: Contract | undefined;

/** The contract. It is read from openapi.yaml once and kept: reading takes longer than starting a sandbox. */
export function loadContract(): Contract {
  loaded ??= readContract();
  return loaded;
}

function readContract(): Contract {
  const text = readFileSync(createRequire(import.meta.url).resolve('#openapi.yaml'), 'utf8');
  const document = parse(text) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // The REST API writes dates with and without a zone, with any number of fractional digits.
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/);
  ajv.addFormat('int32', { type: 'number', validate: Number.isInteger });
  ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
  const components = { schemas: document.components.schemas };
  const closed = { schemas: closeObjects(document.components.schemas) as Record<string, Schema> };
  ajv.addSchema({ $id: 'open', components });
  ajv.addSchema({ $id: 'closed', components: closed });
  // Each check is compiled when it is first used: all together they would take most of a sandbox's start.
  const compile = (schema: Schema, root: string): LazyCheck => {
    let check: ValidateFunction | undefined;
    return () => {
      check ??= ajv.compile(pointTo(schema, root) as Schema);
      return check;
    };
  };

  const operations = new Map<string, ContractOperation>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const parameters = (operation.parameters ?? [])
        .map((parameter) => resolveParameter(document, parameter))
        .filter((parameter) => parameter.in === 'query');
      const checkQuery = compile(querySchema(parameters), 'open');
      const bodySchema = operation.requestBody?.content['application/json'].schema;
      const checkBody = bodySchema ? compile(bodySchema, 'closed') : undefined;
      const answer = operation.responses['200']?.content['application/json'].schema ?? {};
      const checkAnswer = compile(answer, 'closed');
      operations.set(operation.operationId, {
        name: operation.operationId,
        method: method.toUpperCase(),
        path,
        needsToken: path.includes('/LearningApi/'),
        numbers: new Set(parameters.filter(({ schema }) => isNumber(schema)).map(({ name }) => name)),
        answer,
        requestProblems: (query, body) => [
          ...problems(checkQuery, query, 'query'),
          ...(checkBody ? problems(checkBody, body, 'body') : []),
        ],
        answerProblems: (body) => problems(checkAnswer, body, 'answer'),
        answerErrors: (body) => errors(checkAnswer, body),
      });
    }
  }
  const byPath = new Map([...operations.values()].map((operation) => [operation.path, operation]));
  return { operations, byPath, schema: (name) => document.components.schemas[name] ?? {} };
}

function resolveParameter(document: Document, parameter: Parameter): Parameter {
  const name = parameter.$ref?.split('/').at(-1);
  return name ? (document.components.parameters?.[name] ?? parameter) : parameter;
}

function querySchema(parameters: Parameter[]): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function isNumber({ type }: Schema): boolean {
  return [type ?? []].flat().some((name) => name === 'integer' || name === 'number');
}

/** The same schemas, but fields that they do not declare are errors. */
function closeObjects(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeObjects);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closeObjects(inner)]));
  return 'properties' in copy && typeof copy.properties === 'object' && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}

function pointTo(value: unknown, root: string): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner) =>
    key === '$ref' && typeof inner === 'string' && inner.startsWith('#') ? `${root}${inner}` : inner,
  );
}

function errors(getCheck: LazyCheck, value: unknown): readonly ErrorObject[] {
  const check = getCheck();
  return check(value) ? [] : (check.errors ?? []);
}

function problems(getCheck: LazyCheck, value: unknown, where: string): string[] {
  return errors(getCheck, value).map(({ instancePath, message, params }) =>
    `${where}${instancePath.replaceAll('/', '.')} ${message} ${params.additionalProperty ?? ''}`.trim(),
  );
}
