import type { ServerResponse } from 'node:http';
import { readBehavior, readFault } from './control-input.ts';
import type { Sandbox } from './sandbox.ts';

/** Answers requests to control the sandbox, under /_sandbox/, for tests that run in another process. */
export function answerControl(
  sandbox: Sandbox,
  method: string,
  path: string,
  text: string,
  response: ServerResponse,
): void {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body, null, 2)}\n`);
  };
  const actions: Record<string, () => void> = {
    'GET /_sandbox/health': () => send(200, { status: 'ok' }),
    'GET /_sandbox/calls': () => send(200, sandbox.calls()),
    'DELETE /_sandbox/calls': () => {
      sandbox.clearCalls();
      send(200, sandbox.calls());
    },
    'GET /_sandbox/faults': () => send(200, sandbox.faults.list()),
    'POST /_sandbox/faults': () => {
      const checked = readFault(text);
      if ('problems' in checked) return send(400, { message: checked.problems.join('; ') });
      sandbox.addFault(checked.value);
      send(201, sandbox.faults.list());
    },
    'DELETE /_sandbox/faults': () => {
      sandbox.faults.clear();
      send(200, sandbox.faults.list());
    },
    'GET /_sandbox/behavior': () => send(200, sandbox.behavior),
    'PATCH /_sandbox/behavior': () => {
      const checked = readBehavior(text);
      if ('problems' in checked) return send(400, { message: checked.problems.join('; ') });
      sandbox.behave(checked.value);
      send(200, sandbox.behavior);
    },
    'DELETE /_sandbox/tokens': () => {
      sandbox.revokeTokens();
      send(200, { status: 'revoked' });
    },
    'POST /_sandbox/reset': () => {
      sandbox.reset();
      send(200, { status: 'reset' });
    },
  };
  // cspell:ignore behaviour
  // Releases up to 0.1.0 spelled it "behaviour".
  const action = actions[`${method} ${path.replace('behaviour', 'behavior')}`];
  if (action) action();
  else send(404, { message: `Not found. Use one of: ${Object.keys(actions).join(', ')}.` });
}
