import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { type Supergraph, startSupergraph } from './supergraph.ts';

let supergraph: Supergraph | undefined;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (!supergraph) process.exit(1);
    if (isStopping) return;
    isStopping = true;
    await supergraph.close();
  });
}

let started = 0;
supergraph = await startSupergraph(
  {
    sandbox: Number(process.env.SANDBOX_PORT ?? 4001),
    learning: Number(process.env.PORT ?? 4000),
    users: Number(process.env.USERS_PORT ?? 4002),
    hive: Number(process.env.ROUTER_PORT ?? 4003),
  },
  (part) => {
    started += 1;
    console.error(`Starting ${started} of 4: ${part}`);
  },
);

const { sandbox, learning, users, hive } = supergraph;
const query = JSON.stringify({
  query: `{ me { name enrollments(first: 3) { nodes { status syllabus { title } } } } announcements(first: 2) { text section { title } } }`,
});
console.log(`
  Supergraph      ${hive.url} (Hive Gateway, with GraphiQL)
  Learning graph  ${learning.url}
  Users graph     ${users.url}
  REST API        ${sandbox.url} (calls it received: ${sandbox.url}/_sandbox/calls)
  Demo token      ${sandbox.tokens.full} (${wellKnown.userId})
  Limited token   ${sandbox.tokens.limited} (sees one organization only)

  curl -s ${hive.url} \\
    -H 'content-type: application/json' \\
    -H 'authorization: Bearer ${sandbox.tokens.full}' \\
    -d '${query}'

  Stop with Ctrl+C.
`);
