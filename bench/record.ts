import { writeFileSync } from 'node:fs';
import { needsByExperiment } from '../test/support/rounds/dependencies.ts';
import { type Request, type RoundsHarness, startRoundsHarness } from '../test/support/rounds/harness.ts';
import { operationNameOf, publishedQueries } from '../test/support/rounds/queries.ts';
import { callKey, type RecordedAnswer, type RecordedScreen, type Template } from './src/recording.ts';

// Records the published queries for the replay floor: their calls, which answers each call needs, and how the response
// follows from the answers. Run by `npm run build:bench`.

// The measured gateway uses the clock, not the present of the sandbox.
const harness = await startRoundsHarness({ timeOfDay: Date.now });
const screens: RecordedScreen[] = [];
for (const request of publishedQueries()) {
  const screen = await record(harness, { ...request, headers: { accept: 'application/json' } });
  if (screen) screens.push(withOwnName(screen, screens));
}
await harness.close();
writeFileSync(new URL('dist/recordings.json', import.meta.url), JSON.stringify(screens));

/** Two published queries may have one name. A row of the benchmark needs its own. */
function withOwnName(screen: RecordedScreen, others: readonly RecordedScreen[]): RecordedScreen {
  const { name, query } = screen;
  if (!others.some((other) => other.name === name)) return screen;
  return withOwnName({ ...screen, name: `${name}Too`, query: query.replace(name, `${name}Too`) }, others);
}

/** Null for a query whose response has errors: they contain the id of the request. */
async function record(rounds: RoundsHarness, request: Request): Promise<RecordedScreen | null> {
  const { query, variables } = request.parameters as Pick<RecordedScreen, 'query' | 'variables'>;
  // A gateway that has just started makes other calls than later.
  const started = await rounds.run(request, { isWarm: false });
  const { result, calls } = await rounds.run(request, { isWarm: true, keepsIds: true });
  const answers = new Map<string, RecordedAnswer>();
  for (const { path, text, status, headers, answer } of [...calls, ...started.calls]) {
    const key = callKey(path, text);
    if (!answers.has(key)) answers.set(key, { key, status, headers, body: answer });
  }
  const { data, errors } = JSON.parse(result) as { data: unknown; errors?: unknown };
  if (errors) return null;
  const needs = await needsByExperiment(rounds, request, calls, true);
  return {
    name: operationNameOf(query),
    query,
    variables,
    answers: [...answers.values()],
    calls: needs.map(({ call: { method, path, text }, needs: needed }) => ({
      method,
      path,
      body: text,
      needs: needed.flatMap((any) => any.map((call) => calls.indexOf(call))),
    })),
    data: templateOf(data, placesOf(calls.map(({ path, text }) => answers.get(callKey(path, text))?.body ?? 'null'))),
  };
}

/** Where answers have a value for the first time: the index of the answer, and the path in it. */
function placesOf(bodies: readonly string[]): Map<unknown, (string | number)[]> {
  const places = new Map<unknown, (string | number)[]>();
  const add = (value: unknown, path: (string | number)[]) => {
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        add(inner, [...path, Array.isArray(value) ? Number(name) : name]);
    else if (value !== null && !places.has(value)) places.set(value, path);
  };
  for (const [index, body] of bodies.entries()) add(JSON.parse(body), [index]);
  return places;
}

function templateOf(value: unknown, places: ReadonlyMap<unknown, (string | number)[]>): Template {
  if (Array.isArray(value)) return { list: value.map((item) => templateOf(item, places)) };
  if (typeof value === 'object' && value !== null)
    return { object: Object.entries(value).map(([name, inner]) => [name, templateOf(inner, places)]) };
  const from = places.get(value);
  return from ? { from } : { constant: value };
}
