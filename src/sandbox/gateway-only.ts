import { runGateway } from '../run-gateway.ts';
import { present } from './world/dates.ts';

/** Runs only the gateway, in the present of the sandbox: for a sandbox in another process. */
await runGateway(process.env, { timeOfDay: () => present });
