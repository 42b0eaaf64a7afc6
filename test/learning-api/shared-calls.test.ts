import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { LearningApiError } from '../../src/learning-api/errors.ts';
import { connectLearningApi } from '../../src/learning-api-from-config.ts';
import { startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { createLifetime } from '../../src/server/request/request-lifetime.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, harnessForThisTest } from '../support/harness.ts';
import { testSettings } from '../support/settings.ts';

test('a call that two callers share is retried if only the second has the time for it', async () => {
  const sandbox = await startSandbox({ port: 0 });
  const config = loadConfig({ ...testSettings, LEARNING_API_URL: sandbox.url, CACHE: 'memory' });
  const api = connectLearningApi(config);
  onTestFinished(async () => {
    await api.close();
    await sandbox.close();
  });
  const release = sandbox.hold('GetSections');
  sandbox.faults.add({ kind: 'status', status: 503, retryAfterSeconds: 1, operation: 'GetSections', times: 1 });
  const read = (deadlineMs: number) => {
    const { cancellation, ...lifetime } = startedLifetime(deadlineMs);
    return api
      .call('GetSections', { sections: [wellKnown.sectionId] } as never, {
        token: sandbox.tokens.full,
        owner: 'ada',
        cancellation,
      })
      .then(
        () => 'answered',
        (error: unknown) => error instanceof LearningApiError && error.failure.kind,
      )
      .finally(lifetime.finish);
  };
  const results = [read(900), read(60_000)];
  await eventually(() => expect(countCalls(sandbox)).toEqual({ GetSections: 1 }));
  release();
  expect(await Promise.all(results)).toEqual(['deadline', 'answered']);
  expect(countCalls(sandbox)).toEqual({ GetSections: 2 });
});

function startedLifetime(deadlineMs: number) {
  const lifetime = createLifetime();
  lifetime.setDeadline(deadlineMs);
  return { cancellation: lifetime.cancellation, finish: () => lifetime.finish() };
}

test('a light request does not wait in the queue of a heavy one that waits for the same call', async () => {
  const { query, sandbox } = await harnessForThisTest({
    // The gateway ends when the call that hangs has timed out.
    config: { CACHE: 'memory', UPSTREAM_CONCURRENCY_PER_REQUEST: '1', UPSTREAM_TIMEOUT_MS: '10000' },
  });
  const [blocked = '', shared = ''] = sandbox.world.trainingPlans.map(({ syllabus_id: id }) => id);
  sandbox.faults.add({ kind: 'hang', operation: 'GetTrainingPlan', parameters: { training_plan_id: blocked } });
  const plan = (id: string) => `trainingPlan(id: "${id}") { title }`;
  const heavy = query(`{ blocked: ${plan(blocked)} shared: ${plan(shared)} }`);
  await eventually(() => expect(countCalls(sandbox)).toEqual({ GetTrainingPlan: 1 }));
  const light = await query(`{ ${plan(shared)} }`);
  expect(light.data.trainingPlan).toEqual({ title: expect.any(String) });
  expect(light.calls).toEqual({ GetTrainingPlan: 1 });
  expect(await Promise.race([heavy, 'still waits'])).toBe('still waits');
});
