import { buildSchema } from '../../../src/graph/schema.ts';
import { type Sandbox, wellKnown } from '../../../src/sandbox/http/server.ts';
import { exampleQueries } from '../../../src/server/pages/example-queries.ts';
import { randomQueries } from '../corpus/random-queries.ts';
import { examplesIn } from '../documents.ts';
import { operationQueries } from '../operation-queries.ts';
import type { Request } from './harness.ts';

const { userId, sectionId, catalogId, categoryId, trainingPlanId, enrollmentId, trainingPlanEnrollmentId } = wellKnown;
const { organizationId, assignmentId } = wellKnown;
const learner = (nodes: string, first = 20) =>
  `user(id: "${userId}") { enrollments(first: ${first}) { nodes { ${nodes} } } }`;
const entity = (typename: string, id: string, fields: string, key: object = { id }): Request => ({
  title: `_entities of ${typename}: ${fields}`,
  parameters: {
    query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { ${fields} } } }`,
    variables: { representations: [{ __typename: typename, ...key }] },
  },
});

/** Queries by what they show: one for each way in which an answer leads to further calls. */
const queries: Record<string, string> = {
  'a section with its assignments': `{ section(id: "${sectionId}") { title assignments { nodes { title } } } }`,
  'a section with its roster': `{ section(id: "${sectionId}") { title enrollments { nodes { user { id } phase } } } }`,
  'a section with its texts': `{ section(id: "${sectionId}") { title description objectives } }`,
  'a gradebook': `{ section(id: "${sectionId}") { title enrollments { nodes { assignmentStatuses { nodes { assignment { title } } } } } } }`,
  'a catalog with everything': `{ catalog(id: "${catalogId}") { name description creditHours categories { nodes { name } } syllabi { nodes { title } } } }`,
  'a training plan with its roster': `{ trainingPlan(id: "${trainingPlanId}") { title description enrollments { nodes { status } } } }`,
  'an enrollment with everything': `{ enrollment(id: "${enrollmentId}", organizationId: "${organizationId}") {
    status customFieldValues { key value } ... on SectionEnrollment { section { title } assignmentStatuses { nodes { phase } } } } }`,
  'an enrollment in a training plan': `{ enrollment(id: "${trainingPlanEnrollmentId}") { status customFieldValues { key } certificate { url } syllabus { title } } }`,
  'titles of enrollments': `{ ${learner('syllabus { title }')} }`,
  'sections of enrollments with their assignments': `{ ${learner('... on SectionEnrollment { section { title assignments { nodes { title } } } }')} }`,
  'titles of enrollments, twenty times': `{ ${Array.from({ length: 20 }, (_, index) => `a${index}: ${learner('syllabus { title }', index + 1)}`).join(' ')} }`,
  'syllabi with what only sections have': `{ ${learner('syllabus { __typename ... on Section { number assignments { nodes { title } } } }')} }`,
  'enrollments with their statuses': `{ ${learner('... on SectionEnrollment { assignmentStatuses { nodes { phase assignment { title } } } }')} }`,
  'details of enrollments': `{ ${learner('id expiresAt lastActivityAt')} }`,
  'certificates and custom values': `{ ${learner('id certificate { url } customFieldValues { key value }', 5)} }`,
  'an enrollment by id beside those of its learner': `{ enrollment(id: "${trainingPlanEnrollmentId}") { expiresAt } ${learner('id lastActivityAt')} }`,
  'several enrollments by id': `{ a: enrollment(id: "${enrollmentId}") { status user { id } } b: enrollment(id: "${trainingPlanEnrollmentId}") { status syllabus { title } } }`,
  'dates of a summary beside titles and details': `{ user(id: "${userId}") { enrollmentSummary { overdue completed(period: { after: "2025-01-01T00:00:00Z" }) } enrollments(first: 3) { nodes { title syllabus { title } } } } }`,
  'what comes with other objects beside a section': `{
    sectionEnrollments(filter: { userId: "${userId}" }, first: 2) { edges { node { startsAt result status } } }
    sectionByProduct(productId: "${wellKnown.sectionProductId}") { title } section(id: "${sectionId}") { title } }`,
  'a section by its product': `{ sectionByProduct(productId: "${wellKnown.sectionProductId}") { title description assignments { nodes { title } } } }`,
  'a training plan by its product': `{ trainingPlanByProduct(productId: "${wellKnown.trainingPlanProductId}") { title description enrollments { nodes { status } } } }`,
  'a syllabus that is a section': `{ syllabus(id: "${sectionId}") { title ... on Section { assignments { nodes { title } } } } }`,
  'a syllabus that is a training plan': `{ syllabus(id: "${trainingPlanId}") { title ... on TrainingPlan { description } } }`,
  'a category with its syllabi': `{ category(id: "${categoryId}", catalogId: "${catalogId}") { name syllabi { nodes { title } } catalog { name } } }`,
  'categories with their syllabi': `{ catalog(id: "${catalogId}") { name categories(first: 5) { nodes { name syllabi { nodes { id title uniqueName } } } } } }`,
  'an organization with everything': `{ organization(id: "${organizationId}") { name catalogs(first: 3) { nodes { name categories { nodes { name } } } } customEnrollmentFields { key default { value } } enrollments(first: 3) { nodes { phase } } } }`,
  'an assignment with its instructions': `{ assignment(id: "${assignmentId}") { title instructions } }`,
  'test attempts and CMI data': `{ enrollment(id: "${enrollmentId}") { ... on SectionEnrollment { assignmentStatuses(first: 3) { nodes { phase testAttempts { nodes { score } } cmiData(elements: ["cmi.core.lesson_status"]) { nodes { title } } } } } } }`,
  'what does not exist': `{ section(id: "${userId}") { title assignments { nodes { title } } } catalog(id: "${userId}") { name description } enrollment(id: "${userId}") { status certificate { url } } syllabus(id: "${userId}") { title } }`,
  'a roster with the other enrollments of its learners': `{ section(id: "${sectionId}") { enrollments(first: 3) { nodes { user { enrollments(first: 3) { nodes { syllabus { title } } } } } } } }`,
};

const entities: readonly Request[] = [
  entity('Section', sectionId, 'title assignments { nodes { title } }'),
  entity('TrainingPlan', trainingPlanId, 'title description enrollments { nodes { status } }'),
  entity('SectionEnrollment', enrollmentId, 'status assignmentStatuses { nodes { assignment { title } } }'),
  entity('TrainingPlanEnrollment', trainingPlanEnrollmentId, 'status customFieldValues { key } syllabus { title }'),
  entity('Catalog', catalogId, 'name description syllabi { nodes { title } }'),
  entity('Category', categoryId, 'name syllabi { nodes { title } }', { id: categoryId, catalog: { id: catalogId } }),
  entity('Organization', organizationId, 'name catalogs { nodes { name } }'),
  entity('Assignment', assignmentId, 'title instructions'),
  entity('User', userId, 'enrollments(first: 5) { nodes { syllabus { title } } }'),
];

/** What people see first: GraphiQL's example queries, and those of docs/for-frontends.md. */
export function publishedQueries(): Request[] {
  const examples = exampleQueries(wellKnown).map(({ query, variables }) => ({
    title: `the example ${operationNameOf(query)}`,
    parameters: { query, variables: JSON.parse(variables) },
  }));
  return [...examples, ...queriesOfPage('docs/for-frontends.md')];
}

export function operationNameOf(query: string): string {
  return /^\s*(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';
}

/** The queries whose rounds are compared with the minimum. Their titles are distinct. */
export function queriesToMeasure(sandbox: Pick<Sandbox, 'world'>): Request[] {
  return [
    ...publishedQueries(),
    ...Object.entries(queries).map(([title, query]) => ({ title, parameters: { query } })),
    ...entities,
    ...Object.entries(operationQueries(sandbox)).map(([name, query]) => ({
      title: `a query that needs ${name}`,
      parameters: { query },
    })),
  ];
}

function queriesOfPage(page: string): Request[] {
  const examples = examplesIn(page);
  return examples.flatMap(({ language, text }, index) => {
    if (language !== 'graphql') return [];
    const next = examples[index + 1];
    const variables = next?.language === 'json variables' ? JSON.parse(next.text) : {};
    return [{ title: `${page}: ${operationNameOf(text)}`, parameters: { query: text, variables } }];
  });
}

/** Random queries without faults, which would add calls that no query needs. */
export function randomQueriesToMeasure(count: number, seed: number): Request[] {
  const schema = buildSchema();
  return [
    ...randomQueries(schema, Math.ceil(count * 0.75), { seed, isDivided: false }),
    ...randomQueries(schema, Math.floor(count * 0.25), { seed: seed + 1, isDivided: true }),
  ];
}
