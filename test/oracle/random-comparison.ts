import { parse, validate } from 'graphql';
import { createRandom } from '../../src/sandbox/world/random.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { unexplainedNulls } from '../support/unexplained-nulls.ts';
import { argumentValues } from './argument-values.ts';
import { findDifference } from './compare.ts';
import { organizationHeaders, type Stage } from './scenarios.ts';
import { shrink } from './shrink.ts';

/** The answers to random queries that differ from those of the oracle, or break `@semanticNonNull`, each with its smallest query; at most five. */
export async function findDifferences({ oracle, harness }: Stage, count: number, seed: number): Promise<string[]> {
  const { tokens, world } = harness.sandbox;
  const random = createRandom(seed);
  const options = { seed, isDivided: false, argumentValue: argumentValues(world) };
  const requests = randomQueries(oracle.schema, 2 * count, options)
    .map(({ parameters }) => parameters as { query: string; variables: Record<string, unknown> })
    .filter(({ query }) => validate(oracle.schema, parse(query)).length === 0)
    .slice(0, count);
  const differences: string[] = [];
  for (const { query, variables } of requests) {
    const token = random.chance(60) ? tokens.full : tokens.limited;
    const organizationId = random.pick(organizationHeaders) ?? undefined;
    const headers: Record<string, string> = organizationId ? { 'x-organization-id': organizationId } : {};
    const compare = async (text: string) => {
      const answer = await harness.query(text, { variables, token, headers });
      const expected = await oracle.answer({ query: text, variables, token, organizationId });
      return findDifference(answer, expected) ?? unexplainedNulls(text, answer)[0] ?? null;
    };
    const difference = await compare(query);
    if (difference === null) continue;
    const smallest = await shrink(oracle.schema, query, async (text) => (await compare(text)) !== null);
    const label = token === tokens.full ? 'full' : 'limited';
    differences.push(
      [
        (await compare(smallest)) ?? `not always: ${difference}`,
        `${label} token, organization ${organizationId ?? 'none'}, variables ${JSON.stringify(variables)}`,
        smallest,
      ].join('\n'),
    );
    if (differences.length === 5) break;
  }
  return differences;
}
