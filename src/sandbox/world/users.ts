import type { Random } from './random.ts';
import { firstNames, lastNames } from './seed-data.ts';
import { wellKnown } from './well-known.ts';
import type { World, WorldUser } from './world.ts';

const userCount = 240;
const fixedIds: Readonly<Record<number, string>> = { 0: wellKnown.userId, [userCount - 1]: wellKnown.newLearnerId };

/** Adds the users with their subscriptions: one in their own organization, and for some one in the top organization. */
export function addUsers(world: World, random: Random): void {
  for (let index = 0; index < userCount; index += 1) {
    const home = world.organizations[index % world.organizations.length];
    const randomId = index === 0 ? '' : random.id();
    const user: WorldUser = {
      user_id: fixedIds[index] ?? randomId,
      first_name: random.pick(firstNames),
      last_name: random.pick(lastNames),
      org_id: home?.org_id ?? wellKnown.organizationId,
    };
    world.users.push(user);
    const subscribedTo = random.chance(30) ? [user.org_id, wellKnown.organizationId] : [user.org_id];
    for (const org_id of new Set(subscribedTo)) {
      world.subscriptions.push({ subscription_id: random.id(), user_id: user.user_id, org_id });
    }
  }
}
