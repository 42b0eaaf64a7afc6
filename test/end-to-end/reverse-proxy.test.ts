// cspell:ignore scgi uwsgi fastcgi addext keyout
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { withProgram } from '../support/programs.ts';

const nginx = withProgram('nginx');
const chromiumProgram = withProgram('Chromium');
const browserTimeoutMs = 60_000;
const prefix = '/campus';
const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;
const token = `Bearer ${demoTokens.full}`;

/** The ways in which the proxy sends `Host` to the gateway. */
const hosts = ['with Host passed on', 'without Host passed on'] as const;

nginx.describe('behind nginx with TLS, a path prefix and gzip', () => {
  let harness: Harness;
  let directory: string;
  let origins: Record<(typeof hosts)[number], string>;
  let stop: () => Promise<void>;
  const insecure = new Agent({ connect: { rejectUnauthorized: false } });

  beforeAll(async () => {
    harness = await startHarness({
      config: {
        CACHE: 'off',
        DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
        GRAPHIQL_EXAMPLE_VALUES: JSON.stringify({ ...wellKnown, token: demoTokens.full }),
      },
    });
    directory = await mkdtemp(join(tmpdir(), 'nginx-'));
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', join(directory, 'key.pem'), '-out', join(directory, 'cert.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject, ...files], {
      stdio: 'ignore',
    });
    const [withHost, withoutHost] = [await freePort(), await freePort()];
    await writeFile(join(directory, 'nginx.conf'), configOf(withHost, withoutHost));
    const child = spawn(nginx.path, ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: 'ignore' });
    stop = async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    };
    origins = {
      'with Host passed on': `https://127.0.0.1:${withHost}`,
      'without Host passed on': `https://127.0.0.1:${withoutHost}`,
    };
    for (const origin of Object.values(origins))
      await eventually(async () => expect((await get(`${origin}${prefix}/health`)).statusCode).toBe(200));
  });
  afterAll(async () => {
    await stop();
    await insecure.destroy();
    await harness.close();
    await rm(directory, { recursive: true });
  });

  test.each(hosts)('queries are answered, whole and in parts as they come, %s', async (host) => {
    const url = `${origins[host]}${prefix}/graphql`;
    const whole = await post(url, section, {});
    expect(await whole.body.json()).toEqual({ data: { section: { title: expect.any(String) } } });
    const zipped = await post(url, section, { 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.from(await zipped.body.arrayBuffer())).toString()).toContain('"title":');

    const release = harness.sandbox.hold('GetSectionDescription');
    const query = `{ section(id: "${wellKnown.sectionId}") { title ... @defer { description } } }`;
    const { body } = await post(url, query, { accept: 'multipart/mixed' });
    let text = '';
    for await (const chunk of body) {
      text += chunk;
      // The first part is here while the second one is still held.
      if (text.includes('"hasNext":true')) release();
    }
    expect(text).toContain('"hasNext":false');
  });

  test.each(hosts)('the root, the page, its script and the reference are found, %s', async (host) => {
    const root = await get(`${origins[host]}${prefix}/`);
    expect(new URL(String(root.headers.location), `${origins[host]}${prefix}/`).pathname).toBe(`${prefix}/graphql`);
    const page = await get(`${origins[host]}${prefix}/graphql`, { accept: 'text/html' });
    const [, script = ''] = /<script src="([^"]+)">/.exec(await page.body.text()) ?? [];
    for (const url of [new URL(script, `${origins[host]}${prefix}/graphql`), `${origins[host]}${prefix}/docs`])
      expect((await get(String(url))).statusCode).toBe(200);
  });

  chromiumProgram.describe('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: chromiumProgram.path,
        timeout: browserTimeoutMs,
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      });
    });
    afterAll(() => browser.close());

    test.each(hosts)('GraphiQL works: a query, a reload, Back and a shared link, %s', async (host) => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      context.setDefaultTimeout(browserTimeoutMs);
      const page = await context.newPage();
      const failed: string[] = [];
      const posts: string[] = [];
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (response.status() >= 400 && pathname !== '/favicon.ico') failed.push(pathname);
        if (response.request().method() === 'POST') posts.push(`${response.status()} ${pathname}`);
      });
      /** GraphiQL passes over clicks until it is ready. */
      const runQuery = async () => {
        posts.length = 0;
        await expect
          .poll(
            async () => {
              await page.locator('.graphiql-execute-button').click();
              return posts;
            },
            { timeout: 60_000, interval: 1_000 },
          )
          .toContain(`200 ${prefix}/graphql`);
      };
      const address = `${origins[host]}${prefix}/graphql`;

      await page.goto(address);
      await runQuery();
      // `SCREENSHOTS=1` takes the picture of docs/operations.md.
      if (process.env.SCREENSHOTS) {
        await page.getByText('"totalCount"').waitFor();
        await page.screenshot({ path: 'docs/screenshots/behind-nginx.png' });
      }
      await page.reload();
      await runQuery();

      const shared = `${address}?${new URLSearchParams({ query: section })}`;
      await page.goto(shared);
      await page.locator('.graphiql-query-editor', { hasText: wellKnown.sectionId }).waitFor();
      await page.goto(`${origins[host]}${prefix}/docs`);
      await page.locator('h1').first().waitFor();
      await page.goBack();
      await page.locator('.graphiql-query-editor').waitFor();
      expect(new URL(page.url()).pathname).toBe(`${prefix}/graphql`);
      expect(failed).toEqual([]);
      await context.close();
    });
  });

  function get(url: string, headers: Record<string, string> = {}) {
    return request(url, { headers, dispatcher: insecure });
  }

  function post(url: string, query: string, headers: Record<string, string>) {
    return request(url, {
      method: 'POST',
      dispatcher: insecure,
      headers: { 'content-type': 'application/json', authorization: token, ...headers },
      body: JSON.stringify({ query }),
    });
  }

  function configOf(withHost: number, withoutHost: number): string {
    const server = (port: number, extra: string) => `
      server {
        listen 127.0.0.1:${port} ssl;
        ssl_certificate cert.pem;
        ssl_certificate_key key.pem;
        location ${prefix}/ {
          proxy_pass http://gateway/;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          ${extra}
        }
      }`;
    return `
      daemon off;
      worker_processes 1;
      pid nginx.pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        gzip on;
        gzip_proxied any;
        gzip_types application/json multipart/mixed;
        client_body_temp_path ${directory}/body;
        proxy_temp_path ${directory}/proxy;
        fastcgi_temp_path ${directory}/fastcgi;
        uwsgi_temp_path ${directory}/uwsgi;
        scgi_temp_path ${directory}/scgi;
        upstream gateway {
          server ${new URL(harness.url).host};
          keepalive 8;
        }
        ${server(withHost, 'proxy_set_header Host $http_host;')}
        ${server(withoutHost, '')}
      }`;
  }
});
