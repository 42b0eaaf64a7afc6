import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type ExecutionResult,
  execute,
  type FieldDefinitionNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isScalarType,
  Kind,
  parse,
  print,
  validate,
  visit,
} from 'graphql';
import type { Context } from './graph.ts';
import type { Source } from './node.ts';
import { query } from './query.ts';
import { createRest, type Row } from './rest.ts';
import { needsTypename } from './selection.ts';
import { type CodeNames, readField } from './values.ts';
import { wireNames } from './wire-names.ts';

export interface OracleOptions {
  /** Where the REST API is. */
  url: string;
  codes: CodeNames;
  /** The gateway's default organization. */
  defaultOrganizationId?: string;
}

export interface OracleRequest {
  query: string;
  variables: Record<string, unknown>;
  token: string;
  /** The header `x-organization-id`. */
  organizationId?: string | undefined;
}

export interface Oracle {
  schema: GraphQLSchema;
  answer(request: OracleRequest): Promise<ExecutionResult>;
}

/** The answers of the graph as the reference and the descriptions of the schema promise them. */
export function createOracle({ url, codes, defaultOrganizationId }: OracleOptions): Oracle {
  const schema = readSchema();
  const fieldResolver = createFieldResolver(codes);
  return {
    schema,
    answer: async (request) => {
      const document = parse(request.query);
      const problems = validate(schema, document);
      if (problems.length > 0) return { errors: problems };
      const context: Context = {
        rest: createRest(url, request.token),
        organizationId: request.organizationId ?? defaultOrganizationId,
      };
      return execute({
        schema,
        document,
        variableValues: request.variables,
        contextValue: context,
        fieldResolver,
        typeResolver,
      });
    },
  };
}

/** A field that is not in the row of its object is a function or a value of the object. */
function createFieldResolver(codes: CodeNames): GraphQLFieldResolver<Source | undefined, Context> {
  return async (source, args, context, info) => {
    const { fieldName, parentType, returnType } = info;
    if (parentType.name === 'Query') {
      const resolve = query[fieldName];
      if (!resolve) throw new GraphQLError(`The oracle does not know Query.${fieldName}`);
      return resolve(args, context, info);
    }
    const wireName = wireNames[parentType.name]?.[fieldName];
    if (source && fieldName in source) {
      const value = source[fieldName];
      if (value instanceof Error) throw value;
      return typeof value === 'function' ? value(args, context, info) : value;
    }
    if (wireName !== undefined && source?.row)
      return readField(await source.row(wireName), wireName, returnType, codes);
    if (fieldName === 'status' && source?.row) return statusOf(source.row, codes);
    throw new GraphQLError(`The oracle does not know ${parentType.name}.${fieldName}`);
  };
}

/** The status that phase and result make together. */
async function statusOf(row: (field: string) => Row | Promise<Row>, codes: CodeNames): Promise<string | null> {
  const phase = codes.EnrollmentPhase?.[Number((await row('phase')).phase)];
  const result = codes.EnrollmentResult?.[Number((await row('result')).result)];
  if (phase === 'NOT_STARTED') return 'NOT_STARTED';
  if (phase === 'IN_PROGRESS' && result) return result === 'NOT_GRADED' ? 'IN_PROGRESS' : result;
  if (phase !== 'FINISHED' || !result) return null;
  return result === 'NOT_GRADED' ? 'FINISHED' : result === 'PASSING' ? 'PASSED' : 'FAILED';
}

/** A type that cannot be found out is an error only where the selection depends on it. */
const typeResolver: GraphQLTypeResolver<Source, Context> = async (source, _context, info, abstractType) => {
  try {
    const name = await source.typename?.();
    if (name) return name;
  } catch (error) {
    if (needsTypename(info)) throw error;
  }
  return info.schema.getPossibleTypes(abstractType)[0]?.name;
};

/** A date of an argument must have a time and a time zone. */
function parseDate(value: unknown): string {
  const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/i.test(value);
  if (!isDate || Number.isNaN(Date.parse(value))) throw new GraphQLError('This is not a date');
  return value;
}

/** schema.graphql as graphql-js executes it, with what a subgraph adds to it. */
function readSchema(): GraphQLSchema {
  const { definitions } = parse(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  const entities = definitions.flatMap((item) =>
    item.kind === Kind.OBJECT_TYPE_DEFINITION && item.directives?.some(({ name }) => name.value === 'key')
      ? [item.name.value]
      : [],
  );
  const federation = parse(`
    directive @key(fields: String!) repeatable on OBJECT | INTERFACE
    directive @shareable on OBJECT | FIELD_DEFINITION
    scalar _Any
    union _Entity = ${entities.join(' | ')}
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
  `);
  const own = definitions
    .filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION)
    .map((item) =>
      visit(item, {
        FieldDefinition: (field) => (isWorkedOut(field) ? null : undefined),
        InputValueDefinition: ({ name }) => (workedOutArguments.includes(name.value) ? null : undefined),
      }),
    );
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...own, ...federation.definitions] });
  const { DateTime } = schema.getTypeMap();
  if (isScalarType(DateTime)) {
    DateTime.parseValue = parseDate;
    DateTime.parseLiteral = (node) => parseDate(node.kind === Kind.STRING ? node.value : null);
  }
  return schema;
}

/** The arguments of lists that the REST API does not have. Their own tests compare them with the data of the sandbox. */
const workedOutArguments: readonly string[] = ['expiresWithin', 'dueWithin', 'awaitingGrade', 'last', 'before'];

/** True for what the gateway works out from whole lists. Its own tests compare it with the data of the sandbox. */
function isWorkedOut({ name, type, description }: FieldDefinitionNode): boolean {
  const isOfPage = description?.value.includes('up to the end of the page') ?? false;
  return /^Enrollment(Summary|ListGap)/.test(print(type)) || (name.value === 'isComplete' && isOfPage);
}
