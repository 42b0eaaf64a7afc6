import { randomUUID } from 'node:crypto';
import type { Parameters } from '../../src/learning-api/contract/operations.ts';
import { type Fact, findPagingFacts, findRefusals, findSectionFacts } from './probes.ts';
import type { ReadOnlyApi, ReadOperation } from './read-only-api.ts';
import { itemsOf, textsIn } from './responses.ts';

/** How many objects of a kind are looked at. */
const samples = 3;
/** How many enrollments are tried in search of test attempts, SCORM data and sessions. */
const maxEnrollments = 10;
/** How many organizations and syllabi are tried in search of catalogs and enrollments. */
const maxPlaces = 20;
const sessionDays = 365;

/** The operations cannot be called, or there is nothing to call them with. The message says what to do. */
export class CannotStartError extends Error {}

/**
 * Finds its way from an organization to everything below it, and calls each read operation at least once if there is
 * data for it.
 *
 * @param organizationId null to begin with the first organization that the token may see
 * @returns answers to questions that the vendor's reference leaves open
 * @throws CannotStartError if the token is refused, the deployment cannot be reached, or no organization is found
 */
export async function tour(api: ReadOnlyApi, organizationId: string | null): Promise<Fact[]> {
  const organizations = await findOrganizations(api, organizationId);
  const [orgId] = organizations;
  const { catalogIds, productIds, sectionIds, trainingPlanIds } = await visitCatalogs(api, organizations);
  const { enrollmentIds, userIds, syllabusIds } = await visitEnrollments(
    api,
    organizations,
    sectionIds,
    trainingPlanIds,
  );
  const allSectionIds = distinct([...sectionIds, ...syllabusIds.sections]);
  await visitSections(api, allSectionIds, productIds.sections);
  await visitTrainingPlans(api, distinct([...trainingPlanIds, ...syllabusIds.trainingPlans]), productIds.trainingPlans);
  await visitProgress(api, orgId, enrollmentIds, userIds);
  await visitCustomFields(api, organizations, enrollmentIds);
  return [
    ...(await findPagingFacts(api, pagedExamples(organizations, catalogIds, userIds))),
    ...(await findSectionFacts(api, allSectionIds)),
    ...(await findRefusals(api, { orgId, catalogId: catalogIds[0], sectionId: allSectionIds[0] })),
  ];
}

/** The organization first, then those below it. */
async function findOrganizations(api: ReadOnlyApi, organizationId: string | null): Promise<[string, ...string[]]> {
  const { status, body } = await api.read('GetOrganizations', organizationId ? { orgId: organizationId } : {});
  if (status === 401) throw new CannotStartError('The token was refused (HTTP 401).');
  if (typeof status === 'string') throw new CannotStartError(`The deployment gives no response (${status}).`);
  const found = textsIn(itemsOf(body), 'org_id');
  const [first, ...others] = distinct([...(organizationId ? [organizationId] : []), ...found]);
  if (first === undefined)
    throw new CannotStartError(`GetOrganizations names no organization (${status}). Pass --organization.`);
  return [first, ...others.slice(0, maxPlaces)];
}

async function visitCatalogs(api: ReadOnlyApi, organizations: readonly string[]) {
  const catalogIds: string[] = [];
  const sectionIds: string[] = [];
  const trainingPlanIds: string[] = [];
  const productIds = { sections: [] as string[], trainingPlans: [] as string[] };
  for (const groupId of organizations) {
    const { body } = await api.read('GetCatalogs', { groupId, catalogAccessOption: 2 });
    catalogIds.push(...textsIn(itemsOf(body), 'catalog_id'));
    if (catalogIds.length >= samples) break;
  }
  for (const catalogId of catalogIds.slice(0, samples)) {
    for (const operation of ['GetCatalog', 'GetCatalogDescription', 'GetCatalogCreditHours'] as const)
      await api.read(operation, { catalogId });
    const lists = [(await api.read('GetCatalogSyllabi', { catalogId })).body];
    const categories = itemsOf((await api.read('GetCategories', { catalogId })).body);
    for (const categoryId of textsIn(categories, 'category_id').slice(0, samples))
      lists.push((await api.read('GetCategorySyllabi', { categoryId })).body);
    for (const item of lists.flatMap(itemsOf)) {
      const [ids, products] =
        item.syllabus_type === 1 ? [trainingPlanIds, productIds.trainingPlans] : [sectionIds, productIds.sections];
      ids.push(...textsIn([item], 'syllabus_id'));
      products.push(...textsIn([item], 'product_id'));
    }
  }
  return {
    catalogIds: distinct(catalogIds),
    productIds,
    sectionIds: distinct(sectionIds),
    trainingPlanIds: distinct(trainingPlanIds),
  };
}

