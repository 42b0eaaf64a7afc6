import { startSandbox } from './server.ts';
import { whereToListen } from './where-to-listen.ts';

const sandbox = await startSandbox(whereToListen(process.env));
console.log(`REST API ${sandbox.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close());
