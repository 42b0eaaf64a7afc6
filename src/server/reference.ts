import { readFile } from 'node:fs/promises';
import { createStaticPage, type ServePage } from './static-page.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the reference of the graph, which `npm run reference` writes. */
export function createReference(): ServePage {
  return createStaticPage({
    contentSecurityPolicy,
    render: () => readFile(new URL('../../docs/reference.html', import.meta.url)),
  });
}
