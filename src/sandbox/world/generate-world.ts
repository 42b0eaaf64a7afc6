import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  assignmentKinds,
  catalogNames,
  categoryNames,
  courses,
  customFields,
  firstNames,
  gradersComments,
  lastNames,
  moduleTopics,
  organizations,
  planNames,
  seasons,
  subcategoryNames,
} from './seed-data.ts';
import type { World, WorldAssignment, WorldEnrollment, WorldSection, WorldTrainingPlan, WorldUser } from './world.ts';

const wellKnownId = (number: number) => `0a000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Ids that are there in every world, for examples and tests. */
export const wellKnown = {
  /** The organization at the top, with five organizations below it. */
  organizationId: wellKnownId(1),
  /** The organization that the limited token sees, with one below it. */
  limitedOrganizationId: wellKnownId(2),
  /** An organization that stands apart. */
  otherOrganizationId: wellKnownId(3),
  /** A learner with 60 enrollments of both kinds, in all phases. */
  userId: wellKnownId(4),
  /** A section of the top organization with 8 assignments and exactly 10 enrollments. */
  sectionId: wellKnownId(5),
  trainingPlanId: wellKnownId(6),
  /** A catalog with more than 30 categories in three levels and 45 syllabi of both kinds. */
  catalogId: wellKnownId(7),
  /** A category of that catalog that has categories below it. */
  categoryId: wellKnownId(8),
  /** The learner's enrollment in the section: in progress, with statuses, attempts and custom values. */
  enrollmentId: wellKnownId(9),
  trainingPlanEnrollmentId: wellKnownId(10),
  assignmentId: wellKnownId(11),
  sectionProductId: wellKnownId(12),
  trainingPlanProductId: wellKnownId(13),
  customFieldId: wellKnownId(14),
  customFieldKey: 'cost_center',
} as const;

const day = 86_400_000;
const today = Date.parse('2025-09-13T08:19:43.982Z');
const crowdedSectionSize = 140;
const demoUserEnrollments = 60;
const targetEnrollments = 2400;

/** Makes the world of a seed; the same seed makes the same world. */
export function generateWorld(seed = 1): World {
  const random = createRandom(seed);
  const world: World = {
    organizations: [],
    users: [],
    subscriptions: [],
    sections: [],
    trainingPlans: [],
    assignments: [],
    catalogs: [],
    categories: [],
    products: [],
    enrollments: [],
    assignmentStatuses: [],
    testAttempts: [],
    scos: [],
    studentSessions: [],
    customFields: [],
    customFieldDefaults: [],
  };
  const organizationIds = addOrganizations(world, random);
  addUsers(world, random);
  addSections(world, random, organizationIds);
  addTrainingPlans(world, random, organizationIds);
  addCatalogs(world, random, organizationIds);
  addCustomFields(world, random, organizationIds);
  addEnrollments(world, random);
  addStatuses(world, random);
  addSessions(world, random);
  return world;
}

interface Random {
  /** A whole number, both ends included. */
  number(from: number, to: number): number;
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  id(): string;
  /** An instant this many days ago, give or take half a day. */
  daysAgo(days: number): string;
}

function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const number = (from: number, to: number) => uniformInt(generator, from, to);
  const hex = (length: number) =>
    number(0, 16 ** length - 1)
      .toString(16)
      .padStart(length, '0');
  return {
    number,
    chance: (percent) => number(1, 100) <= percent,
    pick: (items) => {
      const item = items[number(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${number(8, 11).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`,
    daysAgo: (days) => new Date(today - days * day - number(-day / 2, day / 2)).toISOString(),
  };
}

function addOrganizations(world: World, random: Random): Record<string, string> {
  const fixed: Record<string, string> = {
    root: wellKnown.organizationId,
    electric: wellKnown.limitedOrganizationId,
    other: wellKnown.otherOrganizationId,
  };
  const ids: Record<string, string> = {};
  for (const { key, name, shortName, parent } of organizations) {
    const id = fixed[key] ?? random.id();
    ids[key] = id;
    world.organizations.push({
      org_id: id,
      parent_org_id: parent === null ? null : (ids[parent] ?? null),
      name,
      short_name: shortName,
    });
  }
  return ids;
}

