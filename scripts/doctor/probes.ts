import { randomUUID } from 'node:crypto';
import { isObject } from '../../src/learning-api/contract/json-object.ts';
import type { Parameters } from '../../src/learning-api/contract/operations.ts';
import { pageFacts } from '../../src/learning-api/contract/pages.ts';
import type { Observation, ReadOnlyApi, ReadOperation } from './read-only-api.ts';
import { errorCodeOf, itemsOf, textsIn } from './responses.ts';

/** A question about the REST API that the vendor's reference leaves open, and how this deployment answers it. */
export interface Fact {
  readonly question: string;
  readonly answer: string;
}

type Examples = { [Name in ReadOperation]?: Parameters<Name> };

/** How pages are cut: sizes that are too small or too large, the page after the last, and whether pages differ. */
export async function findPagingFacts(api: ReadOnlyApi, examples: Examples): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const [name, parameters] of Object.entries(examples)) {
    const operation = name as ReadOperation;
    const page = (number: number, perPage: number) =>
      api.probe(operation, { ...parameters, page: number, perPage } as never);
    const first = await page(1, 1);
    const count = itemsOf(first.body).length;
    const fact = (question: string, answer: string) => facts.push({ question: `${operation}: ${question}`, answer });
    fact('per_page 1', pageText(first));
    if (count === 0) continue;
    const second = await page(2, 1);
    if (itemsOf(second.body).length > 0) {
      const isRepeated = JSON.stringify(itemsOf(first.body)) === JSON.stringify(itemsOf(second.body));
      fact('page 2', isRepeated ? 'repeats page 1: `page` is ignored' : 'differs from page 1');
    }
    fact('per_page 0', pageText(await page(1, 0)));
    fact('per_page 1001', pageText(await page(1, 1001)));
    fact('a page after the last', pageText(await page(1_000_000, 1000)));
  }
  return facts;
}

/** How GetSections treats ids that are unknown or given twice, and in which order it answers. */
export async function findSectionFacts(api: ReadOnlyApi, sectionIds: readonly string[]): Promise<Fact[]> {
  const known = sectionIds.slice(0, 5);
  const sections = [...known, ...known.slice(0, 1), randomUUID()];
  const response = await api.read('GetSections', { sections });
  const found = textsIn(itemsOf(response.body), 'syllabus_id');
  const asked = known.filter((id) => found.some((other) => other.toLowerCase() === id.toLowerCase()));
  const isInOrder = asked.every((id, index) => found[index]?.toLowerCase() === id.toLowerCase());
  return [
    {
      question: `GetSections: ${known.length} known ids, one of them twice, and one unknown id`,
      answer: `${outcomeText(response)}, ${found.length} sections`,
    },
    ...(found.length > 1
      ? [{ question: 'GetSections: order', answer: isInOrder ? 'as requested' : 'not as requested' }]
      : []),
  ];
}

/** How a token that is not valid and ids that do not exist are refused. */
export async function findRefusals(
  api: ReadOnlyApi,
  { orgId, catalogId, sectionId }: { orgId: string; catalogId: string | undefined; sectionId: string | undefined },
): Promise<Fact[]> {
  const unknownId = randomUUID();
  const badToken = sectionId
    ? await api.probe('GetSection', { syllabusId: sectionId }, unknownId)
    : await api.probe('GetCatalog', { catalogId: catalogId ?? unknownId }, unknownId);
  const facts: Fact[] = [
    { question: `A token that is not valid (${badToken.operation})`, answer: outcomeText(badToken) },
  ];
  const unknown: Observation[] = [
    await api.probe('GetSection', { syllabusId: unknownId }),
    await api.probe('GetTrainingPlan', { trainingPlanId: unknownId }),
    await api.probe('GetCatalog', { catalogId: unknownId }),
    await api.probe('GetAssignment', { assignmentId: unknownId }),
    await api.probe('GetAssignments', { sectionId: unknownId }),
    await api.probe('GetCategories', { catalogId: unknownId }),
    await api.probe('GetSectionEnrollments', { orgId, enrollmentId: unknownId }),
    await api.probe('GetTrainingPlanEnrollments', { orgId, enrollmentId: unknownId }),
    await api.probe('GetAssignmentStatuses', { enrollmentId: unknownId }),
  ];
  for (const observation of unknown)
    facts.push({ question: `${observation.operation}: an unknown id`, answer: outcomeText(observation) });
  return facts;
}

function pageText(observation: Observation): string {
  const { total, perPage } = pageFacts(observation.headers, observation.body);
  const size = perPage === null ? '' : `, page size ${perPage}`;
  const ofTotal = total === null ? '' : ` of ${total}`;
  return `${outcomeText(observation)}, ${itemsText(itemsOf(observation.body).length)}${ofTotal}${size}`;
}

function itemsText(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}

function outcomeText({ status, body }: Observation): string {
  const code = errorCodeOf(body);
  const details = [
    ...(typeof code === 'number' ? [`error_code ${code}`] : []),
    ...(status === 200 && Array.isArray(body) && body.length === 0 ? ['an empty list'] : []),
    ...(status === 200 && body === null ? ['null'] : []),
    ...(body === undefined && typeof status === 'number' ? ['no JSON'] : []),
    ...(status === 200 && isObject(body) && Object.keys(body).length === 0 ? ['an empty object'] : []),
  ];
  return [`${status}`, ...details].join(', ');
}
