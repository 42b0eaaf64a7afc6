import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPagingDifferences } from './paging-comparison.ts';
import { findDifferences } from './random-comparison.ts';
import { openStage, type Stage, scenariosOf } from './scenarios.ts';

const seed = Number(process.env.ORACLE_SEED ?? 1);
const count = Number(process.env.ORACLE_QUERIES ?? 400);
const scenarios = scenariosOf(seed);

describe.each(scenarios)('$name', (scenario) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(scenario, seed);
  });
  afterAll(async () => {
    await stage.close();
  });

  test('random queries have the answers of the oracle', async () => {
    const querySeed = 1_000 * seed + scenarios.indexOf(scenario);
    const differences = await findDifferences(stage, Math.ceil(count / scenarios.length), querySeed);
    expect(differences.join('\n\n'), `ORACLE_SEED=${seed}`).toBe('');
  });

  test('pages that are gone through by cursors have the items of the oracle', async () => {
    const walkSeed = 1_000 * seed + 500 + scenarios.indexOf(scenario);
    const differences = await findPagingDifferences(stage, Math.ceil(count / 16), walkSeed);
    expect(differences.join('\n\n'), `ORACLE_SEED=${seed}`).toBe('');
  });
});
