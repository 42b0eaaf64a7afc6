import { createHash } from 'node:crypto';
import { exampleQueries } from './example-queries.ts';
import { createStaticFile, type ServeFile } from './static-file.ts';

/** Everything the page may load comes from the page itself. */
const contentSecurityPolicy = [
  "default-src 'self' data: blob:",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  'worker-src blob: data:',
  'font-src data:',
  "frame-ancestors 'none'",
].join('; ');

/**
 * The docs panel searches names, and no name has a space in it: who types "due date" is to find `dueDateStrategy`.
 */
const searchByWords = `<script>
document.addEventListener('beforeinput', (event) => {
  if (event.data === ' ' && event.target.closest('.graphiql-doc-explorer-search')) event.preventDefault();
}, true);
</script>`;

interface Graphiql {
  page: ServeFile;
  /** The program of the page, which is the same everywhere: apart, so that browsers keep it, compiled. */
  script: ServeFile;
}

interface Parts {
  page: string;
  script: string;
}

/** Serves GraphiQL: a page and its script, with nothing from elsewhere. */
export function createGraphiql(exampleValues: Readonly<Record<string, string>>, scriptPath: string): Graphiql {
  let rendered: Promise<Parts> | undefined;
  const parts = () => {
    rendered ??= render(exampleValues, scriptPath);
    return rendered;
  };
  return {
    page: createStaticFile({
      contentType: 'text/html',
      contentSecurityPolicy,
      render: async () => (await parts()).page,
    }),
    script: createStaticFile({
      contentType: 'text/javascript',
      isImmutable: true,
      render: async () => (await parts()).script,
    }),
  };
}

async function render(exampleValues: Readonly<Record<string, string>>, scriptPath: string): Promise<Parts> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const authorization = `Bearer ${exampleValues.token ?? '<your access token>'}`;
  const headers = JSON.stringify({ authorization, 'x-debug': 'upstream' }, null, 2);
  const tabs = exampleQueries(exampleValues).map((tab) => ({ ...tab, headers }));
  // The page takes the first tab's variables from an option of its own, which its type does not list.
  const options = {
    title: 'Learning Gateway',
    headers,
    shouldPersistHeaders: false,
    defaultTabs: tabs,
    variables: tabs[0]?.variables,
  };
  return split(renderGraphiQL(options), scriptPath);
}

/** Takes the program out of the page, and leaves the call that starts it with our options. */
function split(whole: string, scriptPath: string): Parts {
  const opening = '<script>';
  const start = whole.indexOf(opening, whole.indexOf('<div id="root">'));
  const call = whole.lastIndexOf('YogaGraphiQL.renderYogaGraphiQL(');
  const end = whole.lastIndexOf('</body>');
  if (start < 0 || call < start || end < call) throw new Error('GraphiQL is laid out in another way than expected.');
  const script = whole.slice(start + opening.length, call);
  const version = createHash('sha256').update(script).digest('base64url').slice(0, 16);
  return {
    script,
    page: [
      whole.slice(0, start),
      `<script src="${scriptPath}?${version}"></script><script>`,
      whole.slice(call, end),
      searchByWords,
      whole.slice(end),
    ].join(''),
  };
}
