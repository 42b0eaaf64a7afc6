import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { readRequests } from './usage/read-log.ts';
import { isRanking, rankings, reportOf, type Usage, usageText } from './usage/report.ts';
import { createTally } from './usage/tally.ts';

const help = `Usage: npm run usage -- <log file or -> [--by ${rankings.join('|')}] [--top N] [--json]

Reads the log of the gateway and ranks operations and clients by the REST calls that they cause, their price, errors and
latency. Lists who still uses deprecated elements of the schema, and who sends hashes of persisted operations that
the gateway does not know. Lines that are not requests are skipped.

  -       reads standard input
  --by    what decides the rank (default: calls)
  --top   how many operations and clients to list (default: 20)
  --json  prints the report as JSON
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    by: { type: 'string', default: 'calls' },
    top: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [path] = positionals;
const { by } = values;
const top = Number(values.top);

if (values.help) console.log(help);
else if (path === undefined || positionals.length > 1) fail(help);
else if (!isRanking(by)) fail(`--by must be one of: ${rankings.join(', ')}.`);
else if (!Number.isInteger(top) || top < 1) fail('--top must be a whole number of 1 or more.');
else await report(path).then(print, (error: unknown) => fail(`${path} cannot be read: ${(error as Error).message}`));

async function report(file: string): Promise<Usage> {
  const tally = createTally();
  const input = file === '-' ? process.stdin : createReadStream(file);
  for await (const request of readRequests(input)) tally.add(request);
  return reportOf(tally, isRanking(by) ? by : 'calls', top);
}

function print(usage: Usage): void {
  console.log(values.json ? JSON.stringify(usage, null, 2) : usageText(usage));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
