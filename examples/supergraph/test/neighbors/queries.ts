import { wellKnown } from '../../../../src/sandbox/world/well-known.ts';

const { sectionId, organizationId, userId } = wellKnown;

/** Queries across four subgraphs, with the REST calls of the learning graph through Hive Gateway. */
export const crossingQueries: readonly { title: string; query: string; calls: Record<string, number> }[] = [
  {
    title: 'fields that others add by @interfaceObject, on objects that come from the learning graph',
    query: `{ section(id: "${sectionId}") { title priceCents contact { name badgeNumber }
      enrollments(first: 2) { nodes { badgeCount paidCents user { name badgeNumber } } } } }`,
    calls: { GetSections: 1, GetSectionEnrollments: 1 },
  },
  {
    title: 'one such field alone',
    query: `{ section(id: "${sectionId}") { enrollments(first: 2) { nodes { badgeCount } } } }`,
    calls: { GetSections: 1, GetSectionEnrollments: 1 },
  },
  {
    title: 'such fields on a list of both kinds',
    query: '{ me { enrollments(first: 3) { nodes { badgeCount paidCents syllabus { title contact { name } } } } } }',
    calls: { SearchEnrollments: 1, GetSections: 1, GetTrainingPlan: 2 },
  },
  {
    title: 'enrollments that another graph refers to, with fields of three others',
    query: `{ invoices(first: 3) { number enrollment { status paidCents badgeCount
      user { name manager { name } employer { name website shortName } } } } }`,
    calls: { SearchEnrollments: 1, GetSections: 1, GetOrganizations: 3 },
  },
  {
    title: '200 enrollments that another graph refers to',
    query: '{ invoices(first: 200) { enrollment { status } } }',
    calls: { SearchEnrollments: 2, GetOrganizations: 1, GetSections: 1, GetTrainingPlan: 12 },
  },
  {
    title: 'syllabi of either kind that another graph refers to',
    query: `{ recommendations(first: 4) { reason syllabus { __typename title contact { name } ... on Section { priceCents number } } } }`,
    calls: { GetSections: 1, GetTrainingPlan: 2 },
  },
  {
    title: 'sections and training plans that another graph refers to and extends',
    query: '{ orders { id section { title priceCents } trainingPlan { title priceCents discounted { title } } } }',
    calls: { GetSections: 1, GetTrainingPlan: 3 },
  },
  {
    title: 'an organization and a user of another graph, with lists of the learning graph',
    query: `{ company(id: "${organizationId}") { name website people { name enrollments(first: 1) { totalCount } } }
      person(id: "${userId}") { badgeNumber enrollments(first: 1) { totalCount } } }`,
    calls: { GetOrganizations: 1, SearchEnrollments: 3 },
  },
];
