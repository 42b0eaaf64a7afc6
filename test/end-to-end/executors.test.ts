import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';
import { createRandom } from '../../src/sandbox/world/random.ts';
import {
  describeSent,
  expectSameCalls,
  expectSameHeaders,
  expectSameResult,
  type Sent,
} from '../support/corpus/compare.ts';
import { type HttpRequest, type Lane, startLanes } from '../support/corpus/lanes.ts';
import type { OperationRequest } from '../support/corpus/operation-request.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';

const seed = Number(process.env.EXECUTOR_SEED ?? 1);
const count = Number(process.env.EXECUTOR_QUERIES ?? 240);

const startBoth = (cache: 'off' | 'memory') =>
  startLanes({ DEFAULT_ORGANIZATION_ID: wellKnown.organizationId }, [cache]);

let lanes: Lane[];
beforeAll(async () => {
  lanes = await startBoth('off');
});
afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

/** A request by plans and by graphql-js. */
async function sendToBoth(
  request: HttpRequest,
  { faults = [] }: Pick<OperationRequest, 'faults'>,
  both: readonly Lane[],
): Promise<Sent[]> {
  return Promise.all(
    both.map(async (lane) => {
      for (const fault of faults) lane.sandbox.addFault(fault);
      const outcome = await lane.send(request);
      lane.sandbox.faults.clear();
      return { lane, variant: { request, isWarm: false }, outcome };
    }),
  );
}

const random = createRandom(seed);
const schema = buildSchema();
const options = { seed, isDivided: false };
const queries = [
  ...randomQueries(schema, Math.ceil(count * 0.75), options),
  ...randomQueries(schema, Math.floor(count * 0.25), { ...options, isDivided: true }),
];
const introspection = '{ meta: __schema { queryType { name } } section: __type(name: "Section") { kind }';

function requestFor({ parameters, isDivided }: OperationRequest, token: string): HttpRequest {
  const accept = isDivided ? 'multipart/mixed' : 'application/json';
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept };
  return { method: 'POST', headers: { ...headers, 'x-request-id': 'executors' }, body: JSON.stringify(parameters) };
}

/** The same query in one part, with the same positions. */
function whole({ parameters, ...operation }: OperationRequest): OperationRequest {
  const query = String(parameters.query).replace(/@(defer|stream)(\([^)]*\))?/g, (text) => ' '.repeat(text.length));
  return { ...operation, isDivided: false, parameters: { ...parameters, query } };
}

interface Result {
  data?: unknown;
  errors?: { path?: (string | number)[]; message: string }[];
  extensions?: unknown;
}

/** The result for a comparison. Several errors in one part that is null are one: the specification reports any of them. */
function resultOf({ outcome: { status, body } }: Sent): object {
  const { data, errors = [], extensions } = body as Result;
  const causes = errors.map((error) => {
    const place = placeOfNull(data, error.path);
    return JSON.stringify(place.length === error.path?.length ? error : { place });
  });
  return { status, data, errors: [...new Set(causes)].sort(), extensions };
}

/** The part of a path up to the first null. */
function placeOfNull(data: unknown, path: readonly (string | number)[] = []): readonly (string | number)[] {
  let part = data;
  const length = path.findIndex((key) => {
    if (part === null || part === undefined) return true;
    part = (part as Record<string | number, unknown>)[key];
    return false;
  });
  return length === -1 ? path : path.slice(0, length);
}

/** Compares the answers of plans and of graphql-js to a query: data, errors, warnings, headers and calls. */
async function check(operation: OperationRequest, token: string, both: readonly Lane[] = lanes): Promise<void> {
  const [planned, unplanned] = (await sendToBoth(requestFor(operation, token), operation, both)) as [Sent, Sent];
  const { isDivided } = operation;
  if (!isDivided) {
    expect(resultOf(unplanned), describeSent(planned)).toEqual(resultOf(planned));
    expectSameCalls(planned, unplanned);
    if (!hasErrors(planned)) expectSameHeaders(planned, unplanned);
    return;
  }
  expectSameResult(planned, unplanned, { isDivided });
  // A query in parts has no plan, but the same query in one part has. Errors may null less of a result in parts.
  const inOne = await sendToBoth(requestFor(whole(operation), token), operation, both);
  for (const sent of inOne) if (!hasErrors(sent) && !hasErrors(planned)) expectSameResult(sent, planned, { isDivided });
}

function hasErrors({ outcome: { body } }: Sent): boolean {
  return 'errors' in (body as object);
}

test(`plans answer random queries as graphql-js does (EXECUTOR_SEED=${seed})`, async () => {
  const differences: string[] = [];
  for (const operation of queries) {
    const token = random.chance(60) ? demoTokens.full : demoTokens.limited;
    const { parameters } = operation;
    if (random.chance(5)) parameters.query = String(parameters.query).replace('{', introspection);
    await check(operation, token).catch(({ message }: Error) => differences.push(message));
    if (differences.length === 5) break;
  }
  expect(differences.join('\n\n')).toBe('');
});

/** Changes of the data, each made in both sandboxes. */
const changes: readonly ((sandbox: Lane['sandbox'], number: number) => void)[] = [
  ({ world: { enrollments } }, number) => {
    for (const enrollment of enrollments) enrollment.phase = (number % 3) + 1;
  },
  ({ world: { enrollments } }, number) => {
    enrollments.splice(number % enrollments.length, 1);
  },
  ({ world: { sections } }, number) => {
    for (const section of sections) section.title = `Title ${number}`;
  },
  ({ world: { sections } }) => {
    sections.reverse();
  },
  ({ world: { catalogs } }, number) => {
    for (const catalog of catalogs) catalog.name = `Catalog ${number}`;
  },
  ({ world: { assignments } }, number) => {
    assignments.splice(number % assignments.length, 1);
  },
  (sandbox, number) => {
    sandbox.behave({ pageHeaders: number % 2 ? 'none' : 'all' });
  },
];

