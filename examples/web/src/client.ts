import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import { Client, CombinedError, type Exchange, fetchExchange, mapExchange, type OperationResult } from 'urql';
import { filter, map, pipe } from 'wonka';
import cacheSchema from './graphql/cache-schema.json' with { type: 'json' };
import { noteAnswer } from './use-read.ts';

/** A client for the graph, which has the origin of the page, with a normalized cache. docs/clients.md explains the settings. */
export function createClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [
      withoutPartialData,
      cacheExchange({
        schema: cacheSchema.introspection as never,
        keys: keys as never,
        updates: { Mutation: updates },
      }),
      errorsByPath,
      fetchExchange,
    ],
  });
}

const keys = {
  ...Object.fromEntries(cacheSchema.typesWithoutId.map((type) => [type, () => null])),
  // One category can be in several catalogs. Select `catalog { id }` with each category.
  Category: ({ id, catalog }: { id?: unknown; catalog?: { id?: unknown } }) =>
    catalog?.id ? `${id} in ${catalog.id}` : null,
};

/**
 * Where data could not be read, the cache has nothing, and would show null without an error until the network answers.
 * That looks like "there is none". `useRead` waits for the answer instead.
 */
const withoutPartialData: Exchange =
  ({ forward }) =>
  (operations) =>
    pipe(
      forward(operations),
      filter((result) => !isPartial(result) || result.stale),
      map((result) => {
        if (isPartial(result)) return { ...result, data: undefined };
        if (result.operation.kind === 'query') noteAnswer(result.operation.key, result.error !== undefined);
        return result;
      }),
    );

function isPartial({ operation }: OperationResult): boolean {
  return operation.kind === 'query' && operation.context.meta?.cacheOutcome === 'partial';
}

/** The gateway reports errors of a list with the same cause once. The cache looks for an error at the path of each field. */
const errorsByPath = mapExchange({
  onResult: (result) => (result.error ? { ...result, error: eachPath(result.error) } : result),
});

function eachPath({ networkError, graphQLErrors, response }: CombinedError): CombinedError {
  const errors = graphQLErrors.flatMap(({ message, path, extensions }) => {
    const paths = (extensions.paths ?? [path]) as readonly (readonly (string | number)[])[];
    return paths.map((each) => ({ message, path: each, extensions }));
  });
  return new CombinedError({ ...(networkError && { networkError }), graphQLErrors: errors, response });
}

interface BulkInput {
  dryRun?: boolean | null;
  ids?: readonly string[];
  enrollmentIds?: readonly string[];
  userIds?: readonly string[];
  syllabusId?: string | null;
}

/**
 * No update is optimistic: the REST API refuses changes by rules that the graph does not know. A change makes the cache
 * forget what it may have changed.
 */
const updates = {
  createEnrollments: whenComplete('userIds', (cache, { syllabusId, userIds = [] }) => {
    forgetLists(cache, 'Query');
    for (const type of ['Section', 'TrainingPlan']) forgetLists(cache, `${type}:${syllabusId}`);
    for (const userId of userIds) forgetLists(cache, `User:${userId}`);
  }),
  dropEnrollments: whenComplete('ids', (cache, { ids }) => forgetEnrollments(cache, ids)),
  deleteEnrollments: whenComplete('ids', (cache, { ids }) => forgetEnrollments(cache, ids)),
  setCustomEnrollmentFieldValuesForEnrollments: whenComplete('enrollmentIds', (cache, { enrollmentIds }) =>
    forgetEnrollments(cache, enrollmentIds),
  ),
  setCustomEnrollmentFieldValues: (_: unknown, { input }: Record<string, unknown>, cache: Cache) => {
    for (const __typename of ['SectionEnrollment', 'TrainingPlanEnrollment'])
      cache.invalidate({ __typename, id: (input as { enrollmentId: string }).enrollmentId }, 'customFieldValues');
  },
  dropEnrollment: (_: unknown, { input }: Record<string, unknown>, cache: Cache) =>
    forgetEnrollments(cache, [(input as { id: string }).id]),
};

/**
 * Streamed outcomes arrive one by one. Forgetting after each would fetch all lists again and again. The end of the stream
 * may arrive after the last outcome, with the same outcomes.
 */
function whenComplete(items: keyof BulkInput, forget: (cache: Cache, input: BulkInput) => void) {
  const completed = new WeakSet<BulkInput>();
  return (data: Record<string, unknown>, { input }: Record<string, unknown>, cache: Cache) => {
    const bulk = input as BulkInput;
    const [result] = Object.values(data).filter((value) => typeof value === 'object') as {
      outcomes?: readonly unknown[];
    }[];
    const expected = (bulk[items] as readonly string[] | undefined)?.length;
    if (bulk.dryRun || result?.outcomes?.length !== expected || completed.has(bulk)) return;
    completed.add(bulk);
    forget(cache, bulk);
  };
}

function forgetEnrollments(cache: Cache, ids: readonly string[] = []): void {
  for (const id of ids) {
    cache.invalidate({ __typename: 'SectionEnrollment', id });
    cache.invalidate({ __typename: 'TrainingPlanEnrollment', id });
  }
  forgetLists(cache, 'Query', /^enrollmentSummary$/);
}

function forgetLists(cache: Cache, entity: string, names = /(enrollments|^enrollmentSummary)$/i): void {
  for (const { fieldName, arguments: args } of cache.inspectFields(entity)) {
    if (names.test(fieldName)) cache.invalidate(entity, fieldName, args);
  }
}
