import { afterAll, beforeAll, expect, test } from 'vitest';
import { examplesIn, textOf } from '../support/documents.ts';
import { type RoundsHarness, startRoundsHarness } from '../support/rounds/harness.ts';

const page = 'docs/for-frontends.md';

/** The screens of the page, each with its query, its variables and the sentence about its calls. */
const screens = (textOf(page).split('## Twelve screens')[1]?.split(/^## /m)[0] ?? '')
  .split(/^### /m)
  .slice(1)
  .map((text) => {
    const name = text.slice(0, text.indexOf('\n'));
    const [query = '', variables = ''] = Array.from(text.matchAll(/^```[\w ]+\n([\s\S]*?)^```$/gm), ([, body]) => body);
    const sentence = (text.split('```').at(-1) ?? '').replaceAll('\n', ' ');
    const [, calls = '', rounds = ''] = /REST calls: (.*?)\. Round trips: (\d+)\./.exec(sentence) ?? [];
    return { name, query, variables: JSON.parse(variables), calls, rounds };
  });

let harness: RoundsHarness;
beforeAll(async () => {
  harness = await startRoundsHarness();
});
afterAll(() => harness.close());

test('there are twelve screens, and other tests run their queries', () => {
  expect(screens).toHaveLength(12);
  const examples = examplesIn(page).map(({ text }) => text);
  expect(screens.filter(({ query }) => !examples.includes(query))).toEqual([]);
});

test.each(screens)('the screen "$name" takes the REST calls and the round trips of the page', async (screen) => {
  const { query, variables } = screen;
  const request = { title: screen.name, parameters: { query, variables } };
  const { result, calls, rounds } = await harness.run(request, { isWarm: false });
  expect(JSON.parse(result)).not.toHaveProperty('errors');
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const sentence = [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([operation, count]) => (count === 1 ? `\`${operation}\`` : `${count} × \`${operation}\``))
    .join(', ');
  expect({ calls: screen.calls, rounds: screen.rounds }).toEqual({ calls: sentence, rounds: String(rounds) });
});
