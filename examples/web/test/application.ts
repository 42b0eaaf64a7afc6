import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import type { LogLine } from '../host/gateway.ts';
import { startSite } from '../host/site.ts';
import { type Stack, startStack } from '../host/stack.ts';

/** The path of Chromium; undefined if it is not installed. */
export const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));

/** The built application in a browser, with its own sandbox and gateway. */
export interface Application {
  url: string;
  /** The URL of the graph, which is also GraphiQL's. */
  graphUrl: string;
  sandbox: Stack['sandbox'];
  session: Stack['session'];
  /** The requests in the gateway's log since they were last cleared. */
  requests: LogLine[];
  /** Opens a page that can only reach the application. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** The requests that a page has sent to the graph. */
  graphRequestsOf(page: Page): GraphRequests;
  closePages(): Promise<void>;
  close(): Promise<void>;
}

/** A page's requests to the graph. */
export interface GraphRequests {
  /** The names of their operations. */
  sent: string[];
  /** Those without an answer. */
  waiting: Set<Request>;
}

/**
 * Starts everything on free ports. Run `npm run build` first.
 *
 * @param settings more settings of the gateway
 */
export async function startApplication(settings: Record<string, string> = {}): Promise<Application> {
  const requests: LogLine[] = [];
  const stack = await startStack({
    ports: { sandbox: 0, gateway: 0 },
    // A test must not find the breakers open that the faults of the test before opened.
    // A test holds a response back for as long as it needs, and so do a busy machine's.
    settings: { ...slow, BREAKER_PROBE_AFTER_MS: '10', UPSTREAM_RETRIES: 'false', ...settings },
    onLog: (line) => {
      if (line.event === 'request') requests.push(line);
    },
  });
  const site = await startSite({
    port: 0,
    from: 'build',
    graphUrl: stack.gateway.url,
    token: stack.sandbox.tokens.full,
    session: stack.session,
  });
  const browser = await launch();
  const graphRequests = new WeakMap<Page, GraphRequests>();
  return {
    url: site.url,
    graphUrl: stack.gateway.url,
    sandbox: stack.sandbox,
    session: stack.session,
    requests,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      await context.route('**/*', (route) =>
        route.request().url().startsWith(site.url) ? route.continue() : route.abort(),
      );
      const page = await context.newPage();
      page.setDefaultTimeout(timeoutMs);
      graphRequests.set(page, watchGraphRequests(page));
      await page.goto(new URL(path, site.url).href);
      return page;
    },
    graphRequestsOf: (page) => graphRequests.get(page) ?? { sent: [], waiting: new Set() },
    closePages: async () => {
      for (const context of browser.contexts()) await context.close();
    },
    close: async () => {
      await browser.close();
      await site.close();
      await stack.close();
    },
  };
}

/** Only what fails needs it, so a slow machine has plenty. */
const timeoutMs = 120_000;

/** Settings of a gateway that waits longer than any test. */
const slow = { UPSTREAM_TIMEOUT_MS: '300000', REQUEST_TIMEOUT_MS: '300000', SHUTDOWN_TIMEOUT_MS: '600000' };

function watchGraphRequests(page: Page): GraphRequests {
  const requests: GraphRequests = { sent: [], waiting: new Set() };
  page.on('request', (request) => {
    // A GET is GraphiQL's page.
    if (!request.url().endsWith('/graphql') || request.method() !== 'POST') return;
    requests.sent.push((request.postDataJSON() as { operationName?: string }).operationName ?? '');
    requests.waiting.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => void requests.waiting.delete(request));
  return requests;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    timeout: timeoutMs,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}
