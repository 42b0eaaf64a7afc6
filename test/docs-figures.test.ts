import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config/config.ts';
import { defaultDocumentLimits } from '../src/server/graphql/document-limits.ts';

const page = (name: string) => readFile(new URL(`../docs/${name}.md`, import.meta.url), 'utf8');

/** The rows of all tables of a text, as their cells without backticks. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| (.+) \|$/gm)].map(([, cells = '']) =>
    cells.split(' | ').map((cell) => cell.replaceAll('`', '')),
  );

describe('docs/security.md has', () => {
  test('the limits of a document', async () => {
    const rows = rowsOf(await page('security')).filter(([name = '']) => Object.hasOwn(defaultDocumentLimits, name));
    expect(Object.fromEntries(rows.map(([name, , most]) => [name, Number(most)]))).toEqual(defaultDocumentLimits);
  });

  test('the switches, with their defaults', async () => {
    const env = { LEARNING_API_URL: 'https://example.com' };
    const [defaults, closed] = [loadConfig(env), loadConfig({ ...env, NODE_ENV: 'production' })];
    const names = [
      'INTROSPECTION',
      'GRAPHIQL',
      'FIELD_SUGGESTIONS',
      'GET_QUERIES',
      'PERSISTED_ONLY',
      'ERROR_DETAILS',
    ] as const;
    const rows = rowsOf(await page('security'));
    for (const name of names) {
      const [, , defaultValue, inProduction] = rows.find(([cell]) => cell === name) ?? [];
      const expected = name === 'PERSISTED_ONLY' ? 'true where PERSISTED_OPERATIONS_FILE is set' : String(closed[name]);
      expect([defaultValue, inProduction]).toEqual([String(defaults[name]), expected]);
    }
  });

  test('the limits of bodies and costs', async () => {
    const { MAX_BODY_BYTES, COST_LIMIT } = loadConfig({ LEARNING_API_URL: 'https://example.com' });
    expect(await page('security')).toContain(`\`MAX_BODY_BYTES\` (${MAX_BODY_BYTES})`);
    expect(await page('security')).toContain(`\`COST_LIMIT\` (${COST_LIMIT})`);
  });
});
