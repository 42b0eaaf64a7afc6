import { generateWorld } from './generate-world.ts';
import type { World, WorldEnrollment, WorldOrganization } from './world.ts';

/** The data of one running sandbox: a world that writes change, with its lookups by id kept up to date. */
export interface State {
  world: World;
  organization(id: string): WorldOrganization | undefined;
  /** The ids of an organization and of all below it. */
  within(organizationId: string): ReadonlySet<string>;
  section: Lookup<World['sections'][number]>;
  trainingPlan: Lookup<World['trainingPlans'][number]>;
  assignment: Lookup<World['assignments'][number]>;
  assignmentsOf: Group<World['assignments'][number]>;
  catalog: Lookup<World['catalogs'][number]>;
  category: Lookup<World['categories'][number]>;
  product: Lookup<World['products'][number]>;
  user: Lookup<World['users'][number]>;
  subscription: Lookup<World['subscriptions'][number]>;
  customField: Lookup<World['customFields'][number]>;
  enrollment: Lookup<WorldEnrollment>;
  enrollmentsOfUser: Group<WorldEnrollment>;
  enrollmentsOfSyllabus: Group<WorldEnrollment>;
  statusesOf: Group<World['assignmentStatuses'][number]>;
  /** A deleted enrollment; its certificate can still be read. */
  deletedEnrollment: Lookup<WorldEnrollment>;
  addSubscription(subscription: World['subscriptions'][number]): void;
  addEnrollment(enrollment: WorldEnrollment): void;
  removeEnrollment(enrollment: WorldEnrollment): void;
}

type Lookup<Item> = (id: string) => Item | undefined;
type Group<Item> = (id: string) => readonly Item[];

/** The state with the generated world of a seed. */
export function createState(seed: number): State {
  const world = generateWorld(seed);
  const enrollments = new Map(world.enrollments.map((item) => [item.enrollment_id, item]));
  const deleted = new Map<string, WorldEnrollment>();
  const subscriptions = new Map(world.subscriptions.map((item) => [item.subscription_id, item]));
  const byUser = groups(world.enrollments, (item) => item.user_id);
  const bySyllabus = groups(world.enrollments, (item) => item.syllabus_id);
  const organization = lookup(world.organizations, (item) => item.org_id);
  const within = new Map<string, Set<string>>();
  for (const { org_id } of world.organizations) {
    for (let above = organization(org_id); above; above = organization(above.parent_org_id ?? '')) {
      within.set(above.org_id, (within.get(above.org_id) ?? new Set()).add(org_id));
    }
  }

  return {
    world,
    organization,
    within: (id) => within.get(id) ?? new Set(),
    section: lookup(world.sections, (item) => item.syllabus_id),
    trainingPlan: lookup(world.trainingPlans, (item) => item.syllabus_id),
    assignment: lookup(world.assignments, (item) => item.assignment_id),
    assignmentsOf: group(world.assignments, (item) => item.section_id),
    catalog: lookup(world.catalogs, (item) => item.catalog_id),
    category: lookup(world.categories, (item) => item.category_id),
    product: lookup(world.products, (item) => item.product_id),
    user: lookup(world.users, (item) => item.user_id),
    subscription: (id) => subscriptions.get(id.toLowerCase()),
    customField: lookup(world.customFields, (item) => item.field_id),
    enrollment: (id) => enrollments.get(id.toLowerCase()),
    enrollmentsOfUser: (id) => byUser.get(id.toLowerCase()) ?? [],
    enrollmentsOfSyllabus: (id) => bySyllabus.get(id.toLowerCase()) ?? [],
    statusesOf: group(world.assignmentStatuses, (item) => item.enrollment_id),
    deletedEnrollment: (id) => deleted.get(id.toLowerCase()),
    addSubscription: (item) => {
      world.subscriptions.push(item);
      subscriptions.set(item.subscription_id, item);
    },
    addEnrollment: (item) => {
      world.enrollments.push(item);
      enrollments.set(item.enrollment_id, item);
      byUser.set(item.user_id, [...(byUser.get(item.user_id) ?? []), item]);
      bySyllabus.set(item.syllabus_id, [...(bySyllabus.get(item.syllabus_id) ?? []), item]);
    },
    removeEnrollment: (item) => {
      world.enrollments.splice(world.enrollments.indexOf(item), 1);
      enrollments.delete(item.enrollment_id);
      deleted.set(item.enrollment_id, item);
      byUser.set(
        item.user_id,
        (byUser.get(item.user_id) ?? []).filter((other) => other !== item),
      );
      bySyllabus.set(
        item.syllabus_id,
        (bySyllabus.get(item.syllabus_id) ?? []).filter((other) => other !== item),
      );
    },
  };
}

function lookup<Item>(items: readonly Item[], idOf: (item: Item) => string): Lookup<Item> {
  const byId = new Map(items.map((item) => [idOf(item), item]));
  return (id) => byId.get(id.toLowerCase());
}

function group<Item>(items: readonly Item[], idOf: (item: Item) => string): Group<Item> {
  const byId = groups(items, idOf);
  return (id) => byId.get(id.toLowerCase()) ?? [];
}

function groups<Item>(items: readonly Item[], idOf: (item: Item) => string): Map<string, Item[]> {
  const byId = new Map<string, Item[]>();
  for (const item of items) {
    const list = byId.get(idOf(item));
    if (list) list.push(item);
    else byId.set(idOf(item), [item]);
  }
  return byId;
}
