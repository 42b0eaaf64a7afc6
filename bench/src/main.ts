import { readCommand } from './command.ts';
import { runBenchmark } from './run.ts';
import { printTables } from './tables.ts';

printTables(await runBenchmark(readCommand(process.argv.slice(2))));