function addUsers(world: World, random: Random): void {
  for (let index = 0; index < 240; index += 1) {
    const home = world.organizations[index % world.organizations.length];
    const user: WorldUser = {
      user_id: index === 0 ? wellKnown.userId : random.id(),
      first_name: random.pick(firstNames),
      last_name: random.pick(lastNames),
      org_id: home?.org_id ?? wellKnown.organizationId,
    };
    world.users.push(user);
    const homes = random.chance(30) ? [user.org_id, wellKnown.organizationId] : [user.org_id];
    for (const org_id of new Set(homes)) {
      world.subscriptions.push({ subscription_id: random.id(), user_id: user.user_id, org_id });
    }
  }
}

/** What sections and training plans have in common. */
function syllabus(random: Random, title: string, uniqueName: string) {
  const created = random.number(100, 3500);
  const isTimed = random.chance(40);
  return {
    title,
    unique_name: uniqueName,
    utc_date_created: random.daysAgo(created),
    utc_date_last_modified: random.daysAgo(random.number(0, created - 1)),
    hidden: random.chance(8),
    disable_certificates_for_student: random.chance(15),
    allow_drops: random.chance(80),
    auto_enroll_new_members: random.chance(10),
    end_after_period_from_enrollment_start: isTimed,
    ...(isTimed && { enrollment_duration: random.pick([30, 60, 90, 365]) }),
    ...(!isTimed && {
      enrollment_start: random.daysAgo(random.number(60, 400)),
      enrollment_end: random.daysAgo(-random.number(20, 300)),
      training_start: random.daysAgo(random.number(30, 59)),
      training_end: random.daysAgo(-random.number(301, 400)),
    }),
    ...(random.chance(50) && { final_drop_date: random.daysAgo(-random.number(5, 20)) }),
    disable_manual_enrollment: random.chance(5),
    credit_hours: random.number(2, 32) / 4,
  };
}

function addSections(world: World, random: Random, organizationIds: Record<string, string>): void {
  let serial = 0;
  for (const [key, titles] of Object.entries(courses)) {
    for (const [title, topic] of titles) {
      for (const season of [random.pick(seasons), ...(random.chance(45) ? [random.pick(seasons)] : [])]) {
        serial += 1;
        const isDemo = serial === 1;
        const name = `${slug(title)}-${slug(season)}-${serial}`;
        const section: WorldSection = {
          ...syllabus(random, title, name),
          syllabus_id: isDemo ? wellKnown.sectionId : random.id(),
          section_number: `SN ${String(serial).padStart(2, '0')} ${name.slice(0, 3).toUpperCase()}${season.slice(0, 2).toUpperCase()}`,
          ...(random.chance(70) && { section_ceus: `.${random.number(1, 9)} CEUs` }),
          section_duration: `${random.number(1, 40)} hours`,
          org_id: organizationIds[key] ?? wellKnown.organizationId,
          description: `<p>${title} is about ${topic}. Learners work through short lessons and show what they learned at the end.</p>`,
          objectives: `Explain ${topic}; apply it at work; know whom to ask.`,
          ...(isDemo && { disable_manual_enrollment: false, hidden: false }),
        };
        world.sections.push(section);
        addAssignments(world, random, section, isDemo ? 8 : serial === 2 ? 0 : random.number(0, 12));
      }
    }
  }
}

function addAssignments(world: World, random: Random, section: WorldSection, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const kind = assignmentKinds[(index + 1) % assignmentKinds.length] ?? assignmentKinds[0];
    const isFirstOfDemo = section.syllabus_id === wellKnown.sectionId && index === 0;
    const assignment: WorldAssignment = {
      assignment_id: isFirstOfDemo ? wellKnown.assignmentId : random.id(),
      section_id: section.syllabus_id,
      title: `Module ${index + 1} ${kind.title}: ${moduleTopics[index % moduleTopics.length]}`,
      ...(random.chance(60) && { pacing_duration_hours: random.number(1, 16) / 2 }),
      weight: random.number(1, 8) * 2.5,
      due_date_strategy: random.number(0, 2),
      ...(random.chance(50) && {
        utc_due_date: random.daysAgo(-random.number(1, 120)),
        due_date_deduction: random.pick([5, 10, 12.5]),
      }),
      ...(random.chance(40) && { utc_start_date: random.daysAgo(random.number(1, 60)) }),
      ...(random.chance(20) && { lock_out_hours: random.number(1, 48) / 2 }),
      utc_date_modified: random.daysAgo(random.number(1, 90)),
      utc_date_added: random.daysAgo(random.number(91, 900)),
      grading_strategy: kind.type === 'Essay' ? 1 : kind.type === 'Reading' ? 2 : 0,
      max_score: 100,
      mastery_score: random.pick([70, 75, 80]),
      display_order: index + 1,
      assignment_type: kind.type,
      ...(random.chance(60) && { attempt_limit: random.number(1, 5) }),
      instructions: `#if($student.firstName)Dear $student.firstName, #{end}complete module ${index + 1} of $section.title.`,
    };
    world.assignments.push(assignment);
  }
}

