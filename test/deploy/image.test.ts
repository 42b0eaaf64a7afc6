import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { readText } from './support.ts';

const dockerfile = readText('Dockerfile');

test('base images are named by digest, so that a build of the same commit gives the same image', () => {
  const images = [...dockerfile.matchAll(/^ARG \w+_IMAGE=(\S+)$/gm)].map(([, image]) => image);
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base = '']) => base);

  expect(images).toHaveLength(2);
  for (const image of images) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
  for (const base of bases) expect(base).toMatch(/^\$\{(BUILD|RUNTIME)_IMAGE\}$/);
});

test('labels name the version of package.json, the commit, and the base image', () => {
  const versions = [...dockerfile.matchAll(/image\.version="(.*)"/g)].map(([, version]) => version);

  expect(versions).toEqual([packageJson.version, packageJson.version]);
  expect(dockerfile.match(/image\.revision="\$\{REVISION\}"/g)).toHaveLength(2);
  expect(dockerfile.match(/image\.base\.name="\$\{RUNTIME_IMAGE\}"/g)).toHaveLength(2);
});

test('whatever is copied into the images is in the build context', () => {
  const ignored = readText('.dockerignore');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));

  expect(copied).not.toEqual([]);
  for (const path of copied) {
    expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
    const isSent = path
      .split('/')
      .some((_, depth, parts) => ignored.split('\n').includes(`!${parts.slice(0, depth + 1).join('/')}`));
    expect(isSent || path === 'scripts', path).toBe(true);
  }
});
