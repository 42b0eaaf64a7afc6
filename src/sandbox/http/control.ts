import type { ServerResponse } from 'node:http';
import { readBehaviour, readFault } from './control-input.ts';
import type { Sandbox } from './server.ts';

/** Answers what is asked of the sandbox itself, under /_sandbox/: for tests that run outside its process. */
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
    'GET /_sandbox/behaviour': () => send(200, sandbox.behaviour),
    'PATCH /_sandbox/behaviour': () => {
      const checked = readBehaviour(text);
      if ('problems' in checked) return send(400, { message: checked.problems.join('; ') });
      sandbox.behave(checked.value);
      send(200, sandbox.behaviour);
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
  const action = actions[`${method} ${path}`];
  if (action) action();
  else send(404, { message: `There is ${Object.keys(actions).join(', ')}` });
}
