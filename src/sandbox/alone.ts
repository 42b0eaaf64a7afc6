import { startByEnvironment } from './start.ts';

const sandbox = await startByEnvironment(process.env);
console.log(`REST API ${sandbox.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close());
