import { createRequire } from 'node:module';
import { runGateway } from '../run-gateway.ts';
import { present, wellKnown } from './http/server.ts';
import { startFromEnvironment } from './start-from-environment.ts';

const { env } = process;
const sandbox = await startFromEnvironment(env);
const gateway = await runGateway(
  {
    ...env,
    LEARNING_API_URL: sandbox.url,
    DRAIN_DELAY_MS: env.DRAIN_DELAY_MS || '0',
    DEFAULT_ORGANIZATION_ID: env.DEFAULT_ORGANIZATION_ID || wellKnown.organizationId,
    CODES_FILE: env.CODES_FILE || createRequire(import.meta.url).resolve('#sandbox-codes.yaml'),
    GRAPHIQL_EXAMPLE_VALUES: JSON.stringify({ ...wellKnown, token: sandbox.tokens.full }),
  },
  { afterClose: () => sandbox.close(), timeOfDay: () => present },
);

console.log(welcome());

function welcome(): string {
  const reference = new URL('/docs', gateway.url);
  const query = JSON.stringify({
    query: `{ user(id: "${wellKnown.userId}") { enrollments(first: 3) { totalCount nodes { phase syllabus { title } } } } }`,
  });
  return `
  GraphiQL        ${gateway.url}
  Reference       ${reference}
  REST API        ${sandbox.url} (calls it received: ${sandbox.url}/_sandbox/calls)
  Demo token      ${sandbox.tokens.full}
  Limited token   ${sandbox.tokens.limited} (sees one organization only)

  curl -s ${gateway.url} \\
    -H 'content-type: application/json' \\
    -H 'authorization: Bearer ${sandbox.tokens.full}' \\
    -d '${query}'

  Stop with Ctrl+C.
`;
}
