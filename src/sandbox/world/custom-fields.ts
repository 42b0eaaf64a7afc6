import type { Random } from './random.ts';
import { customFields } from './seed-data.ts';
import { wellKnown } from './well-known.ts';
import type { World } from './world.ts';

/** Adds the custom fields of two organizations, most of them with a default value. */
export function addCustomFields(world: World, random: Random, organizationIds: Readonly<Record<string, string>>): void {
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

/** The custom values of one enrollment, for fields of its organization and of those above it. */
export function customValues(
  world: World,
  random: Random,
  organizationId: string,
  hasAll: boolean,
): Record<string, string> {
  return Object.fromEntries(
    customFields
      .filter(() => hasAll || random.chance(40))
      .map(({ key, values }) => [key, random.pick<string>(values)] as const)
      .filter(([key]) => isFieldAvailable(world, key, organizationId)),
  );
}

/** Tells if a custom field belongs to an organization or to one above it. */
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
