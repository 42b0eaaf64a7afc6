import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/learning-api/contract/operations.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

const {
  organizationId: org,
  userId: user,
  sectionId: section,
  trainingPlanId: plan,
  enrollmentId: enrollment,
  trainingPlanEnrollmentId: planEnrollment,
  assignmentId: assignment,
  catalogId: catalog,
  categoryId: category,
  customFieldId: field,
} = wellKnown;
const since = '2025-01-01T00:00:00.000Z';

let harness: Harness;
beforeAll(async () => {
  // No default organization.
  harness = await startHarness({ config: { CACHE: 'off' } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

type Minimum = [needs: string, operation: OperationName, parameters: object, query: string];

/** What is in the world of the sandbox under no well-known name. */
interface Found {
  subscription: string;
  syllabusName: string;
  /** A section that the user is not enrolled in. */
  freeSection: string;
}

const nodes = 'nodes { id }';
const organization = (fields: string) => `{ organization(id: "${org}") { ${fields} } }`;
const mutation = (text: string) => `mutation { ${text} { __typename ... on Error { message } } }`;

/** Each smallest set of parameters with which the reference allows a call, and a query that makes it. */
const minimums = ({ subscription, syllabusName, freeSection }: Found): Minimum[] => [
  [
    'users',
    'SearchEnrollments',
    { user_ids: [user] },
    `{ enrollments(filter: { userIds: ["${user}"] }) { ${nodes} } }`,
  ],
  ['a user', 'SearchEnrollments', { user_ids: [user] }, `{ user(id: "${user}") { enrollments { ${nodes} } } }`],
  [
    'organizations',
    'SearchEnrollments',
    { org_ids: [org] },
    `{ enrollments(filter: { organizationIds: ["${org}"] }) { ${nodes} } }`,
  ],
  ['an organization', 'SearchEnrollments', { org_ids: [org] }, organization(`enrollments { ${nodes} }`)],
  ...(['section', 'trainingPlan'] as const).flatMap((kind): Minimum[] => {
    const [operation, syllabusId, id] =
      kind === 'section'
        ? (['GetSectionEnrollments', section, enrollment] as const)
        : (['GetTrainingPlanEnrollments', plan, planEnrollment] as const);
    const list = (filter: string) => `{ ${kind}Enrollments(filter: { ${filter} }) { ${nodes} } }`;
    return [
      ['a subscription', operation, { subscriber_id: subscription }, list(`subscriptionId: "${subscription}"`)],
      [
        'a unique name',
        operation,
        {
          syllabus_unique_name: syllabusName,
        },
        list(`syllabusUniqueName: "${syllabusName}"`),
      ],
      [
        'a unique name and a user',
        operation,
        {
          user_id: user,
          syllabus_unique_name: syllabusName,
        },
        list(`userId: "${user}", syllabusUniqueName: "${syllabusName}"`),
      ],
      [
        'a syllabus and an organization',
        operation,
        { org_id: org, syllabus_id: syllabusId },
        list(`organizationId: "${org}", syllabusId: "${syllabusId}"`),
      ],
      [
        'an enrollment and an organization',
        operation,
        { org_id: org, enrollment_id: id },
        list(`organizationId: "${org}", enrollmentId: "${id}"`),
      ],
    ];
  }),
  [
    'a user',
    'GetTrainingPlanEnrollments',
    { user_id: user },
    `{ trainingPlanEnrollments(filter: { userId: "${user}" }) { ${nodes} } }`,
  ],
  ['an organization', 'GetCustomEnrollmentFields', { org_id: org }, organization('customEnrollmentFields { id name }')],
  [
    'an organization and a field',
    'GetDefaultCustomEnrollmentFieldSetting',
    { org_id: org, field_id: field },
    organization(`customEnrollmentFieldDefault(fieldId: "${field}") { value field { id } }`),
  ],
  [
    'an enrollment',
    'GetCustomEnrollmentFieldValues',
    { enrollment_id: enrollment },
    `{ customEnrollmentFieldValues(enrollmentId: "${enrollment}") { key } }`,
  ],
  [
    'an enrollment, from the enrollment',
    'GetCustomEnrollmentFieldValues',
    { enrollment_id: enrollment },
    `{ enrollment(id: "${enrollment}") { customFieldValues { key } } }`,
  ],
  [
    'an enrollment and a key',
    'GetCustomEnrollmentFieldValues',
    { enrollment_id: enrollment, key: 'cost_center' },
    `{ customEnrollmentFieldValues(enrollmentId: "${enrollment}", key: "cost_center") { key } }`,
  ],
  [
    'a subscription and a syllabus',
    'GetCustomEnrollmentFieldValues',
    { subscriber_id: subscription, syllabus_id: section },
    `{ customEnrollmentFieldValues(subscriptionId: "${subscription}", syllabusId: "${section}") { key } }`,
  ],
  [
    'a subscription, a syllabus and a key',
    'GetCustomEnrollmentFieldValues',
    { subscriber_id: subscription, syllabus_id: section, key: 'cost_center' },
    `{ customEnrollmentFieldValues(subscriptionId: "${subscription}", syllabusId: "${section}", key: "cost_center") { key } }`,
  ],
  [
    'an enrollment and values',
    'SetCustomEnrollmentFieldValues',
    { enrollment_id: enrollment, custom_enrollment_field_values: { cost_center: '1' } },
    mutation(
      `setCustomEnrollmentFieldValues(input: { enrollmentId: "${enrollment}", values: [{ key: "cost_center", value: "1" }] })`,
    ),
  ],
  [
    'an enrollment',
    'DropEnrollment',
    { enrollment_id: enrollment },
    mutation(`dropEnrollment(input: { id: "${enrollment}" })`),
  ],
  [
    'an enrollment',
    'DeleteEnrollment',
    { enrollment_id: enrollment },
    mutation(`deleteEnrollment(input: { id: "${enrollment}" })`),
  ],
  [
    'an organization, a user, a syllabus and no groups',
    'CreateEnrollment',
    {
      org_id: org,
      user_id: user,
      syllabus_id: freeSection,
      membership_group_ids: [],
    },
    mutation(`createEnrollment(input: { organizationId: "${org}", userId: "${user}", syllabusId: "${freeSection}" })`),
  ],
  [
    'an enrollment',
    'GetAssignmentStatuses',
    { enrollment_id: enrollment },
    `{ assignmentStatuses(enrollmentId: "${enrollment}") { nodes { id assignment { id } enrollment { id } } } }`,
  ],
  [
    'a subscription and a section',
    'GetAssignmentStatuses',
    {
      subscription_id: subscription,
      section_id: section,
    },
    `{ assignmentStatuses(subscriptionId: "${subscription}", sectionId: "${section}") { ${nodes} } }`,
  ],
  [
    'an enrollment',
    'GetCertificateUrl',
    { enrollment_id: enrollment },
    `{ certificate(enrollmentId: "${enrollment}") { url } }`,
  ],
  [
    'a product',
    'GetSection',
    { product_id: wellKnown.sectionProductId },
    `{ sectionByProduct(productId: "${wellKnown.sectionProductId}") { title } }`,
  ],
  ['a section', 'GetSections', { sections: [section] }, `{ section(id: "${section}") { title } }`],
  ['a section', 'GetSectionDescription', { section_id: section }, `{ section(id: "${section}") { description } }`],
  ['a section', 'GetSectionObjectives', { section_id: section }, `{ section(id: "${section}") { objectives } }`],
  [
    'a user, an organization and a start',
    'GetStudentSessions',
    { user_id: user, org_id: org, from_date: since },
    `{ user(id: "${user}") { studentSessions(organizationId: "${org}", from: "${since}") { nodes { data } } } }`,
  ],
  ['a training plan', 'GetTrainingPlan', { training_plan_id: plan }, `{ trainingPlan(id: "${plan}") { title } }`],
  [
    'a product',
    'GetTrainingPlan',
    { product_id: wellKnown.trainingPlanProductId },
    `{ trainingPlanByProduct(productId: "${wellKnown.trainingPlanProductId}") { title } }`,
  ],
  [
    'a training plan',
    'GetTrainingPlanDescription',
    { training_plan_id: plan },
    `{ trainingPlan(id: "${plan}") { description } }`,
  ],
  [
    'a section',
    'GetAssignments',
    { section_id: section },
    `{ section(id: "${section}") { assignments { ${nodes} } } }`,
  ],
  ['an assignment', 'GetAssignment', { assignment_id: assignment }, `{ assignment(id: "${assignment}") { title } }`],
  [
    'an assignment',
    'GetAssignmentInstructions',
    { assignment_id: assignment },
    `{ assignment(id: "${assignment}") { instructions } }`,
  ],
  ['an organization', 'GetOrganizations', { org_id: org }, organization('name')],
  ['a short name', 'GetOrganizations', { org_short_name: 'brec' }, '{ organization(shortName: "brec") { name } }'],
  ['a group', 'GetCatalogs', { group_id: org }, `{ catalogs(groupId: "${org}") { ${nodes} } }`],
  ['a catalog', 'GetCatalog', { catalog_id: catalog }, `{ catalog(id: "${catalog}") { name } }`],
  ['a catalog', 'GetCatalogDescription', { catalog_id: catalog }, `{ catalog(id: "${catalog}") { description } }`],
  ['a catalog', 'GetCatalogCreditHours', { catalog_id: catalog }, `{ catalog(id: "${catalog}") { creditHours } }`],
  ['a catalog', 'GetCategories', { catalog_id: catalog }, `{ catalog(id: "${catalog}") { categories { ${nodes} } } }`],
  ['a catalog', 'GetCatalogSyllabi', { catalog_id: catalog }, `{ catalog(id: "${catalog}") { syllabi { ${nodes} } } }`],
  [
    'a category',
    'GetCategorySyllabi',
    { category_id: category },
    `{ categorySyllabi(categoryId: "${category}") { ${nodes} } }`,
  ],
  [
    'an enrollment and an assignment',
    'GetTestAttempts',
    { enrollment_id: enrollment, assignment_id: assignment },
    `{ testAttempts(enrollmentId: "${enrollment}", assignmentId: "${assignment}") { ${nodes} } }`,
  ],
  [
    'an enrollment, an assignment and elements',
    'GetCmiData',
    { enrollment_id: enrollment, assignment_id: assignment, cmi_element_names: ['cmi.core.score.raw'] },
    `{ cmiData(enrollmentId: "${enrollment}", assignmentId: "${assignment}", elements: ["cmi.core.score.raw"]) { nodes { scoId } } }`,
  ],
];

/** Lookups that confirm that a root object exists, before its own operation is called. */
const lookups: Partial<Record<OperationName, OperationName>> = {
  GetSectionDescription: 'GetSections',
  GetSectionObjectives: 'GetSections',
  GetAssignments: 'GetSections',
  GetTrainingPlanDescription: 'GetTrainingPlan',
  GetAssignmentInstructions: 'GetAssignment',
  GetCatalogDescription: 'GetCatalog',
  GetCatalogCreditHours: 'GetCatalog',
  GetCategories: 'GetCatalog',
  GetCatalogSyllabi: 'GetCatalog',
};

const names = minimums({ subscription: '', syllabusName: '', freeSection: '' }).map(
  ([needs, operation], index) => [needs, operation, index] as const,
);

test('every operation is in the table', () => {
  expect([...new Set(names.map(([, operation]) => operation))].sort()).toEqual(Object.keys(operations).sort());
});

test.each(names)('%s: all that %s needs', async (_, operation, index) => {
  const [, , parameters, query] = minimums(found())[index] as Minimum;
  const { errors, data } = await harness.query(query);
  expect(errors).toEqual([]);
  expect(JSON.stringify(data)).not.toContain('message');
  const sent = harness.sandbox.calls().filter((call) => call.operation === operation);
  expect(sent).toHaveLength(1);
  expect(withoutPages(sent[0]?.parameters ?? {}, parameters)).toEqual({ ...parameters });
  const others = new Set(harness.sandbox.calls().map((call) => call.operation));
  others.delete(operation);
  expect([...others]).toEqual([lookups[operation]].filter(Boolean));
});

/** Without the page, and without options whose default is not that of the REST API. */
function withoutPages(parameters: Record<string, unknown>, expected: object): Record<string, unknown> {
  const added = ['page', 'per_page', 'paging', 'catalog_access_option'].filter((name) => !(name in expected));
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !added.includes(name)));
}

function found(): Found {
  const { enrollments, sections } = harness.sandbox.world;
  const taken = new Set(enrollments.flatMap((item) => (item.user_id === user ? item.syllabus_id : [])));
  const free = sections.find((item) => !taken.has(item.syllabus_id) && !item.disable_manual_enrollment);
  return {
    subscription: enrollments.find(({ enrollment_id }) => enrollment_id === enrollment)?.subscription_id ?? '',
    syllabusName: sections.find(({ syllabus_id }) => syllabus_id === section)?.unique_name ?? '',
    freeSection: free?.syllabus_id ?? '',
  };
}
