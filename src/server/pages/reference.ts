import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createStaticFile, type ServeFile } from './static-file.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves docs/reference.html, the generated reference of the graph. */
export function createReference(): ServeFile {
  return createStaticFile({
    contentType: 'text/html',
    contentSecurityPolicy,
    render: () => readFile(createRequire(import.meta.url).resolve('#reference.html'), 'utf8'),
  });
}