function addTrainingPlans(world: World, random: Random, organizationIds: Record<string, string>): void {
  const keys = Object.keys(organizationIds);
  planNames.forEach((name, index) => {
    const plan: WorldTrainingPlan = {
      ...syllabus(random, name, `plan-${slug(name)}`),
      syllabus_id: index === 0 ? wellKnown.trainingPlanId : random.id(),
      org_id: organizationIds[index < 3 ? 'root' : (keys[index % keys.length] ?? 'root')] ?? wellKnown.organizationId,
      name: `${name} (plan)`,
      root_requirement_id: random.id(),
      description: `<p>${name}: the courses and proofs that have to be complete before the work may be done alone.</p>`,
      ...(index === 0 && { disable_manual_enrollment: false }),
    };
    world.trainingPlans.push(plan);
  });
}

function addCatalogs(world: World, random: Random, organizationIds: Record<string, string>): void {
  const keys = Object.keys(organizationIds);
  const below = world.organizations.filter(({ parent_org_id }) => parent_org_id !== null).map(({ org_id }) => org_id);
  catalogNames.forEach((name, index) => {
    const isDemo = index === 0;
    const owner = random.pick(world.users);
    const catalog_id = isDemo ? wellKnown.catalogId : random.id();
    const org_id = organizationIds[keys[index % keys.length] ?? 'root'] ?? wellKnown.organizationId;
    world.catalogs.push({
      catalog_id,
      org_id,
      shared_with: isDemo ? [org_id, ...below] : random.chance(60) ? [org_id, wellKnown.organizationId] : [],
      is_enabled: isDemo || random.chance(80),
      name,
      date_created: random.daysAgo(random.number(500, 3000)),
      owner_id: owner.user_id,
      owner_name: `${owner.first_name} ${owner.last_name}`,
      ...(random.chance(60) && {
        modified_by_id: random.pick(world.users).user_id,
        last_modified: random.daysAgo(random.number(1, 400)),
      }),
      pricing_model: index % 3,
      ...(random.chance(50) && { access_time_limit: random.pick(['365.00:00:00', '90.00:00:00', '1.12:00:00']) }),
      publishing_model: index % 3,
      description: `<p>${name}: everything that belongs together, in one place.</p>`,
      credit_hours: random.number(10, 200) / 4,
    });
    const categoryIds = addCategories(world, random, catalog_id, org_id, isDemo ? 8 : random.number(2, 4));
    addProducts(world, random, catalog_id, categoryIds, isDemo);
  });
}

/** Categories in three levels; gives their ids. */
function addCategories(world: World, random: Random, catalog_id: string, org_id: string, tops: number): string[] {
  let age = 400;
  const add = (name: string, parent_category_id: string | null): string => {
    age -= 1;
    const category_id = world.categories.length === 0 ? wellKnown.categoryId : random.id();
    world.categories.push({
      category_id,
      name,
      catalog_id,
      org_id,
      ...(parent_category_id !== null && { parent_category_id }),
      date_created: random.daysAgo(age * 2),
    });
    return category_id;
  };
  return categoryNames.slice(0, tops).flatMap((name) => {
    const top = add(name, null);
    const middle = subcategoryNames.slice(0, 3).map((below) => add(`${name}: ${below}`, top));
    const bottom = middle.slice(0, 1).map((parent) => add(`${name}: New this year`, parent));
    return [top, ...middle, ...bottom];
  });
}

function addProducts(
  world: World,
  random: Random,
  catalog_id: string,
  categoryIds: readonly string[],
  isDemo: boolean,
): void {
  const sections = spread(world.sections, isDemo ? 37 : random.number(12, 40));
  const plans = spread(world.trainingPlans, isDemo ? 8 : random.number(3, 6));
  for (const { syllabus_id } of [...sections, ...plans]) {
    const demoProducts: Record<string, string> = {
      [wellKnown.sectionId]: wellKnown.sectionProductId,
      [wellKnown.trainingPlanId]: wellKnown.trainingPlanProductId,
    };
    const chosen = Array.from({ length: random.number(0, 3) }, () => random.pick(categoryIds));
    world.products.push({
      product_id: (isDemo ? demoProducts[syllabus_id] : undefined) ?? random.id(),
      catalog_id,
      syllabus_id,
      category_ids: [...new Set(chosen)],
    });
  }
}

