import { wellKnown } from '../../../../src/sandbox/world/well-known.ts';

/** Numbers from 0 to 1 that depend on a seed only (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A field: its arguments, the type of its objects, and true if another subgraph defines it. */
type Field = readonly [text: string, type: string | null, isOfOthers?: boolean];

const types: Readonly<Record<string, readonly Field[]>> = {
  Section: [
    ['id', null],
    ['title', null],
    ['number', null],
    ['isHidden', null],
    ['assignments(first: 2) { nodes', 'Assignment'],
    ['enrollments(first: 2) { nodes', 'SectionEnrollment'],
    ['priceCents', null, true],
    ['contact', 'User', true],
  ],
  TrainingPlan: [
    ['id', null],
    ['title', null],
    ['uniqueName', null],
    ['priceCents', null, true],
    ['contact', 'User', true],
  ],
  Syllabus: [
    ['id', null],
    ['title', null],
    ['... on Section', 'Section'],
    ['contact', 'User', true],
  ],
  Assignment: [
    ['id', null],
    ['title', null],
    ['maxScore', null],
  ],
  Enrollment: [
    ['id', null],
    ['status', null],
    ['phase', null],
    ['user', 'User'],
    ['syllabus', 'Syllabus'],
    ['paidCents', null, true],
    ['badgeCount', null, true],
  ],
  SectionEnrollment: [
    ['id', null],
    ['status', null],
    ['user', 'User'],
    ['section', 'Section'],
    ['paidCents', null, true],
    ['badgeCount', null, true],
  ],
  User: [
    ['id', null],
    ['enrollments(first: 2) { nodes', 'Enrollment'],
    ['name', null, true],
    ['badgeNumber', null, true],
    ['employer', 'Organization', true],
    ['manager', 'User', true],
  ],
  Organization: [
    ['id', null],
    ['name', null],
    ['catalogs(first: 1) { nodes', 'Catalog'],
    ['website', null, true],
    ['contact', null, true],
  ],
  Catalog: [
    ['id', null],
    ['name', null],
    ['organization', 'Organization'],
    ['syllabi(first: 3) { nodes', 'Syllabus'],
  ],
};
const roots: readonly Field[] = [
  [`section(id: "${wellKnown.sectionId}")`, 'Section'],
  [`trainingPlan(id: "${wellKnown.trainingPlanId}")`, 'TrainingPlan'],
  [`syllabus(id: "${wellKnown.trainingPlanId}")`, 'Syllabus'],
  [`user(id: "${wellKnown.userId}")`, 'User'],
  [`organization(id: "${wellKnown.limitedOrganizationId}")`, 'Organization'],
  [`catalog(id: "${wellKnown.catalogId}")`, 'Catalog'],
  [`enrollment(id: "${wellKnown.enrollmentId}")`, 'Enrollment'],
  [`sections(ids: ["${wellKnown.sectionId}", "${wellKnown.userId}"])`, 'Section'],
  ['invoices(first: 4) { enrollment', 'Enrollment', true],
  ['orders { trainingPlan', 'TrainingPlan', true],
  ['recommendations(first: 4) { syllabus', 'Syllabus', true],
  ['announcements(first: 4) { section', 'Section', true],
  [`person(id: "${wellKnown.userId}")`, 'User', true],
];

/**
 * A random query. Each object has its `__typename`, which routers select too, so that all ways of sending the query cost the
 * same calls.
 *
 * @param isOfOneGraph true if the learning graph alone answers it
 */
export function randomQuery(random: () => number, isOfOneGraph: boolean): string {
  const allowed = (fields: readonly Field[]) => fields.filter(([, , isOfOthers]) => !isOfOneGraph || !isOfOthers);
  const some = (fields: readonly Field[], most: number) =>
    allowed(fields)
      .map((field) => ({ field, order: random() }))
      .toSorted((one, other) => one.order - other.order)
      .slice(0, 1 + Math.floor(random() * most))
      .map(({ field }) => field);
  const select = (fields: readonly Field[], depth: number): string =>
    fields
      .map(([text, type], index) => {
        const alias = depth === 3 ? `r${index}: ` : '';
        if (!type) return text;
        const below = types[type] ?? [];
        const chosen = some(depth > 0 ? below : below.filter(([, ofType]) => !ofType), 3);
        return `${alias}${text} { __typename id ${select(chosen, depth - 1)} }${text.includes('{') ? ' }' : ''}`;
      })
      .join(' ');
  return `{ ${select(some(roots, 2), 3)} }`;
}
