import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type DocumentNode, isTypeSystemDefinitionNode, isTypeSystemExtensionNode, Kind, parse } from 'graphql';
import ts from 'typescript';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { wellKnown } from '../src/sandbox/http/server.ts';
import { examplesIn, filesUnder, pages, textOf } from './support/documents.ts';
import { type Harness, startHarness } from './support/harness.ts';
import { queryInParts } from './support/parts.ts';

const { organizationId, userId, sectionId } = wellKnown;
/** Values for variables that a page leaves to the reader. */
const values: Record<string, unknown> = { ...wellKnown, userIds: [userId], syllabusId: sectionId };

const sourceFiles = ['src', 'test', 'scripts', 'bench', 'examples'].flatMap((folder) => [
  ...filesUnder(folder, '.ts'),
  ...filesUnder(folder, '.tsx'),
]);

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

describe.each(pages)('%s', (page) => {
  const examples = examplesIn(page);
  const inLanguage = (name: string) => examples.filter(({ language }) => language.split(' ')[0] === name);

  // A page without examples in a language has nothing to be run.
  test.each(inLanguage('graphql'))('the GraphQL at $place runs', async (example) => {
    const document = parse(example.text);
    if (isAboutTypes(document)) return;
    const [next, afterNext] = examples.slice(examples.indexOf(example) + 1);
    const variables = next?.language === 'json variables' ? JSON.parse(next.text) : variablesOf(document);
    const answer = [next, afterNext].find(
      (block, at) => block?.language === 'json answer' && (at === 0 || next?.language === 'json variables'),
    );
    if (/@(defer|stream)\b/.test(example.text)) return expectParts(example.text, variables);
    const { data, errors } = await harness.query(example.text, { variables });
    if (answer) expect({ data, errors }).toMatchObject(JSON.parse(answer.text));
    else expect(errors).toEqual([]);
    expect(Object.values(data)[0]).toBeTruthy();
  });

  test.each(inLanguage('json'))('the JSON at $place is JSON', ({ text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });

  test.each(inLanguage('yaml'))('the YAML at $place is YAML', ({ text }) => {
    expect(() => parseYaml(text)).not.toThrow();
  });

  test.each(inLanguage('ts'))('the TypeScript at $place is TypeScript', ({ text }) => {
    const whole = /^\w+: /.test(text) ? `export default { ${text} };` : text;
    const { diagnostics } = ts.transpileModule(whole, { reportDiagnostics: true });
    expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
  });

  test.each(inLanguage('ts').filter(({ language }) => language.includes('/')))(
    'the file at $place is current',
    (example) => {
      expect(example.text).toBe(textOf(example.language.split(' ')[1] ?? ''));
    },
  );

  test.each(inLanguage('sh'))('the commands at $place exist, and its requests are answered', async ({ text }) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
      expect(scripts).toHaveProperty([name]);
    for (const command of curlsIn(text)) {
      const { stdout } = await promisify(execFile)('bash', ['-ec', command]);
      if (command.includes('text/csv')) expect(stdout).toMatch(/\r\n# complete: \d+ rows\r\n$/);
      else if (command.includes('/graphql')) expect(JSON.parse(stdout)).not.toHaveProperty('errors');
    }
  });

  test('the source files that it names exist', () => {
    const names = Array.from(textOf(page).matchAll(/`([\w./-]+\.tsx?)`/g), ([, name = '']) => name);
    expect(names.filter((name) => !sourceFiles.some((file) => `/${file}`.endsWith(`/${name}`)))).toEqual([]);
  });

  test('links within the repository lead somewhere', () => {
    const links = Array.from(textOf(page).matchAll(/\]\(([^)]+)\)/g), ([, target = '']) => target);
    const local = links.filter((target) => !/^[a-z]+:/.test(target));
    const isThere = (target: string) => {
      const [path, anchor] = target.split('#');
      const file = path ? join(dirname(page), path) : page;
      if (!existsSync(new URL(`../${file}`, import.meta.url))) return false;
      return anchor === undefined || anchorsIn(file).includes(anchor);
    };
    expect(local.filter((target) => !isThere(target))).toEqual([]);
  });
});

describe('the pictures', () => {
  const pictures = filesUnder('docs', '.png');
  const scripts = ['examples/web/scripts/screenshots.ts', 'test/end-to-end/reverse-proxy.test.ts'];
  const taken = scripts.flatMap((script) =>
    [...textOf(script).matchAll(/take\('([\w./-]+)'|path: '([\w/-]+)\.png'/g)].map(([, name, path]) =>
      name === undefined ? `${path}.png` : join('docs/screenshots', `${name}.png`),
    ),
  );

  test('are those that the commands of CONTRIBUTING.md take', () => {
    expect(taken.sort()).toEqual([...pictures].sort());
  });

  test('are each shown on a page', () => {
    const text = [...pages, 'examples/web/README.md'].map(textOf).join('\n');
    expect(pictures.filter((picture) => !text.includes(`${basename(picture)})`))).toEqual([]);
  });
});

/** The anchors of the headings of a page, as GitHub makes them. */
function anchorsIn(file: string): string[] {
  const headings = Array.from(textOf(file).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

function isAboutTypes({ definitions }: DocumentNode): boolean {
  return definitions.every((node) => isTypeSystemDefinitionNode(node) || isTypeSystemExtensionNode(node));
}

function variablesOf({ definitions }: DocumentNode): Record<string, unknown> {
  const names = definitions
    .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : []))
    .map(({ variable }) => variable.name.value);
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

async function expectParts(query: string, variables: object): Promise<void> {
  const parts = [];
  for await (const part of queryInParts(harness, query, { variables })) parts.push(part);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.at(-1)?.hasNext).toBe(false);
  expect(parts.flatMap(({ incremental = [] }) => incremental.flatMap(({ errors = [] }) => errors))).toEqual([]);
}

/** The requests to the sandbox and its gateway, each sent to where they are here. */
function curlsIn(text: string): string[] {
  const commands = text.replaceAll('\\\n', ' ').split('\n');
  return commands
    .filter((line) => line.startsWith('curl '))
    .map((line) =>
      line
        .replaceAll(/http:\/\/(localhost|127\.0\.0\.1):4000/g, new URL(harness.url).origin)
        .replaceAll(/http:\/\/(localhost|127\.0\.0\.1):4001/g, harness.sandbox.url),
    );
}
