import { getNamedType, isEnumType } from 'graphql';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import type { Random } from '../../src/sandbox/world/random.ts';
import type { World } from '../../src/sandbox/world/world.ts';
import type { ArgumentValue } from '../support/corpus/random-queries.ts';

/** Values of arguments from the data of a sandbox; some do not exist. */
export function argumentValues(world: World): ArgumentValue {
  const ids = {
    organization: world.organizations.map(({ org_id }) => org_id),
    user: world.users.map(({ user_id }) => user_id),
    subscription: world.subscriptions.map(({ subscription_id }) => subscription_id),
    section: world.sections.map(({ syllabus_id }) => syllabus_id),
    trainingPlan: world.trainingPlans.map(({ syllabus_id }) => syllabus_id),
    assignment: world.assignments.map(({ assignment_id }) => assignment_id),
    catalog: world.catalogs.map(({ catalog_id }) => catalog_id),
    category: world.categories.map(({ category_id }) => category_id),
    product: world.products.map(({ product_id }) => product_id),
    enrollment: world.enrollments.map(({ enrollment_id }) => enrollment_id),
    field: world.customFields.map(({ field_id }) => field_id),
  };
  type Noun = keyof typeof ids;
  const special: Partial<Record<Noun, string>> = {
    organization: wellKnown.organizationId,
    user: wellKnown.userId,
    section: wellKnown.sectionId,
    trainingPlan: wellKnown.trainingPlanId,
    assignment: wellKnown.assignmentId,
    catalog: wellKnown.catalogId,
    category: wellKnown.categoryId,
    enrollment: wellKnown.enrollmentId,
    field: wellKnown.customFieldId,
  };
  const id = (noun: Noun, random: Random): string => {
    if (random.chance(4)) return random.id();
    const { [noun]: known } = special;
    const chosen = known && random.chance(50) ? known : random.pick(ids[noun]);
    return random.chance(8) ? chosen.toUpperCase() : chosen;
  };
  const syllabus = (random: Random) => id(random.chance(60) ? 'section' : 'trainingPlan', random);
  const some = (random: Random, make: () => unknown) => Array.from({ length: random.number(1, 3) }, make);
  const date = (random: Random) => random.daysAgo(random.number(0, 2_000));
  const range = (random: Random) => ({
    ...(random.chance(70) && { after: date(random) }),
    ...(random.chance(40) && { before: date(random) }),
  });
  const names = world.sections.flatMap(({ unique_name }) => unique_name ?? []);

  const filterValues: Record<string, (random: Random) => unknown> = {
    userIds: (random) => some(random, () => id('user', random)),
    organizationIds: (random) => some(random, () => id('organization', random)),
    syllabusIds: (random) => some(random, () => syllabus(random)),
    enrollmentIds: (random) => some(random, () => id('enrollment', random)),
    syllabusUniqueNames: (random) => some(random, () => random.pick(names)),
    enrolledAt: range,
    completedAt: range,
    lastActivityAt: range,
  };
  const searchFilter = (type: string, random: Random): object => {
    const chosen = Object.entries(filterValues).filter(([name]) => {
      if (name === 'userIds') return type !== 'UserEnrollmentFilter' && random.chance(60);
      if (name === 'organizationIds') return type !== 'OrganizationEnrollmentFilter' && random.chance(50);
      return random.chance(12);
    });
    return Object.fromEntries(chosen.map(([name, make]) => [name, make(random)]));
  };
  const detailFilter = (type: string, random: Random): object => ({
    ...(random.chance(60) && { organizationId: id('organization', random) }),
    ...(random.chance(15) && { subscriptionId: id('subscription', random) }),
    ...(random.chance(50) && { userId: id('user', random) }),
    ...(random.chance(30) && { syllabusId: id(type.startsWith('Section') ? 'section' : 'trainingPlan', random) }),
    ...(random.chance(10) && { enrollmentId: id('enrollment', random) }),
    ...(random.chance(10) && { syllabusUniqueName: random.pick(names) }),
  });
  const nounOfField: Record<string, Noun> = { customEnrollmentFields: 'field' };
  const representation = (random: Random): object => {
    const type = random.pick([
      'Section',
      'TrainingPlan',
      'Syllabus',
      'Enrollment',
      'SectionEnrollment',
      'Catalog',
      'Category',
    ]);
    const other = random.pick(['TrainingPlanEnrollment', 'Assignment', 'User', 'Organization', 'Nothing']);
    const __typename = random.chance(60) ? type : other;
    const noun = __typename.replace(/^(Section|TrainingPlan)(?=Enrollment)/, '');
    const known = Object.keys(ids).find((name) => name.toLowerCase() === noun.toLowerCase()) as Noun | undefined;
    return {
      __typename,
      ...(!random.chance(5) && { id: known ? id(known, random) : syllabus(random) }),
      ...(__typename === 'Category' && { catalog: { id: id('catalog', random) } }),
    };
  };

  return (field, argument, random) => {
    const type = getNamedType(argument.type);
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    switch (argument.name) {
      case 'first':
        return random.pick([1, 2, 3, 3, 5, 40, null]);
      case 'offset':
        return random.pick([0, 1, 2, 5, 45]);
      case 'last':
        return random.chance(30) ? random.pick([1, 2, 3, 40, 1001]) : undefined;
      case 'after':
      case 'before':
        return undefined;
      case 'limit':
        return random.pick([1, 5, 1000, null]);
      case 'withinDays':
        return random.pick([1, 90, 3650]);
      case 'period':
        return range(random);
      case 'filter':
        return /^(Section|TrainingPlan)/.test(type.name)
          ? detailFilter(type.name, random)
          : searchFilter(type.name, random);
      case 'ids':
        return some(random, () => syllabus(random));
      case 'syllabusId':
        return syllabus(random);
      case 'groupId':
        return id('organization', random);
      case 'shortName':
        return random.pick(world.organizations).short_name;
      case 'elements':
        return random.pick([['cmi.core.score.raw'], ['cmi.core.lesson_status', 'nothing']]);
      case 'key':
        return random.pick(world.customFields).key;
      case 'from':
        return date(random);
      case 'to':
        return date(random);
      case 'representations':
        return some(random, () => representation(random));
      case 'id':
        if (field.name === 'syllabus') return syllabus(random);
        return id(nounOfField[field.name] ?? (field.name as Noun), random);
      default: {
        const noun = argument.name.replace(/Id$/, '') as Noun;
        return noun in ids ? id(noun, random) : undefined;
      }
    }
  };
}
