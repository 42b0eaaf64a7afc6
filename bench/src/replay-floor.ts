import { requestJson, startFloor } from './floor-server.ts';
import { type RecordedCall, type RecordedScreen, readRecordings, type Template } from './recording.ts';

// A stand-in for code written by hand for each recorded query. It sends each call as soon as it has the answers that the
// call needs, parses every answer, and builds and writes the same JSON. Values that the gateway derives, such as dates in
// another form, are ready: this makes the floor faster, never slower.

type Build = (answers: readonly unknown[]) => unknown;

const screens = new Map(readRecordings().map((screen) => [screen.query, { ...screen, build: compile(screen.data) }]));

startFloor(async ({ query }: { query: string }, token) => {
  const screen = screens.get(query);
  if (!screen) throw new Error('This query was not recorded.');
  return screen.build(await replay(screen, token));
});

/** Sends the calls of a query, and returns their answers. */
async function replay({ calls }: RecordedScreen, token: string): Promise<unknown[]> {
  const answers: Promise<unknown>[] = [];
  for (const call of calls)
    answers.push(
      call.needs.length === 0
        ? send(call, token)
        : Promise.all(call.needs.map((index) => answers[index])).then(() => send(call, token)),
    );
  return Promise.all(answers);
}

async function send({ method, path, body }: RecordedCall, token: string): Promise<unknown> {
  const { json } = await requestJson({
    method,
    path: `${path}${path.includes('?') ? '&' : '?'}access_token=${token}`,
    body: body === '' ? null : body,
  });
  return json;
}

/** Turns a template into one expression, as code written by hand would be. */
function compile(template: Template): Build {
  return new Function('answers', `return ${sourceOf(template)};`) as Build;
}

function sourceOf(template: Template): string {
  if ('constant' in template) return JSON.stringify(template.constant);
  if ('from' in template) return `answers${template.from.map((key) => `[${JSON.stringify(key)}]`).join('')}`;
  if ('list' in template) return `[${template.list.map(sourceOf).join(',')}]`;
  return `{${template.object.map(([name, value]) => `${JSON.stringify(name)}:${sourceOf(value)}`).join(',')}}`;
}
