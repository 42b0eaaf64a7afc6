import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { textOf } from './support/documents.ts';

const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } };
const oldest = engines.node.split(' || ').map((range) => range.replace(/^(\^|>=)(\d+)\.(\d+)\.\d+$/, '$2.$3'));

test('CI runs on every Node line that is supported', () => {
  const { jobs } = parse(textOf('.github/workflows/ci.yaml'));
  const matrix: string[] = jobs.ci.strategy.matrix.node;

  expect(matrix.map((version) => (version.includes('.') ? version : `${version}.0`))).toEqual(oldest);
});

test('the image runs the Node line of .node-version, which is supported', () => {
  const line = textOf('.node-version').trim();

  expect(textOf('Dockerfile')).toContain(`ARG NODE_IMAGE=node:${line}-slim\n`);
  expect(oldest).toContainEqual(`${line}.0`);
});

test.each(['bench', 'examples/supergraph', 'examples/web', 'test/mutation'])(
  '%s supports the same Node lines',
  (folder) => {
    expect(JSON.parse(textOf(`${folder}/package.json`)).engines).toEqual(engines);
  },
);
