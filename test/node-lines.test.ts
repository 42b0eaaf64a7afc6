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

test('the image is built and runs on the Node line of .node-version, which is supported', () => {
  const line = textOf('.node-version').trim();
  const dockerfile = textOf('Dockerfile');

  expect(dockerfile).toMatch(new RegExp(`^ARG BUILD_IMAGE=node:${line}-`, 'm'));
  expect(dockerfile).toMatch(new RegExp(`^ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs${line}-`, 'm'));
  expect(oldest).toContainEqual(`${line}.0`);
});

test.each(['bench', 'examples/supergraph', 'examples/web', 'test/mutation'])(
  '%s supports the same Node lines',
  (folder) => {
    expect(JSON.parse(textOf(`${folder}/package.json`)).engines).toEqual(engines);
  },
);
