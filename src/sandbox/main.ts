import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { wellKnown } from './server.ts';
import { startByEnvironment } from './start.ts';

const port = process.env.PORT ?? '4000';
const gatewayUrl = `http://localhost:${port}`;

const sandbox = await startByEnvironment(process.env);
const gateway = spawn(process.execPath, [...process.execArgv, fileURLToPath(import.meta.resolve('../main.ts'))], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    PORT: port,
    LEARNING_API_URL: sandbox.url,
    DRAIN_DELAY_MS: process.env.DRAIN_DELAY_MS || '0',
    DEFAULT_ORGANIZATION_ID: process.env.DEFAULT_ORGANIZATION_ID || wellKnown.organizationId,
    CODES_FILE: process.env.CODES_FILE || fileURLToPath(new URL('./codes.yaml', import.meta.url)),
    GRAPHIQL_EXAMPLE_VALUES: JSON.stringify({ ...wellKnown, token: sandbox.tokens.full }),
  },
});

const ended = new AbortController();
gateway.once('exit', async (code) => {
  ended.abort();
  await sandbox.close();
  process.exitCode = code ?? 1;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => gateway.kill(signal));

if (await isReady()) console.log(welcome());

/** Resolves when the gateway answers, or with false when it has ended. */
async function isReady(): Promise<boolean> {
  while (!ended.signal.aborted) {
    const answers = await fetch(`${gatewayUrl}/ready`, { signal: ended.signal }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

function welcome(): string {
  const query = JSON.stringify({
    query: `{ user(id: "${wellKnown.userId}") { enrollments(first: 3) { totalCount nodes { phase syllabus { title } } } } }`,
  });
  return `
  GraphiQL        ${gatewayUrl}/graphql
  Reference       ${gatewayUrl}/docs
  REST API        ${sandbox.url} (what it was asked: ${sandbox.url}/_sandbox/calls)
  Demo token      ${sandbox.tokens.full}
  Limited token   ${sandbox.tokens.limited} (sees one organization only)

  curl -s ${gatewayUrl}/graphql \\
    -H 'content-type: application/json' \\
    -H 'authorization: Bearer ${sandbox.tokens.full}' \\
    -d '${query}'

  Stop with Ctrl+C.
`;
}
