import { readFileSync } from 'node:fs';
import type { World } from '../../../../src/sandbox/world/world.ts';
import { type RunningSubgraph, startSubgraph } from '../../src/subgraph.ts';

export const commerceSdl = readFileSync(new URL('commerce.graphql', import.meta.url), 'utf8');

interface Reference {
  id: string;
}

/** Amounts that depend on nothing but the id, so that tests know them. */
export function centsOf(id: string): number {
  return Number.parseInt(id.slice(-6), 16) % 100_000;
}

/** A subgraph that sells sections and training plans: it extends both, and adds a field to enrollments of either kind. */
export function startCommerceSubgraph(world: World): Promise<RunningSubgraph> {
  const { sections, trainingPlans, enrollments } = world;
  const priceCents = ({ id }: Reference) => centsOf(id);
  const resolvers = {
    Query: {
      invoices: (_: unknown, { first }: { first: number }) =>
        enrollments
          .slice(0, first)
          .map(({ enrollment_id: id }, index) => ({ number: `I-${index}`, enrollment: { id } })),
      orders: (_: unknown, { first }: { first: number }) =>
        trainingPlans.slice(0, first).map(({ syllabus_id: id }, index) => ({
          id: `order-${index}`,
          section: { id: sections[index]?.syllabus_id },
          trainingPlan: { id },
        })),
    },
    Section: { __resolveReference: ({ id }: Reference) => ({ id }), priceCents },
    TrainingPlan: {
      __resolveReference: ({ id }: Reference) => ({ id }),
      priceCents,
      discounted: () => sections.slice(0, 2).map(({ syllabus_id: id }) => ({ id })),
    },
    Enrollment: { __resolveReference: ({ id }: Reference) => ({ id }), paidCents: priceCents },
  };
  return startSubgraph({ name: 'commerce', sdl: commerceSdl, resolvers, port: 0 });
}
