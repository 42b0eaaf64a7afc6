import { addAssignments } from './assignments.ts';
import type { Random } from './random.ts';
import { courses, seasons } from './seed-data.ts';
import { slug, syllabusFields } from './syllabus.ts';
import { wellKnown } from './well-known.ts';
import type { World, WorldSection } from './world.ts';

/** Adds one or two sections of each course, each with its assignments. */
export function addSections(world: World, random: Random, organizationIds: Readonly<Record<string, string>>): void {
  let serial = 0;
  for (const [key, titles] of Object.entries(courses)) {
    for (const [title, topic] of titles) {
      for (const season of [random.pick(seasons), ...(random.chance(45) ? [random.pick(seasons)] : [])]) {
        serial += 1;
        const isDemo = serial === 1;
        const name = `${slug(title)}-${slug(season)}-${serial}`;
        const section: WorldSection = {
          ...syllabusFields(random, title, name),
          syllabus_id: isDemo ? wellKnown.sectionId : random.id(),
          section_number: `SN ${String(serial).padStart(2, '0')} ${name.slice(0, 3).toUpperCase()}${season.slice(0, 2).toUpperCase()}`,
          ...(random.chance(70) && { section_ceus: `.${random.number(1, 9)} CEUs` }),
          section_duration: durationText(random.number(1, 40)),
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

function durationText(hours: number): string {
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
