import { startFromEnvironment } from './start-from-environment.ts';

const sandbox = await startFromEnvironment(process.env);
const { full, limited } = sandbox.tokens;
console.log(`REST API        ${sandbox.url}
Demo token      ${full}
Limited token   ${limited} (sees one organization only)`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close());
