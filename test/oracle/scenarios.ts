import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createRandom } from '../../src/sandbox/world/random.ts';
import { type AnswerProxy, startProxy } from '../support/changed-answers/proxy.ts';
import { noLimits } from '../support/coverage.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { type OddAnswers, oddAnswer } from './odd-answers.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { type CodeNames, documentedCodes } from './values.ts';

/** How a gateway is set up, and how the REST API behind it answers. */
export interface Scenario {
  name: string;
  cache: 'off' | 'memory';
  pageHeaders: 'all' | 'none';
  odd?: Omit<OddAnswers, 'seed'>;
}

/** A gateway and the oracle beside it, in front of the same REST API. */
export interface Stage {
  harness: Harness;
  oracle: Oracle;
  close(): Promise<void>;
}

const reads = [
  'GetSection',
  'SearchEnrollments',
  'GetSectionEnrollments',
  'GetTrainingPlanEnrollments',
  'GetCustomEnrollmentFields',
  'GetDefaultCustomEnrollmentFieldSetting',
  'GetCustomEnrollmentFieldValues',
  'GetAssignmentStatuses',
  'GetCertificateUrl',
  'GetSectionDescription',
  'GetSectionObjectives',
  'GetStudentSessions',
  'GetTrainingPlan',
  'GetTrainingPlanDescription',
  'GetAssignments',
  'GetAssignment',
  'GetAssignmentInstructions',
  'GetOrganizations',
  'GetCatalogs',
  'GetCatalog',
  'GetCatalogDescription',
  'GetCatalogCreditHours',
  'GetCategories',
  'GetCatalogSyllabi',
  'GetCategorySyllabi',
  'GetTestAttempts',
  'GetCmiData',
];

/** The scenarios of a seed. */
export function scenariosOf(seed: number): Scenario[] {
  const random = createRandom(seed);
  const some = (count: number) =>
    Array.from({ length: count }, () => random.pick(reads)).flatMap((name) =>
      name === 'GetSection' ? ['GetSection', 'GetSections'] : [name],
    );
  const items = { itemsWithErrorCode: 6, nullItems: 6 };
  return [
    { name: 'a REST API that behaves', cache: 'off', pageHeaders: 'all' },
    { name: 'a REST API that behaves, behind a cache', cache: 'memory', pageHeaders: 'all' },
    { name: 'no page headers', cache: 'memory', pageHeaders: 'none' },
    { name: 'odd items', cache: 'off', pageHeaders: 'all', odd: items },
    { name: 'odd items, behind a cache and without page headers', cache: 'memory', pageHeaders: 'none', odd: items },
    { name: 'wrong totals', cache: 'memory', pageHeaders: 'all', odd: { ...items, wrongTotals: reads } },
    {
      name: 'operations that are refused or fail',
      cache: 'off',
      pageHeaders: 'all',
      odd: { refused: some(3), failing: some(3) },
    },
    {
      name: 'sections that GetSections leaves out',
      cache: random.pick(['off', 'memory']),
      pageHeaders: 'all',
      odd: { unlistedSections: 40, itemsWithErrorCode: 3 },
    },
  ];
}

const codesFile = fileURLToPath(new URL('../../src/sandbox/codes.yaml', import.meta.url));

export async function openStage({ cache, pageHeaders, odd }: Scenario, seed: number): Promise<Stage> {
  const proxy: AnswerProxy = await startProxy();
  const harness = await startHarness({
    documentLimits: { ...noLimits, directives: 1_000, repeats: 100_000, introspections: 1_000 },
    costLimit: 1_000_000_000,
    config: {
      CACHE: cache,
      CODES_FILE: codesFile,
      LEARNING_API_URL: proxy.url,
      UPSTREAM_RETRIES: 'false',
      MAX_BODY_BYTES: '10000000',
    },
  });
  proxy.target = harness.sandbox.url;
  harness.sandbox.behave({ pageHeaders });
  if (odd) proxy.changeAll((operation, answer) => oddAnswer({ ...odd, seed }, operation, answer));
  return {
    harness,
    oracle: createOracle({ url: proxy.url, codes: sandboxCodes() }),
    close: async () => {
      await harness.close();
      await proxy.close();
    },
  };
}

/** The documented codes, with those that the sandbox has. */
function sandboxCodes(): CodeNames {
  const tables = parse(readFileSync(codesFile, 'utf8')) as Record<string, Record<number, string>>;
  const own = Object.entries(tables).map(([table, names]) => {
    const entries = Object.entries(names).map(([code, name]) => [code, constantCase(name)]);
    const type = table === 'customFieldType' ? 'CustomEnrollmentFieldType' : table[0]?.toUpperCase() + table.slice(1);
    return [type, { ...documentedCodes[type], ...Object.fromEntries(entries) }];
  });
  return { ...documentedCodes, ...Object.fromEntries(own) };
}

function constantCase(name: string): string {
  const words = name === 'DateTime' ? ['Date', 'Time'] : name.split(/(?=[A-Z])/);
  return words.join('_').toUpperCase();
}

export const organizationHeaders = [null, wellKnown.organizationId, wellKnown.limitedOrganizationId];
