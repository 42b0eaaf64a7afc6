import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'execution-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = `
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, parse, validate } from 'graphql';
import { createExecutor } from 'graphql-planned-execution';

const query = new GraphQLObjectType({
  name: 'Query',
  fields: { sum: { type: GraphQLInt, args: { of: { type: GraphQLInt } }, resolve: async (_, { of }) => of + 1 } },
});
const schema = new GraphQLSchema({ query });
const document = parse('query ($n: Int) { sum(of: $n) again: sum(of: 40) }');
if (validate(schema, document).length > 0) throw new Error('The query is not valid.');
const execute = createExecutor();
console.log(JSON.stringify(await execute({ schema, document, variableValues: { n: 1 } })));
`;

function run(directory: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: directory, encoding: 'utf8', stdio: 'pipe' });
}

test('npm pack makes a package that a plain program can use, with types', () => {
  const [source, user] = [join(folder, 'source'), join(folder, 'user')];
  cpSync(join(root, 'src/execution'), source, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  const [{ filename, files }] = JSON.parse(run(source, 'npm', 'pack', '--json', '--loglevel=error'));
  const packed = files.map(({ path }: { path: string }) => path);
  expect(packed).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/api.js', 'dist/api.d.ts']),
  );
  expect(
    packed.filter((path: string) => !/^(LICENSE|README\.md|package\.json|dist\/[\w-]+\.(d\.ts|js))$/.test(path)),
  ).toEqual([]);

  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "private": true, "type": "module" }');
  run(
    user,
    'npm',
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    join(source, filename),
    join(root, 'node_modules/graphql'),
  );
  writeFileSync(join(user, 'program.js'), program);
  expect(JSON.parse(run(user, process.execPath, 'program.js'))).toEqual({ data: { sum: 2, again: 41 } });

  writeFileSync(join(user, 'program.ts'), program);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
  const types = ['--typeRoots', join(root, 'node_modules/@types')];
  run(user, process.execPath, join(root, 'node_modules/typescript/bin/tsc'), ...options, ...types, 'program.ts');
});