function addCustomFields(world: World, random: Random, organizationIds: Record<string, string>): void {
  for (const [index, { key, name, type, values }] of customFields.entries()) {
    const field_id = key === wellKnown.customFieldKey ? wellKnown.customFieldId : random.id();
    const org_id = organizationIds[index < 5 ? 'root' : 'hospital'] ?? wellKnown.organizationId;
    world.customFields.push({
      field_id,
      name,
      key,
      description: `${name} of the learner in this course.`,
      type,
      org_id,
    });
    if (key === 'license_number') continue;
    const setting = { field_id, setting_org_id: org_id, default_value: values[0] };
    world.customFieldDefaults.push({ ...setting, syllabus_id: null });
    if (key !== wellKnown.customFieldKey) continue;
    world.customFieldDefaults.push({ ...setting, syllabus_id: wellKnown.sectionId, default_value: values[1] });
  }
}

/** Whether a custom field belongs to an organization or to one above it. */
function isFieldAvailable(
  { customFields: fields, organizations }: World,
  key: string,
  organizationId: string,
): boolean {
  const owner = fields.find((field) => field.key === key)?.org_id;
  let above: string | null | undefined = organizationId;
  while (above && above !== owner) above = organizations.find(({ org_id }) => org_id === above)?.parent_org_id;
  return above !== null && above !== undefined;
}

function addEnrollments(world: World, random: Random): void {
  const taken = new Set<string>();
  const assignmentCounts = new Map<string, number>();
  for (const { section_id } of world.assignments)
    assignmentCounts.set(section_id, (assignmentCounts.get(section_id) ?? 0) + 1);
  const [demoUser] = world.users;
  const [, , crowded] = world.sections;
  const rootSections = world.sections.filter(({ org_id }) => org_id === wellKnown.organizationId);
  const open = world.sections.filter(({ syllabus_id }) => syllabus_id !== wellKnown.sectionId);

  const enroll = (
    user: WorldUser | undefined,
    item: WorldSection | WorldTrainingPlan | undefined,
    phase?: number,
  ): void => {
    if (!user || !item || taken.has(`${user.user_id} ${item.syllabus_id}`)) return;
    taken.add(`${user.user_id} ${item.syllabus_id}`);
    world.enrollments.push(
      makeEnrollment(world, random, user, item, assignmentCounts.get(item.syllabus_id) ?? 0, phase),
    );
  };

  enroll(demoUser, world.sections[0], 1);
  for (const user of world.users.slice(1, 10)) enroll(user, world.sections[0]);
  for (const user of world.users.slice(10, 10 + crowdedSectionSize)) enroll(user, crowded);
  const inTheTree = ({ org_id }: { org_id: string }) => org_id !== wellKnown.otherOrganizationId;
  world.trainingPlans
    .filter(inTheTree)
    .slice(0, 12)
    .forEach((plan, index) => {
      enroll(demoUser, plan, index % 3);
    });
  for (const section of open.filter(inTheTree)) {
    if (world.enrollments.filter(({ user_id }) => user_id === demoUser?.user_id).length >= demoUserEnrollments) break;
    enroll(demoUser, section);
  }
  const others = world.users.slice(1);
  while (world.enrollments.length < targetEnrollments) {
    const items = random.chance(20) ? world.trainingPlans : random.chance(30) ? rootSections.slice(1) : open;
    enroll(random.pick(others), random.pick<WorldSection | WorldTrainingPlan>(items));
  }
}

