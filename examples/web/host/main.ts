import { demoTokens, wellKnown } from '../../../src/sandbox/http/server.ts';
import { startSite } from './site.ts';
import { startStack } from './stack.ts';

const stack = await startStack({
  ports: { sandbox: Number(process.env.SANDBOX_PORT ?? 4001), gateway: Number(process.env.PORT ?? 4000) },
  onLog: (line) => console.log(JSON.stringify(line)),
  settings: { GRAPHIQL_EXAMPLE_VALUES: JSON.stringify({ ...wellKnown, token: demoTokens.full }) },
});
// The latency of a real REST API, so that loading and progress are visible.
stack.sandbox.behave({ latencyMs: Number(process.env.LATENCY_MS ?? 150) });
const site = await startSite({
  port: Number(process.env.WEB_PORT ?? 5173),
  from: 'source',
  graphUrl: stack.gateway.url,
  token: stack.sandbox.tokens.full,
  session: stack.session,
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await site.close();
    await stack.close();
  });
}

console.log(`
  Application     ${site.url}
  GraphiQL        ${stack.gateway.url}
  REST API        ${stack.sandbox.url} (calls it received: ${stack.sandbox.url}/_sandbox/calls)

  To see an error, run this and reload:
  curl -s ${stack.sandbox.url}/_sandbox/faults -d '{"kind":"status","status":503,"operation":"GetTrainingPlanEnrollments"}'

  Stop with Ctrl+C.
`);
