import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
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
  closePages(): Promise<void>;
  close(): Promise<void>;
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
    settings: { BREAKER_PROBE_AFTER_MS: '10', UPSTREAM_RETRIES: 'false', ...settings },
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
      page.setDefaultTimeout(15_000);
      await page.goto(new URL(path, site.url).href);
      return page;
    },
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

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}
