import { expect, test } from 'vitest';
import { currentText, generatedFiles } from '../scripts/generate/files.ts';
import { replaceSection } from '../scripts/generate/section.ts';

/** Measuring what this page says takes ten seconds, so the test that needs the same measurement compares it too. */
const comparedElsewhere = { 'docs/rest-to-graphql.md': 'test/end-to-end/coverage.test.ts' };

for (const file of generatedFiles.filter(({ path }) => !(path in comparedElsewhere))) {
  const obstacle = file.obstacle?.() ?? null;
  if (obstacle !== null) console.warn(`${file.path} is not compared with the code: ${obstacle}.`);
  test.skipIf(obstacle !== null)(`${file.path} is up to date`, async () => {
    const current = await currentText(file);
    const text = await file.render(current);
    expect(current === text, `${file.path} is stale. Run \`npm run generate\`.`).toBe(true);
  });
}

const markers = ['<!-- codes: written by `npm run generate` -->', '<!-- end of codes -->'];

test('a generated section replaces all text between its markers and nothing else', () => {
  const page = ['before 1', markers[0], '| 1 | edited by hand |', markers[1], 'after 2', ''].join('\n');
  expect(replaceSection(page, 'codes', '| 1 | generated |')).toBe(page.replace('edited by hand', 'generated'));
});

test.each([
  ['', 'no markers'],
  [`${markers[0]}\n`, 'no end'],
  [`${markers[1]}\n${markers[0]}\n`, 'the end before the start'],
])('a page %j with %s is refused', (page) => {
  expect(() => replaceSection(page, 'codes', 'text')).toThrow(markers[0]);
});
