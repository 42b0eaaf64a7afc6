import { createHash } from 'node:crypto';
import { exampleQueries } from './example-queries.ts';
import { adjustments } from './graphiql-adjustments.ts';
import { createStaticFile, type ServeFile } from './static-file.ts';

/** The page may load nothing from other origins. */
const contentSecurityPolicy = [
  "default-src 'self' data: blob:",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  'worker-src blob: data:',
  'font-src data:',
  "frame-ancestors 'none'",
].join('; ');

interface Graphiql {
  page: ServeFile;
  /** The page's script. Separate, so that browsers cache it, compiled. */
  script: ServeFile;
}

interface Parts {
  page: string;
  script: string;
}

/** Serves GraphiQL as a page and its script. Neither loads anything from other origins. */
export function createGraphiql(exampleValues: Readonly<Record<string, string>>, scriptPath: string): Graphiql {
  let rendered: Promise<Parts> | undefined;
  const parts = () => {
    rendered ??= render(exampleValues, scriptPath);
    return rendered;
  };
  return {
    page: createStaticFile({
      contentType: 'text/html',
      contentSecurityPolicy: () => contentSecurityPolicy,
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
  // The variables of the first tab are a separate option, which the type does not declare.
  const options = {
    title: 'Learning Gateway',
    headers,
    shouldPersistHeaders: false,
    defaultTabs: tabs,
    variables: tabs[0]?.variables,
  };
  return split(renderGraphiQL({}), scriptPath, options);
}

/** Moves the script out of the page, and starts it with our options instead of the call in the page. */
function split(whole: string, scriptPath: string, options: object): Parts {
  const opening = '<script>';
  const start = whole.indexOf(opening, whole.indexOf('<div id="root">'));
  const call = whole.lastIndexOf('YogaGraphiQL.renderYogaGraphiQL(');
  const end = whole.lastIndexOf('</body>');
  if (start < 0 || call < start || end < call) throw unexpectedStructure();
  const script = withHistory(whole.slice(start + opening.length, call));
  const version = createHash('sha256').update(script).digest('base64url').slice(0, 16);
  // A text of the options must not end the script.
  const literal = JSON.stringify(options).replaceAll('</', '<\\/');
  return {
    script,
    page: [
      whole.slice(0, start),
      adjustments,
      `<script src="${scriptPath}?${version}"></script>`,
      `<script>YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), adjustedOptions(${literal}));</script>`,
      whole.slice(end),
    ].join(''),
  };
}

/** Adds the history panel, which GraphiQL has and Yoga's page leaves out. */
function withHistory(script: string): string {
  const history = /\b([\w$]+)=\{title:"History",/.exec(script)?.[1];
  const plugins = /plugins:\[([\w$]+)\],schemaDescription:/;
  if (!history || !plugins.test(script)) throw unexpectedStructure();
  return script.replace(plugins, `plugins:[${history},$1],schemaDescription:`);
}

function unexpectedStructure(): Error {
  return new Error('The page of @graphql-yoga/render-graphiql has an unexpected structure.');
}
