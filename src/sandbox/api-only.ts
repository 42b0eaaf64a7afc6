import { startFromEnvironment } from './start-from-environment.ts';

const sandbox = await startFromEnvironment(process.env);
console.log(`REST API ${sandbox.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close());
