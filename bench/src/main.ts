import { readCommand } from './command.ts';
import { installPeers } from './peers.ts';
import { writeReport } from './report.ts';
import { runBenchmark } from './run.ts';
import { printTables } from './tables.ts';

const command = readCommand(process.argv.slice(2));
if (command.systems.some(({ kind }) => kind === 'peer')) installPeers();
const results = await runBenchmark(command);
printTables(results);
// The documentation shows complete runs only.
if (command.isComplete) writeReport(results);
