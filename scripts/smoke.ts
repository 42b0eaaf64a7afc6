import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import packageJson from '../package.json' with { type: 'json' };
import { demoTokens, wellKnown } from '../src/sandbox/http/server.ts';
import { printed, startNode } from './processes/node-process.ts';

// Builds the gateway, starts the sandbox and the built gateway, and sends a query to each, all with the Node that runs
// this script. `.ci/run` does so on the Node lines that it does not run the tests on.

const port = { HOST: '127.0.0.1', PORT: '0', SANDBOX_PORT: '0', DRAIN_DELAY_MS: '0' };

await succeeds(startNode(['--import', 'tsx', 'scripts/build.ts'], {}));

const sandbox = startNode(['--import', 'tsx', 'src/sandbox/main.ts'], port);
const [, sandboxUrl = '', apiUrl = ''] = await printed(sandbox, /GraphiQL +(\S+).*REST API +(\S+)/s);
await answersQuery(sandboxUrl);

const gateway = startNode(packageJson.scripts.start.split(' ').slice(1), { ...port, LEARNING_API_URL: apiUrl });
const [, gatewayUrl = ''] = await printed(gateway, /"event":"listening".*"url":"([^"]+)"/);
await answersQuery(gatewayUrl);

for (const child of [gateway, sandbox]) {
  child.kill();
  await succeeds(child);
}
console.log(`Node ${process.version}: the build, the gateway and the sandbox work.`);

/** Throws unless the process exits with 0. */
async function succeeds(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}`);
}

async function answersQuery(url: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${demoTokens.full}` },
    body: JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { title assignments { nodes { id } } } }` }),
  });
  const answer = await response.text();
  if (!answer.startsWith('{"data":{"section":{"title":')) throw new Error(`${url} answered ${answer}`);
}
