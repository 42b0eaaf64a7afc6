import { generate } from '@graphql-codegen/cli';
import { expect, test } from 'vitest';

const section = 'query Roster { section(id: "1") { enrollments { nodes { phase } } } }';

const strict = { nullability: { errorHandlingClient: true } };

// Of fields with @semanticNonNull. `section` itself can be missing.
test.each([
  ['null', '../../schema.client.graphql', {}, '{ nodes: Array<{ phase: EnrollmentPhase | null } | null> | null }'],
  ['no null', '../../schema.client.graphql', strict, '{ nodes: Array<{ phase: EnrollmentPhase }> }'],
  ['no null', '../supergraph/supergraph.graphql', strict, '{ nodes: Array<{ phase: EnrollmentPhase }> }'],
])('the client preset writes %s, from %s with %j', async (_, schema, config, list) => {
  const files: { filename: string; content: string }[] = await generate(
    {
      silent: true,
      schema,
      documents: section,
      generates: { 'src/graphql/': { preset: 'client', config } },
    },
    false,
  );
  const { content } = files.find(({ filename }) => filename.endsWith('/graphql.ts')) ?? {};
  expect(content).toContain(`export type RosterQuery = { section: { enrollments: ${list} } | null };`);
});
