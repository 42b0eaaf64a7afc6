import { initGraphQLTada } from 'gql.tada';
import type { GraphQLFormattedError } from 'graphql';
import { toe } from 'graphql-toe';
import { errorsByPath } from '../errors-by-path.ts';
import type { introspection } from './graphql-env.d.ts';

/** Documents in whose types fields with `@semanticNonNull` are not null. Read their data with `throwOnError`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; ID: string; JSON: unknown };
}>();

interface Result<Data> {
  data?: Data | null;
  errors?: readonly GraphQLFormattedError[];
}

/** The data of a response. Reading a field that failed throws its error. All other fields can be read. */
export function throwOnError<Data extends object>({ data, errors }: Result<Data>): Data {
  return toe<Data>({ data, errors: errors && errorsByPath(errors).map((error) => ({ path: undefined, ...error })) });
}
