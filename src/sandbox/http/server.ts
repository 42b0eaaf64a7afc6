import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoTokens } from '../operations/tokens.ts';
import { answerCall } from './answer-call.ts';
import { answerControl } from './control.ts';
import { createHold, createInstance, resetInstance } from './instance.ts';
import { readBody } from './requests.ts';
import { sendError } from './responses.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';

// The exports for tests, scripts and examples. They import nothing else of this folder.
export { demoAccount, demoTokens } from '../operations/tokens.ts';
export { present } from '../world/dates.ts';
export { wellKnown } from '../world/well-known.ts';
export type { Behavior } from './behavior.ts';
export type { Fault } from './faults.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';

/** Starts a LearningApi with generated data, over real HTTP. */
export async function startSandbox({ port = 0, host = '127.0.0.1', seed = 1 }: SandboxOptions = {}): Promise<Sandbox> {
  const instance = createInstance(seed);
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      instance.violations.push(error.stack ?? error.message);
      if (!response.headersSent) sendError(response, 500, error.message);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const text = await readBody(request);
    if (url.pathname.startsWith('/_sandbox/'))
      return answerControl(sandbox, request.method ?? '', url.pathname, text, response);
    return answerCall(instance, request, url, text, response);
  }

  const sandbox: Sandbox = {
    url: '',
    tokens: demoTokens,
    get world() {
      // Tests also change the world that they read.
      instance.isChanged = true;
      return instance.state.world;
    },
    calls: () => instance.calls,
    clearCalls: () => {
      instance.calls = [];
    },
    violations: () => instance.violations,
    faults: instance.faults,
    addFault: (fault) => instance.faults.add(fault),
    revokeTokens: () => instance.tokens.revoke(),
    get behavior() {
      return instance.behavior;
    },
    behave: (change) => {
      instance.behavior = { ...instance.behavior, ...change };
    },
    override: (operation, override) => {
      if (override) instance.overrides.set(operation, override);
      else instance.overrides.delete(operation);
    },
    hold: (operation) => {
      const hold = createHold();
      instance.held.set(operation, hold);
      return () => {
        if (instance.held.get(operation) === hold) instance.held.delete(operation);
        hold.end();
      };
    },
    reset: () => resetInstance(instance, seed),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  sandbox.url = `http://${reachableHost(host)}:${(server.address() as AddressInfo).port}`;
  return sandbox;
}

/** The host under which this machine reaches a server that listens on an address. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host;
}