function makeEnrollment(
  world: World,
  random: Random,
  user: WorldUser,
  item: WorldSection | WorldTrainingPlan,
  assignmentCount: number,
  wantedPhase?: number,
): WorldEnrollment {
  const isSection = 'section_number' in item;
  const isDemo = user.user_id === wellKnown.userId;
  const isFirst = isDemo && item.syllabus_id === wellKnown.sectionId;
  const isFirstPlan = isDemo && item.syllabus_id === wellKnown.trainingPlanId;
  const phase = wantedPhase ?? random.pick([0, 1, 1, 2, 2]);
  const isDropped = phase === 2 && !isDemo && random.chance(4);
  const result = phase === 0 || isDropped ? 0 : phase === 1 ? random.pick([0, 1, 1, 2]) : random.pick([1, 1, 1, 2]);
  const age = random.number(30, 1200);
  const enrolled = random.daysAgo(age);
  const started = after(enrolled, random.number(1, 3) * day);
  const firstActivity = after(started, random.number(1, 5) * day);
  const lastActivity = after(firstActivity, random.number(1, 10) * day);
  const completed = after(lastActivity, 3_600_000);
  const done = phase === 0 ? 0 : phase === 2 ? assignmentCount : Math.floor(assignmentCount / 2);
  const score = result === 2 ? random.number(20, 65) : random.number(75, 100);
  const givesCertificate = !item.disable_certificates_for_student;
  const isReady = givesCertificate && phase === 2 && result === 1;
  const id = isFirst ? wellKnown.enrollmentId : isFirstPlan ? wellKnown.trainingPlanEnrollmentId : random.id();
  const subscription =
    world.subscriptions.find(({ user_id, org_id }) => user_id === user.user_id && org_id === item.org_id) ??
    world.subscriptions.find(({ user_id }) => user_id === user.user_id);
  return {
    kind: isSection ? 'section' : 'trainingPlan',
    enrollment_id: id,
    user_id: user.user_id,
    syllabus_id: item.syllabus_id,
    subscription_id: subscription?.subscription_id ?? random.id(),
    org_id: item.org_id,
    enrollment_date: enrolled,
    start_date: started,
    ...(random.chance(40) && { expiration_date: after(enrolled, random.pick([30, 90, 365, 2000]) * day) }),
    ...(phase > 0 && { first_activity_date: firstActivity, last_activity_date: lastActivity }),
    ...(phase === 2 && { completion_date: completed }),
    ...(item.unique_name && { unique_name: item.unique_name }),
    phase,
    result,
    is_dropped: isDropped,
    certificate: {
      certificate_ready: isReady,
      certificate_not_assigned: !givesCertificate,
      ...(isReady && { certificate_url: `https://certificates.example/${id}.pdf` }),
    },
    custom_values: Object.fromEntries(
      customFields
        .filter(() => isFirst || random.chance(40))
        .map(({ key, values }) => [key, random.pick<string>(values)] as const)
        .filter(([key]) => isFieldAvailable(world, key, item.org_id)),
    ),
    ...(isSection && {
      title: item.title ?? null,
      number: item.section_number ?? null,
      enrollment_day: Number(enrolled.slice(8, 10)),
      enrollment_month: Number(enrolled.slice(5, 7)),
      enrollment_year: Number(enrolled.slice(0, 4)),
      assignment_count: assignmentCount,
      completed_assignment_count: done,
      percent_assignments_complete: assignmentCount === 0 ? 0 : Math.round((1000 * done) / assignmentCount) / 10,
      ...(phase > 0 && { weighted_score: score + 0.25, max_weighted_score: 100.5 }),
    }),
    ...(!isSection && {
      name: 'name' in item ? (item.name ?? null) : null,
      percent_requirements_fulfilled: phase === 0 ? 0 : phase === 2 ? 100 : 37.5,
      ...(random.chance(10) && { ed2go_registration_key: random.id().slice(0, 8).toUpperCase() }),
      ...(phase > 0 && { average_score: score + 0.5, grade_point_average: Math.round(score * 4) / 100 }),
    }),
  };
}

