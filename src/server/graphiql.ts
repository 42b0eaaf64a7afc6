import { exampleQueries } from './example-queries.ts';
import { createStaticPage, type ServePage } from './static-page.ts';

/** Everything the page may load comes from the page itself. */
const contentSecurityPolicy = [
  "default-src 'self' data: blob:",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  'worker-src blob: data:',
  'font-src data:',
  "frame-ancestors 'none'",
].join('; ');

/** Serves GraphiQL as one self-contained page. */
export function createGraphiql(exampleValues: Readonly<Record<string, string>>): ServePage {
  return createStaticPage({ contentSecurityPolicy, render: () => renderPage(exampleValues) });
}

async function renderPage(exampleValues: Readonly<Record<string, string>>): Promise<Buffer> {
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
  return Buffer.from(renderGraphiQL(options));
}
