import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createAdminApi } from '../src/learning-api/admin-api.ts';
import { canonicalId } from '../src/learning-api/contract/ids.ts';
import { LearningApiError } from '../src/learning-api/errors.ts';
import { codesIn, findingsOf } from './doctor/findings.ts';
import { createReadOnlyApi } from './doctor/read-only-api.ts';
import { createReport, reportMarkdown, reportText } from './doctor/report.ts';
import { CannotStartError, tour } from './doctor/tour.ts';

const help = `Usage: npm run doctor -- --url ORIGIN --token-stdin [--organization ID]
       npm run doctor -- --url ORIGIN --username NAME --password-stdin [--organization ID]

Calls every read operation of a LearningApi, and reports how each one answers and where it differs from the contract
of the gateway. It calls no operation that changes something.

  --url ORIGIN         scheme, host and port, such as https://campus.example.com
  --token-stdin        reads an access token from standard input
  --username NAME      signs in with this account
  --password-stdin     reads the password of the account from standard input
  --organization ID    begins with this organization; default: the first one that the account may see
  --timeout MS         timeout of a call in milliseconds; default: 30000
  --out NAME           writes NAME.md and NAME.json; default: doctor-report. They hold no names, ids, tokens or URLs.
  --json               prints the report as JSON instead of a table
  --help               this text

Exit code: 0 if nothing breaks the gateway; 1 if something does; 2 if the operations cannot be called.
`;

try {
  process.exitCode = await run();
} catch (error) {
  clearProgress();
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function run(): Promise<0 | 1 | 2> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      'token-stdin': { type: 'boolean', default: false },
      username: { type: 'string' },
      'password-stdin': { type: 'boolean', default: false },
      organization: { type: 'string' },
      timeout: { type: 'string', default: '30000' },
      out: { type: 'string', default: 'doctor-report' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const origin = originOf(values.url);
  const timeoutMs = Number(values.timeout);
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1)
    throw new CannotStartError('--timeout must be a number of milliseconds.');
  if (values.organization !== undefined && canonicalId(values.organization) === null)
    throw new CannotStartError('--organization must be the UUID of an organization.');
  const signsIn = values.username !== undefined && values['password-stdin'];
  if (signsIn === values['token-stdin'])
    throw new CannotStartError(`Pass either --token-stdin, or --username and --password-stdin.\n\n${help}`);
  const secret = (await text(process.stdin)).trim();
  if (secret === '') throw new CannotStartError('Standard input is empty. Pass the token or the password there.');

  const token = signsIn ? await signIn(origin, timeoutMs, values.username ?? '', secret) : secret;
  let calls = 0;
  const api = createReadOnlyApi({
    origin,
    token,
    timeoutMs,
    onCall: (operation) => {
      calls += 1;
      showProgress(`${calls} calls, ${operation}`);
    },
  });
  try {
    const facts = await tour(api, values.organization ?? null);
    const observations = api.observations();
    const report = createReport(findingsOf(observations), codesIn(observations), facts, new Date());
    clearProgress();
    await writeFile(`${values.out}.md`, reportMarkdown(report));
    await writeFile(`${values.out}.json`, `${JSON.stringify(report, null, 2)}\n`);
    console.log(values.json ? JSON.stringify(report, null, 2) : reportText(report));
    console.error(`Written: ${values.out}.md and ${values.out}.json`);
    return report.problems.length > 0 ? 1 : 0;
  } finally {
    await api.close();
  }
}

function originOf(url: string | undefined): string {
  if (url === undefined) throw new CannotStartError(`Pass --url.\n\n${help}`);
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.pathname !== '/' || parsed.search || parsed.username)
    throw new CannotStartError('--url must be scheme, host and port only, such as https://campus.example.com');
  return parsed.origin;
}

async function signIn(origin: string, timeoutMs: number, username: string, password: string): Promise<string> {
  const api = createAdminApi({ origin, timeoutMs, maxResponseBytes: 1_000_000 });
  try {
    return (await api.authenticate({ username, password })).token;
  } catch (error) {
    const reason = error instanceof LearningApiError ? error.message : 'the call failed';
    throw new CannotStartError(`Signing in failed: ${reason}`);
  } finally {
    await api.close();
  }
}

function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
