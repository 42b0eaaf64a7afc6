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
import { createRest } from './rest.ts';
import { needsTypename } from './selection.ts';
import { type CodeNames, readField, statusOf } from './values.ts';
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
        codes,
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
    if (fieldName === 'status' && source?.row)
      return statusOf(codes, (await source.row('phase')).phase, (await source.row('result')).result);
    throw new GraphQLError(`The oracle does not know ${parentType.name}.${fieldName}`);
  };
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
    directive @tag(name: String!) repeatable on FIELD_DEFINITION
    directive @cost(weight: Int!) on ARGUMENT_DEFINITION | FIELD_DEFINITION | OBJECT
    directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
    scalar _Any
    union _Entity = ${entities.join(' | ')}
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
  `);
  const own = definitions
    .filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION)
    .map((item) =>
      visit(item, {
        FieldDefinition: (field) =>
          isWorkedOut(field)
            ? null
            : { ...field, arguments: field.arguments?.filter(({ name }) => !workedOutArguments.includes(name.value)) },
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

/** The conditions that the REST API does not have. Their own tests compare them with the data of the sandbox. */
const workedOutArguments: readonly string[] = ['expiresWithin', 'dueWithin', 'awaitingGrade'];

/** True for what the gateway works out from whole lists. Its own tests compare it with the data of the sandbox. */
function isWorkedOut({ name, type, description }: FieldDefinitionNode): boolean {
  const isOfPage = description?.value.includes('up to the end of the page') ?? false;
  return print(type).startsWith('EnrollmentListGap') || (name.value === 'isComplete' && isOfPage);
}
