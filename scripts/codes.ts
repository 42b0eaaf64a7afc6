import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { codeNames } from '../src/learning-api/contract/codes.ts';
import { compareContracts, type OperationDifferences } from './codes/compare.ts';
import { type Node, readDocument, withoutSecrets } from './codes/document.ts';
import { type FoundCodes, type FoundTable, findCodes, pairText } from './codes/tables.ts';

const contractFile = fileURLToPath(new URL('../src/learning-api/contract/openapi.yaml', import.meta.url));

const help = `Usage: npm run codes -- <file or URL> [--out FILE]

Reads the OpenAPI 3 or Swagger 2 document of a deployment (JSON or YAML, published at /api/v1/swagger.nex). Writes the
codes in its descriptions and enums to a codes file, and reports where its contract differs from the gateway's.

  --out FILE  the codes file to write (default: codes.yaml); replaces an existing file
  --help      this text

Exit code: 0 if nothing breaks the gateway; 1 if something does; 2 if the document cannot be read, or contradicts
itself about a table of codes. With exit code 2, no codes file is written.

The query string of a URL is never shown here, but npm prints the command that it runs. For a URL with a token, use
\`npm run --silent codes -- URL\`.
`;

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function run(): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: 'codes.yaml' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [source, ...others] = positionals;
  if (source === undefined || others.length > 0) throw new Error(`Pass one file or URL.\n\n${help}`);

  if (process.stderr.isTTY) process.stderr.write(`Reading ${withoutSecrets(source)} …\n`);
  const theirs = await readDocument(source);
  const codes = findCodes(theirs);
  const operations = compareContracts(parse(await readFile(contractFile, 'utf8')) as Node, theirs);

  console.log(`${codesReport(codes).join('\n')}\n`);
  if (codes.disagreements.length === 0) {
    if (codes.tables.some((table) => table.codes.size > 0)) {
      await writeCodesFile(values.out, withoutSecrets(source), codes.tables);
      console.log(`Written: ${values.out}\n`);
    } else console.log(`No codes found: ${values.out} is not written.\n`);
  }
  console.log(contractReport(operations).join('\n'));
  if (codes.disagreements.length > 0) {
    for (const disagreement of codes.disagreements) console.error(`Descriptions disagree about ${disagreement}`);
    console.error(`${values.out} is not written.`);
    return 2;
  }
  const isBroken =
    operations.some(({ differences }) => differences.some(({ breaks }) => breaks)) ||
    codes.tables.some(({ contradictions }) => contradictions.some(({ isReplaced }) => !isReplaced));
  return isBroken ? 1 : 0;
}

async function writeCodesFile(file: string, source: string, tables: readonly FoundTable[]): Promise<void> {
  const text = stringify(
    new Map(tables.filter(({ codes }) => codes.size > 0).map(({ table, codes }) => [table, codes])),
  );
  await writeFile(
    file,
    `# Codes of the LearningApi as ${source} describes them, written by \`npm run codes\`.\n${text}`,
  );
}

function codesReport({ tables, unknown, disagreements }: FoundCodes): string[] {
  const found = tables.flatMap(({ table, codes, places, leftOut, contradictions }) => [
    disagreements.some((text) => text.startsWith(`${table}: `))
      ? `  ${table}: the descriptions disagree`
      : `  ${table}: ${[...codes].map(([code, name]) => `${code} ${name}`).join(', ') || 'no codes with a known name'}`,
    `    from ${placesText(places)}`,
    ...(leftOut.length > 0 ? [`    left out: ${leftOut.map(pairText).join(' ')}`] : []),
    ...contradictions.map(({ text, isReplaced }) =>
      isReplaced ? `    CONTRADICTED ${text}` : `    BREAKS ${text}, and a codes file cannot replace ours`,
    ),
  ]);
  const names = Object.keys(codeNames).filter((name) => tables.every(({ table }) => table !== name));
  return [
    'Codes',
    ...found,
    ...(names.length > 0 ? [`  not found: ${names.join(', ')}`] : []),
    ...unknown.map(({ pairs, places, resembles }) => {
      const why = resembles.length > 0 ? `, not clearly ${resembles.join(' or ')}` : '';
      return `  unknown, ignored: ${pairs} (${placesText(places)}${why})`;
    }),
  ];
}

function placesText([first, ...others]: readonly string[]): string {
  return others.length > 0 ? `${first} and ${others.length} more` : `${first}`;
}

function contractReport(operations: readonly OperationDifferences[]): string[] {
  const all = operations.flatMap(({ differences }) => differences);
  const breaks = all.filter((difference) => difference.breaks).length;
  return [
    `Contract: ${all.length === 0 ? 'no differences' : `${breaks} breaking, ${all.length - breaks} for information`}`,
    ...operations.flatMap(({ operation, differences }) => [
      '',
      operation,
      ...differences.map((difference) => `  ${difference.breaks ? 'BREAKS' : 'info  '} ${difference.text}`),
    ]),
  ];
}