function addStatuses(world: World, random: Random): void {
  const assignments = new Map<string, WorldAssignment[]>();
  for (const assignment of world.assignments) {
    assignments.set(assignment.section_id, [...(assignments.get(assignment.section_id) ?? []), assignment]);
  }
  for (const enrollment of world.enrollments) {
    const isDemo = enrollment.syllabus_id === wellKnown.sectionId;
    if (enrollment.kind !== 'section' || (enrollment.phase === 0 && !isDemo)) continue;
    (assignments.get(enrollment.syllabus_id) ?? []).forEach((assignment, index) => {
      const isDone = index < (enrollment.completed_assignment_count ?? 0);
      const created = after(enrollment.start_date ?? enrollment.enrollment_date, (index + 1) * 3_600_000);
      const score = isDone ? random.number(enrollment.result === 2 ? 30 : 75, 100) - 0.5 : undefined;
      const isGraded = isDone && assignment.assignment_type === 'Essay';
      const isOverridden = isDone && random.chance(3);
      world.assignmentStatuses.push({
        assignment_status_id: random.id(),
        phase: isDone ? 2 : 0,
        result: isDone ? (enrollment.result === 2 ? 2 : 1) : 0,
        academic_override: isOverridden,
        ...(isOverridden && {
          academic_override_reason: 'Transferred from an earlier course.',
          academic_override_admin_id: random.pick(world.users).user_id,
        }),
        ...(!isDone && random.chance(3) && { resubmit_required_reason: 'The last page is missing.' }),
        utc_creation_date: created,
        ...(isDone && {
          utc_first_activity_date: after(created, 60_000),
          utc_last_activity_date: after(created, 1_800_000),
          utc_completion_date: after(created, 1_900_000),
        }),
        ...(isGraded && { grade_given_by_id: random.pick(world.users).user_id }),
        assignment_id: assignment.assignment_id,
        enrollment_id: enrollment.enrollment_id,
        user_id: enrollment.user_id,
        enrollment_score: enrollment.weighted_score ?? null,
        enrollment_max_score: enrollment.max_weighted_score ?? null,
        ...(score !== undefined && {
          assignment_score: score,
          assignment_weighted_score: Math.round(score * (assignment.weight ?? 0)) / 100,
        }),
        assignment_max_score: assignment.max_score ?? null,
        assignment_mastery_score: assignment.mastery_score ?? null,
        assignment_weight: assignment.weight ?? null,
      });
      if (isDone && (isDemo || enrollment.user_id === wellKnown.userId)) {
        addRecords(world, random, enrollment, assignment, score ?? 0, created);
      }
    });
  }
}

/** What a learner leaves behind in a test or a SCORM lesson. */
function addRecords(
  world: World,
  random: Random,
  { enrollment_id }: WorldEnrollment,
  { assignment_id, assignment_type: type, title }: WorldAssignment,
  score: number,
  started: string,
): void {
  if (type === 'Test') {
    for (let index = 1; index <= random.number(1, 3); index += 1) {
      const proctor = random.pick(world.users);
      world.testAttempts.push({
        enrollment_id,
        assignment_id,
        attempt_id: random.id(),
        attempt_index: index,
        start_date: after(started, index * day),
        last_time_left_update: after(started, index * day + 900_000),
        finish_date: after(started, index * day + 1_000_000),
        allow_relaunch: random.chance(20),
        time_left: '00:12:30',
        num_questions: random.number(5, 25),
        is_complete: true,
        score: Math.max(0, score - 10 * (3 - index)),
        comments: random.pick(gradersComments),
        ...(random.chance(50) && {
          proctor_response_item: {
            proctor_id: random.id(),
            proctor_user_id: proctor.user_id,
            proctor_code: `P-${random.number(100, 999)}`,
            proctor_first_name: proctor.first_name,
            proctor_last_name: proctor.last_name,
            organization_access_code_id: random.id(),
            access_code: `ROOM-${random.number(10, 99)}`,
            date_proctored: after(started, index * day),
          },
        }),
      });
    }
  }
  if (type === 'Scorm') {
    world.scos.push({
      enrollment_id,
      assignment_id,
      sco_id: 'SCO_01',
      ...(title && { title }),
      start_date_utc: started,
      exit_date_utc: after(started, 1_500_000),
      cmi_values: {
        'cmi.core.score.raw': String(score),
        'cmi.core.lesson_status': 'completed',
        'cmi.core.total_time': '00:25:00',
      },
    });
  }
}

function addSessions(world: World, random: Random): void {
  for (const enrollment of world.enrollments) {
    const isDemo = enrollment.user_id === wellKnown.userId;
    if (enrollment.kind !== 'section' || enrollment.phase === 0 || !(isDemo || random.chance(5))) continue;
    const assignment = world.assignments.find(({ section_id }) => section_id === enrollment.syllabus_id);
    if (!assignment) continue;
    for (let index = 0; index < 3; index += 1) {
      const seconds = random.number(120, 5400);
      const start = after(enrollment.first_activity_date ?? enrollment.enrollment_date, index * day);
      world.studentSessions.push({
        user_id: enrollment.user_id,
        org_id: enrollment.org_id,
        section_id: enrollment.syllabus_id,
        assignment_id: assignment.assignment_id,
        start_date: start,
        end_date: after(start, seconds * 1000),
        seconds,
      });
    }
  }
}

function after(date: string, milliseconds: number): string {
  return new Date(Date.parse(date) + milliseconds).toISOString();
}

/** This many items, evenly from the whole list, the first among them. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, index) => items[Math.floor(index * step)]).filter(
    (item) => item !== undefined,
  );
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
