import { wellKnown } from '../../src/sandbox/http/server.ts';

/** Every connection of the graph: the way to it, and `...` where its arguments and selection go. */
export const connections: [string, (page: string, selection: string) => string][] = [
  [
    'enrollments',
    (page, s) => `enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"] }, ${page}) { ${s} }`,
  ],
  [
    'sectionEnrollments',
    (page, s) => `sectionEnrollments(filter: { userId: "${wellKnown.userId}" }, ${page}) { ${s} }`,
  ],
  [
    'trainingPlanEnrollments',
    (page, s) => `trainingPlanEnrollments(filter: { userId: "${wellKnown.userId}" }, ${page}) { ${s} }`,
  ],
  ['catalogs', (page, s) => `catalogs(groupId: "${wellKnown.organizationId}", access: BOTH, ${page}) { ${s} }`],
  ['User.enrollments', (page, s) => `user(id: "${wellKnown.userId}") { enrollments(${page}) { ${s} } }`],
  ['Section.assignments', (page, s) => `section(id: "${wellKnown.sectionId}") { assignments(${page}) { ${s} } }`],
  ['Section.enrollments', (page, s) => `section(id: "${wellKnown.sectionId}") { enrollments(${page}) { ${s} } }`],
  [
    'TrainingPlan.enrollments',
    (page, s) => `trainingPlan(id: "${wellKnown.trainingPlanId}") { enrollments(${page}) { ${s} } }`,
  ],
  ['Catalog.categories', (page, s) => `catalog(id: "${wellKnown.catalogId}") { categories(${page}) { ${s} } }`],
  ['Catalog.syllabi', (page, s) => `catalog(id: "${wellKnown.catalogId}") { syllabi(${page}) { ${s} } }`],
  [
    'SectionEnrollment.assignmentStatuses',
    (page, s) =>
      `enrollment(id: "${wellKnown.enrollmentId}") { ... on SectionEnrollment { assignmentStatuses(${page}) { ${s} } } }`,
  ],
];