test.each(['off', 'memory'] as const)(
  `plans answer queries that are repeated while data changes as graphql-js does, with CACHE=%s (EXECUTOR_SEED=${seed})`,
  async (cache) => {
    const both = cache === 'off' ? lanes : await startBoth(cache);
    onTestFinished(async () => {
      if (both !== lanes) await Promise.all(both.map((lane) => lane.close()));
    });
    const differences: string[] = [];
    const repeated = randomQueries(schema, Math.ceil(count / 6), { seed: seed + 1, isDivided: false });
    for (const operation of repeated) {
      for (const { sandbox } of both) sandbox.reset();
      for (let time = 0; time < 9; time += 1) {
        // A fault is there once, between requests without faults.
        const faults = time === 5 ? (operation.faults ?? []) : [];
        const token = random.chance(85) ? demoTokens.full : demoTokens.limited;
        if (time > 2 && random.chance(40)) {
          const change = random.pick(changes);
          const number = random.number(0, 100);
          for (const { sandbox } of both) change(sandbox, number);
        }
        await check({ ...operation, faults }, token, both).catch(({ message }: Error) =>
          differences.push(`${time}: ${message}`),
        );
      }
      if (differences.length > 4) break;
    }
    for (const { sandbox } of both) sandbox.reset();
    expect(differences.join('\n\n')).toBe('');
  },
);

const { organizationId, sectionId, trainingPlanId, userId, enrollmentId, trainingPlanEnrollmentId } = wellKnown;
const missingId = '99999999-9999-4999-8999-999999999999';

/** A mutation of up to seven fields: dry runs, writes and fields with invalid arguments, in any order. */
function randomMutation(): OperationRequest {
  const one = (...ids: readonly string[]) => random.pick(ids);
  const enrollments = (part: string) =>
    `outcomes { result { __typename ... on DryRunResult { prediction readCode: code } ${part} ... on Error { code message } } }`;
  const open = '... on AlreadyEnrolledError { enrollment { id phase lastActivityAt syllabus { __typename title } } }';
  const fields = [
    (dryRun: string) =>
      `createEnrollments(input: { organizationId: "${organizationId}", syllabusId: "${one(sectionId, trainingPlanId, missingId)}", userIds: ["${userId}", "${missingId}"], membershipGroupIds: [], dryRun: ${dryRun} }) { ... on CreateEnrollmentsSuccess { ${enrollments(open)} } ... on Error { code message } }`,
    (dryRun: string) =>
      `dropEnrollments(input: { ids: ["${one(enrollmentId, trainingPlanEnrollmentId, missingId)}"], dryRun: ${dryRun} }) { ... on DropEnrollmentsSuccess { ${enrollments('... on DropEnrollmentSuccess { enrollment { id phase } }')} } ... on Error { code message } }`,
    (dryRun: string) =>
      `deleteEnrollments(input: { ids: ["${one(enrollmentId, trainingPlanEnrollmentId)}", "${missingId}"], dryRun: ${dryRun} }) { ... on DeleteEnrollmentsSuccess { ${enrollments('')} } ... on Error { code message } }`,
    (dryRun: string) =>
      `setCustomEnrollmentFieldValuesForEnrollments(input: { enrollmentIds: ["${one(enrollmentId, missingId)}"], values: [{ key: "${one('cost_center', 'missing')}", value: "1" }], dryRun: ${dryRun} }) { ... on SetCustomEnrollmentFieldValuesForEnrollmentsSuccess { ${enrollments('')} } ... on Error { code message } }`,
    (dryRun: string) => `dropEnrollments(input: { ids: [], dryRun: ${dryRun} }) { ... on Error { code message } }`,
    () => `dropEnrollment(input: { id: "${enrollmentId}" }) { __typename ... on Error { code message } }`,
    () => '__typename',
  ];
  const texts = Array.from({ length: random.number(2, 7) }, (_, index) => {
    const field = random.pick(fields);
    return `f${index}: ${field(random.chance(80) ? one('true', '$dry', '$dryByDefault') : one('false', 'null', '$wet'))}`;
  });
  const query = `mutation ($dry: Boolean!, $wet: Boolean!, $dryByDefault: Boolean = true) { ${texts.join(' ')} skipped: __typename @skip(if: $dry) @include(if: $wet) kept: __typename @include(if: $dryByDefault) }`;
  const faults: OperationRequest['faults'] = random.chance(30)
    ? [{ kind: 'status', status: 500, operation: random.pick(['SearchEnrollments', 'GetSections', 'DropEnrollment']) }]
    : [];
  return { title: query, parameters: { query, variables: { dry: true, wet: false } }, faults };
}

test(`plans answer mutations with dry runs and writes as graphql-js does (EXECUTOR_SEED=${seed})`, async () => {
  const differences: string[] = [];
  for (let index = 0; index < count / 6; index += 1) {
    const operation = randomMutation();
    expect(validate(schema, parse(operation.title))).toEqual([]);
    for (const { sandbox } of lanes) sandbox.reset();
    await check(operation, random.chance(80) ? demoTokens.full : demoTokens.limited).catch(({ message }: Error) =>
      differences.push(message),
    );
    if (differences.length === 5) break;
  }
  expect(differences.join('\n\n')).toBe('');
});