async function visitEnrollments(
  api: ReadOnlyApi,
  organizations: readonly string[],
  sectionIds: readonly string[],
  trainingPlanIds: readonly string[],
) {
  const found: Record<string, unknown>[] = [];
  const syllabusIds = { sections: [] as string[], trainingPlans: [] as string[] };
  const collect = async (
    operation: 'GetSectionEnrollments' | 'GetTrainingPlanEnrollments',
    parameters: Parameters<'GetSectionEnrollments'>,
  ) => {
    const items = itemsOf((await api.read(operation, parameters)).body);
    found.push(...items);
    const kind = operation === 'GetSectionEnrollments' ? 'sections' : 'trainingPlans';
    syllabusIds[kind].push(...textsIn(items, 'syllabus_id'));
    return items.length;
  };
  for (const orgId of organizations) {
    const items = itemsOf((await api.read('SearchEnrollments', { orgIds: [orgId] })).body);
    const [userId] = textsIn(items, 'user_id');
    if (userId === undefined) continue;
    await collect('GetSectionEnrollments', { orgId, userId });
    await collect('GetTrainingPlanEnrollments', { orgId, userId });
    found.push(...items);
    break;
  }
  const [orgId = ''] = organizations;
  const searches = [
    ['GetSectionEnrollments', sectionIds],
    ['GetTrainingPlanEnrollments', trainingPlanIds],
  ] as const;
  for (const [operation, ids] of searches) {
    for (const syllabusId of ids.slice(0, maxPlaces)) if (await collect(operation, { orgId, syllabusId })) break;
  }
  return {
    enrollmentIds: distinct(textsIn(found, 'enrollment_id')),
    userIds: distinct(textsIn(found, 'user_id')),
    syllabusIds,
  };
}

async function visitSections(
  api: ReadOnlyApi,
  sectionIds: readonly string[],
  productIds: readonly string[],
): Promise<void> {
  const assignmentIds: string[] = [];
  for (const productId of productIds.slice(0, samples)) await api.read('GetSection', { productId });
  for (const sectionId of sectionIds.slice(0, samples)) {
    await api.read('GetSection', { syllabusId: sectionId });
    await api.read('GetSectionDescription', { sectionId });
    await api.read('GetSectionObjectives', { sectionId });
    assignmentIds.push(...textsIn(itemsOf((await api.read('GetAssignments', { sectionId })).body), 'assignment_id'));
  }
  for (const assignmentId of assignmentIds.slice(0, samples)) {
    await api.read('GetAssignment', { assignmentId });
    await api.read('GetAssignmentInstructions', { assignmentId });
  }
}

async function visitTrainingPlans(
  api: ReadOnlyApi,
  trainingPlanIds: readonly string[],
  productIds: readonly string[],
): Promise<void> {
  for (const productId of productIds.slice(0, samples)) await api.read('GetTrainingPlan', { productId });
  for (const trainingPlanId of trainingPlanIds.slice(0, samples)) {
    await api.read('GetTrainingPlan', { trainingPlanId });
    await api.read('GetTrainingPlanDescription', { trainingPlanId });
  }
}

async function visitProgress(
  api: ReadOnlyApi,
  orgId: string,
  enrollmentIds: readonly string[],
  userIds: readonly string[],
): Promise<void> {
  const fromDate = new Date(Date.now() - sessionDays * 86_400_000).toISOString();
  for (const userId of userIds.slice(0, samples)) await api.read('GetStudentSessions', { userId, orgId, fromDate });
  for (const enrollmentId of enrollmentIds.slice(0, samples)) await api.read('GetCertificateUrl', { enrollmentId });
  let hasAttempts = false;
  let hasScormData = false;
  for (const enrollmentId of enrollmentIds.slice(0, maxEnrollments)) {
    const statuses = itemsOf((await api.read('GetAssignmentStatuses', { enrollmentId })).body);
    for (const assignmentId of textsIn(statuses, 'assignment_id').slice(0, samples)) {
      const key = { enrollmentId, assignmentId };
      if (!hasAttempts) hasAttempts = itemsOf((await api.read('GetTestAttempts', key)).body).length > 0;
      const elements = { ...key, cmiElementNames: ['cmi.core.lesson_status'] };
      if (!hasScormData) hasScormData = itemsOf((await api.read('GetCmiData', elements)).body).length > 0;
    }
  }
}

async function visitCustomFields(
  api: ReadOnlyApi,
  organizations: readonly string[],
  enrollmentIds: readonly string[],
): Promise<void> {
  for (const enrollmentId of enrollmentIds.slice(0, samples))
    await api.read('GetCustomEnrollmentFieldValues', { enrollmentId });
  for (const orgId of organizations) {
    const fieldIds = textsIn(itemsOf((await api.read('GetCustomEnrollmentFields', { orgId })).body), 'field_id');
    for (const fieldId of fieldIds.slice(0, samples))
      await api.read('GetDefaultCustomEnrollmentFieldSetting', { orgId, fieldId });
    if (fieldIds.length > 0) return;
  }
}

/** A call of each paged operation that may have several items. */
function pagedExamples(
  [orgId = randomUUID()]: readonly string[],
  [catalogId]: readonly string[],
  [userId]: readonly string[],
): { [Name in ReadOperation]?: Parameters<Name> } {
  return {
    SearchEnrollments: { orgIds: [orgId] },
    GetOrganizations: { orgId },
    GetCatalogs: { groupId: orgId, catalogAccessOption: 2 },
    ...(catalogId !== undefined && { GetCatalogSyllabi: { catalogId }, GetCategories: { catalogId } }),
    ...(userId !== undefined && { GetSectionEnrollments: { orgId, userId } }),
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
