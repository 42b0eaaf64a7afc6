import { expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { harnessForThisTest } from '../support/harness.ts';
import { startSlowApi } from '../support/slow-api.ts';

test('one search that hangs takes along no title of the others', async () => {
  const slowApi = await startSlowApi();
  onTestFinished(() => slowApi.close());
  const { query, sandbox } = await harnessForThisTest({
    config: { CACHE: 'off', REQUEST_TIMEOUT_MS: '6000', LEARNING_API_URL: slowApi.url },
  });
  slowApi.forwardTo(sandbox.url);
  slowApi.delayOf = (call) =>
    call.startsWith('SearchEnrollments') && call.includes(' page=6&') ? Number.POSITIVE_INFINITY : 0;
  const lists = Array.from(
    { length: 6 },
    (_, index) =>
      `a${index}: enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"] }, first: 5, offset: ${index * 5}) { nodes { syllabus { title } } }`,
  );
  const { data, errors } = await query(`{ ${lists.join(' ')} }`);
  const titles = Object.values<{ nodes: { syllabus: { title: string } }[] | null }>(data).flatMap(({ nodes }) =>
    (nodes ?? []).map(({ syllabus }) => syllabus.title),
  );
  expect(titles.filter((title) => typeof title === 'string')).toHaveLength(25);
  expect(errors).toMatchObject([{ path: ['a5', 'nodes'] }]);
});
