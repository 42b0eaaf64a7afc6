import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createStaticFile, type ServeFile } from './static-file.ts';

/** Serves schema.client.graphql, the generated schema for the tools of clients. */
export function createClientSchema(): ServeFile {
  return createStaticFile({
    contentType: 'text/plain',
    render: () => readFile(createRequire(import.meta.url).resolve('#schema.client.graphql'), 'utf8'),
  });
}
