import { fileURLToPath } from 'node:url';
import { type Connect, createServer, type InlineConfig, type Plugin, preview } from 'vite';
import type { Session } from '../src/session.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

interface SiteOptions {
  port: number;
  /** From source, with hot reload, or from the output of `npm run build`. */
  from: 'source' | 'build';
  graphUrl: string;
  /** Sent to the gateway with each query. The browser never has it. */
  token: string;
  session: Session;
}

/** The web server of the application. */
export interface Site {
  url: string;
  close(): Promise<void>;
}

/** Serves the application, its session, and the graph under the same origin. */
export async function startSite({ port, from, graphUrl, token, session }: SiteOptions): Promise<Site> {
  const address = { host: '127.0.0.1', port, strictPort: true };
  const config: InlineConfig = {
    root,
    logLevel: 'warn',
    plugins: [signIn(session)],
    server: { ...address, proxy: graph(graphUrl, token) },
    preview: { ...address, proxy: graph(graphUrl, token) },
  };
  const server = from === 'source' ? await (await createServer(config)).listen() : await preview(config);
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

function graph(url: string, token: string) {
  const { origin } = new URL(url);
  return { '/graphql': { target: origin, headers: { authorization: `Bearer ${token}` } } };
}

function signIn(session: Session): Plugin {
  const answer: Connect.NextHandleFunction = (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(session));
  };
  return {
    name: 'sign-in',
    configureServer: ({ middlewares }) => void middlewares.use('/session', answer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use('/session', answer),
  };
}
