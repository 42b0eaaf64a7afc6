import { expect } from 'vitest';
import { withProgram } from '../support/programs.ts';
import { conditions } from './alert-conditions.ts';
import { expectFiring, seriesOf } from './observation.ts';
import { describeObservation, masked, readPage, seenOn, writeSeen } from './runbook.ts';

const promtool = withProgram('promtool');

promtool.describe('alerts of a running gateway, and their pages', () => {
  const rows = Object.entries(conditions).map(([condition, row]) => ({ condition, ...row }));
  promtool.test.each(rows)('$condition', async ({ alerts, isSingle, observe }) => {
    const observation = await observe();
    expectFiring(Object.keys(alerts), seriesOf(observation, isSingle), 40);
    for (const [alert, shown] of Object.entries(alerts)) {
      if (!shown) continue;
      const seen = describeObservation(observation, shown);
      if (process.env.RUNBOOK === 'write') writeSeen(alert, seen);
      expect(masked(seenOn(readPage(alert))), alert).toBe(masked(seen));
    }
  });
});
