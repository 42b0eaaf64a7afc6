import { readCommand } from './command.ts';
import { installPeers } from './peers.ts';
import { runBenchmark } from './run.ts';
import { printTables } from './tables.ts';

const command = readCommand(process.argv.slice(2));
if (command.systems.some(({ kind }) => kind === 'peer')) installPeers();
printTables(await runBenchmark(command));
