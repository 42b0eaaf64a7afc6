import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createStaticFile, type ServeFile } from './static-file.ts';

/** Serves docs/reference.html, the generated reference of the graph. */
export function createReference(): ServeFile {
  return createStaticFile({
    contentType: 'text/html',
    contentSecurityPolicy,
    render: () => readFile(createRequire(import.meta.url).resolve('#reference.html'), 'utf8'),
  });
}

/** The page may load nothing, and run only the script that it contains. */
function contentSecurityPolicy(page: string): string {
  const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
  const scriptHash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
