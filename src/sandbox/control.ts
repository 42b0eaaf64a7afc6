import type { ServerResponse } from 'node:http';
import { type Fault, faultKinds } from './faults.ts';
import type { Behaviour, Sandbox } from './server.ts';

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
      const fault = object(text);
      const kind = fault?.kind;
      if (typeof kind !== 'string' || !faultKinds.includes(kind)) {
        return send(400, { message: `Give a JSON object whose kind is one of ${faultKinds.join(', ')}` });
      }
      sandbox.addFault(fault as Fault);
      send(201, sandbox.faults.list());
    },
    'DELETE /_sandbox/faults': () => {
      sandbox.faults.clear();
      send(200, sandbox.faults.list());
    },
    'GET /_sandbox/behaviour': () => send(200, sandbox.behaviour),
    'PATCH /_sandbox/behaviour': () => {
      const change = object(text);
      const strangers = Object.keys(change ?? {}).filter((name) => !(name in sandbox.behaviour));
      if (!change || strangers.length > 0) {
        return send(400, { message: `Give a JSON object of ${Object.keys(sandbox.behaviour).join(', ')}` });
      }
      sandbox.behave(change as Partial<Behaviour>);
      send(200, sandbox.behaviour);
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

function object(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
